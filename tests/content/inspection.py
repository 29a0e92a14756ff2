"""Looks at cleaned HTML as two parsers read it, and names whatever should not be there.

Knows nothing of the code under test: the lists here say what a page may show, not how it is cleaned.
"""

import re
from urllib.parse import urlsplit

import lxml.html
from selectolax.lexbor import LexborHTMLParser

RUNS = frozenset(
    "script style link meta base object embed applet svg foreignobject template noscript form input button select "
    "textarea option frame frameset portal xmp plaintext noembed noframes title head dialog marquee canvas map area "
    "slot keygen isindex bgsound layer x-frame x-noscript #comment".split()
)
ATTRIBUTES = frozenset(
    "href rel src srcset sizes alt title lang dir width height loading decoding referrerpolicy cite datetime colspan "
    "rowspan scope abbr align valign span start type reversed value open controls preload loop muted playsinline "
    "poster kind label srclang default media min max low high optimum sandbox allow allowfullscreen "
    "data-sanitized-class data-sanitized-id accent accentunder alttext close columnalign columnspan display "
    "displaystyle encoding fence form largeop linethickness mathvariant movablelimits notation rowalign scriptlevel "
    "separator separators stretchy symmetric".split()
)
PLAYERS = re.compile(r"https://(www\.youtube-nocookie\.com|player\.vimeo\.com)/")
ELSEWHERE = re.compile(
    r"(mailto|tel|sms|magnet|xmpp|ircs?|geo|ftps?|gemini|gopher|matrix|nostr|bitcoin|news):\S"
)
BITMAP = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")


def faults(html):
    """What is wrong with cleaned HTML, as sentences; nothing where it may be shown."""
    found = []
    for tag, attributes, text in (*_lexbor(html), *_libxml(html)):
        if tag in RUNS:
            found.append(f"there is a {tag}")
        found += _of_attributes(tag, attributes)
        if tag == "a" and attributes.get("href", "").startswith("http"):
            found += _of_link(attributes, text)
    return found


def _of_attributes(tag, attributes):
    for name, value in attributes.items():
        if name not in ATTRIBUTES:
            yield f"{tag} has {name}"
        addresses = {"srcset": [part.split(" ")[0] for part in value.split(", ")]}.get(name, [value])
        if name in {"href", "src", "srcset", "cite", "poster"}:
            for address in addresses:
                yield from _of_address(tag, address)
    if tag == "iframe" and not (PLAYERS.match(attributes.get("src", "")) and "sandbox" in attributes):
        yield "a frame is no player in a sandbox"


def _of_address(tag, address):
    if (tag == "a" and ELSEWHERE.match(address)) or (tag == "img" and BITMAP.fullmatch(address)):
        return
    if not re.match(r"https?://[a-z0-9\[]", address):
        yield f"{address!r} is not absolute"
    elif re.search(r"[\x00-\x20\\<>\"]", address) or not address.isascii():
        yield f"{address!r} holds odd characters"
    elif "@" in urlsplit(address).netloc:
        yield f"{address!r} hides its host"
    elif re.search(r"[?&#](utm_|fbclid|gclid)", address):
        yield f"{address!r} tracks"


def _of_link(attributes, text):
    if attributes.get("rel") != "noopener noreferrer":
        yield "a link gives away the page"
    host = urlsplit(attributes["href"]).hostname.removeprefix("www.")
    for claimed in re.findall(r"(?:https?://|www\.)([\w.-]+\w)", text.lower()):
        claimed = claimed.removeprefix("www.")
        if claimed != host and not host.endswith("." + claimed) and not claimed.endswith("." + host):
            yield f"{text!r} leads to {host}"


def _lexbor(html):
    for node in LexborHTMLParser(f"<body>{html}").body.css("*"):
        yield node.tag, {key: value or "" for key, value in node.attributes.items()}, node.text(deep=True)


def _libxml(html):
    for node in lxml.html.document_fromstring(f"<html><body><p>{html}</p></body></html>").body.iter():
        tag = node.tag if isinstance(node.tag, str) else "#comment"
        yield tag, dict(node.attrib), node.text_content() if tag == "a" else ""
