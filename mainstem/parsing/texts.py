"""Plain text out of what publishers write: titles, names, categories.

A title may be text, or HTML that was escaped once or twice; RSS does not say which. It is taken for HTML
where it holds a closing element of HTML or a known entity, and nothing that HTML does not have.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

_ENTITY = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|([A-Za-z][A-Za-z0-9]{1,31});)")
_MARK = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")
_ANY_MARK = re.compile(r"<(?:/?[A-Za-z][^<>]*|![A-Za-z][^<>]*|\?[^<>]*)>")
_HIDING = re.compile(r"<(/?)(script|style|template)\b[^<>]*>", re.IGNORECASE)
_NEXT_TAG_NAME = re.compile(r"</?([A-Za-z][\w:-]*)")

_ELEMENTS = frozenset(
    "a abbr acronym address area article aside audio b bdi bdo big blink blockquote body br button caption center cite "
    "code col colgroup command data datalist dd del details dfn dialog dir div dl dt em fieldset figcaption figure "
    "font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link main map "
    "mark math menu meta meter nav nobr noscript object ol optgroup option output p param picture pre progress q rp "
    "rt ruby s samp script section select small source span strike strong style sub summary sup svg table tbody td "
    "template textarea tfoot th thead time title tr track tt u ul var video wbr embed".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main ol p pre section table td th tr ul".split()
)
_VOID = frozenset("br hr img wbr input".split())


def is_element(name: str) -> bool:
    """Whether HTML has an element of that name."""
    return name.lower() in _ELEMENTS


def is_html(text: str) -> bool:
    """Whether ``text``, whose kind nobody declared, reads as HTML rather than as plain text."""
    has_mark = has_entity = False
    if "<" in text:
        for match in _NEXT_TAG_NAME.finditer(text):
            name = match[1].lower()
            if name not in _ELEMENTS:
                return False
            has_mark = has_mark or match[0][1] == "/" or name in _VOID
    if "&" in text and (";" in text or "&#" in text):
        for match in _ENTITY.finditer(text):
            if match[1] and f"{match[1]};" not in html5:
                return False
            has_entity = True
    return has_mark or has_entity


def from_html(html: str) -> str:
    """The text of a fragment of HTML, entities decoded once, white space collapsed."""
    if "<" in html:
        if "<!--" in html:
            html = _without_comments(html)
        if _HIDING.search(html):
            html = _without_hidden(html)
        html = _ANY_MARK.sub(_space_for_blocks, html)
    if "&" in html:
        html = unescape(html)
    return " ".join(html.split())


def _without_comments(html: str) -> str:
    pieces = []
    at = 0
    while True:
        start = html.find("<!--", at)
        end = html.find("-->", start + 4) if start >= 0 else -1
        if end < 0:
            pieces.append(html[at:])
            return "".join(pieces)
        pieces.append(html[at:start])
        at = end + 3


def _without_hidden(html: str) -> str:
    """Without what scripts and styles hold; linear even where they never end."""
    pieces = []
    at = 0
    hiding = ""
    for mark in _HIDING.finditer(html):
        name = mark[2].lower()
        if not hiding and not mark[1]:
            pieces.append(html[at : mark.start()])
            hiding = name
        elif hiding == name and mark[1]:
            hiding = ""
            at = mark.end()
    return " ".join([*pieces, "" if hiding else html[at:]])


def _space_for_blocks(match: re.Match[str]) -> str:
    name = _MARK.match(match[0])
    return " " if name and name[1].lower() in _BLOCKS else ""


def from_unknown(text: str) -> str:
    """The text of a title of undeclared kind: decoded where it reads as HTML, else as it stands."""
    if ("<" in text or "&" in text) and is_html(text):
        return from_html(text)
    return " ".join(text.split())


def escape(text: str) -> str:
    """Text as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def mend_double_encoding(text: str) -> str:
    """UTF-8 that somebody took for Latin-1 or windows-1252 and encoded again (``Ã©`` for ``é``)."""
    for name in ("latin-1", "windows-1252"):
        try:
            return text.encode(name).decode("utf-8")
        except UnicodeError:
            continue
    return text


C1 = {
    n: ord(bytes([n]).decode("windows-1252"))
    for n in range(0x80, 0xA0)
    if n not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}


def mend(text: str) -> str:
    """Non-ASCII text with double encoding undone and windows-1252 taken out of the C1 controls."""
    if "Ã" in text or "Â" in text or "â" in text or "Ð" in text or "Å" in text:
        text = mend_double_encoding(text)
    return text.translate(C1) if _C1_FOUND.search(text) else text


_C1_FOUND = re.compile("[\x80-\x9f]")
