"""Inline markup of a feed as HTML, and its addresses made absolute. Nothing is cleaned here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from lxml import etree

from mainstem.parsing.scope import XML_BASE, Scope, join

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_NAMESPACE = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_ADDRESS_NAMES = (
    "href|src|cite|action|formaction|poster|longdesc|background|usemap|codebase|classid|data|profile|lowsrc"
)
_TAG = re.compile(r"<[a-zA-Z][^<>=]*+=[^<>]*>")  # such as have attributes with a value
_ADDRESS = re.compile(
    rf"""(\s(?:{_ADDRESS_NAMES})\s*=\s*+)(?!["']?(?:https?://|\#))(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""",
    re.IGNORECASE,
)
# Where an attribute may hold a relative address. It begins with a literal sign, since that is quick to look for.
_MAY_BE_RELATIVE = re.compile(
    r"=(?:(?<=srcset=)|(?<=\s=)|(?:(?<=src=)|(?<=(?:href|cite|data)=)|(?<=(?:action|poster|usemap)=)"
    r"|(?<=(?:classid|profile)=)|(?<=(?:longdesc|codebase)=)|(?<=background=))(?![\"']?(?:https?://|\#)))",
    re.IGNORECASE,
)
_SRCSET = re.compile(r"""(\s(?:srcset|imagesrcset)\s*=\s*)(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ADDRESSED = frozenset(_ADDRESS_NAMES.split("|"))


def inner_html(element: etree._Element, scope: Scope) -> str:
    """What stands inside ``element`` as HTML: namespaces gone, empty elements closed as HTML closes them."""
    for child in element.iterdescendants():
        _as_html(child)
        if scope.has_bases and XML_BASE in child.attrib:
            _resolve_below(child, scope)
    pieces = [escape(element.text or "", quote=False)]
    for child in element:
        markup = etree.tostring(child, encoding="unicode")
        pieces.append(_NAMESPACE.sub("", markup) if " xmlns" in markup else markup)
    return "".join(pieces)


def _as_html(element: etree._Element) -> None:
    tag = str(element.tag)
    local = tag.rpartition("}")[2]
    if local != tag:
        element.tag = local
    if element.text is None and len(element) == 0 and local.lower() not in VOID:
        element.text = ""


def _resolve_below(element: etree._Element, scope: Scope) -> None:
    """Resolve against an xml:base that is set inside the body, since the body's base will not do there."""
    base = scope.base_of(element)
    for at in element.iter():
        for name, value in at.attrib.items():
            if str(name) in _ADDRESSED:
                at.set(name, join(base, str(value)))
    del element.attrib[XML_BASE]


def resolve_html(html: str, base: str) -> str:
    """``html`` with the addresses of its attributes absolute. Text outside of tags is never touched."""
    if not base:
        return html
    pieces: list[str] = []
    done = 0
    for tag in _tags_to_resolve(html):
        pieces += (html[done : tag.start()], _resolved_tag(tag[0], base))
        done = tag.end()
    return "".join([*pieces, html[done:]]) if pieces else html


def _tags_to_resolve(html: str) -> Iterator[re.Match[str]]:
    """The tags in which a relative address may stand, each once; every part of the text is looked at once."""
    seen = opened = tried = -1
    end = 0
    for sign in _MAY_BE_RELATIVE.finditer(html):
        at = sign.start()
        if at < end:
            continue
        opened = max(opened, html.rfind("<", seen + 1, at))
        seen = at
        if opened == tried:
            continue
        tried = opened
        tag = _TAG.match(html, opened)
        if tag is not None and tag.end() > at:
            end = tag.end()
            yield tag


def _resolved_tag(tag: str, base: str) -> str:
    found = _ADDRESS.sub(lambda match: _resolved(match, base), tag)
    return (
        _SRCSET.sub(lambda match: _resolved_set(match, base), found) if "srcset" in found.lower() else found
    )


def _value(match: re.Match[str]) -> str:
    return next((group for group in match.groups()[1:] if group is not None), "")


def _resolved(match: re.Match[str], base: str) -> str:
    value = _value(match)
    if not value.strip():
        return match[0]
    decoded = unescape(value)
    joined = join(base, decoded)
    return match[0] if joined == decoded.strip() else f'{match[1]}"{escape(joined)}"'


def _resolved_set(match: re.Match[str], base: str) -> str:
    parts = [part.split(None, 1) for part in re.split(r",\s+|,(?=https?:)", unescape(_value(match)))]
    sources = [" ".join([join(base, part[0]), *part[1:]]) for part in parts if part]
    return f'{match[1]}"{escape(", ".join(sources))}"'


_SOURCE = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""", re.IGNORECASE)
_TINY = re.compile(r"""=\s*["']?[01](?:px)?["'\s/]""", re.IGNORECASE)
_SIZES = ("width", "height")
_IMAGES_TRIED = 5


def _source(tag: str) -> str:
    """The address in a picture's tag, which mostly stands there as it is written here."""
    start = tag.find(' src="http')
    if start >= 0:
        address = tag[start + 6 : tag.find('"', start + 6)]
    else:
        source = _SOURCE.search(tag)
        address = next(filter(None, source.groups()), "") if source else ""
    return (unescape(address) if "&" in address else address).strip()


def _is_tiny(tag: str) -> bool:
    """Whether the picture is at most a pixel high or wide."""
    found = _TINY.search(tag)
    while found:
        if tag[: found.start()].rstrip().lower().endswith(_SIZES):
            return True
        found = _TINY.search(tag, found.end())
    return False


def first_image(html: str) -> str:
    """The address of the first picture in a body that is more than a pixel; "" where there is none."""
    at = html.find("<img")
    for _ in range(_IMAGES_TRIED):
        if at < 0:
            break
        end = html.find(">", at)
        tag = html[at:end] + " "
        address = _source(tag)
        if address.startswith(("http://", "https://")) and not _is_tiny(tag):
            return address
        at = html.find("<img", end) if end >= 0 else -1
    return ""
