"""A web page as a tree, freed of what is never read: scripts, hidden parts, empty shells."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import Element, HtmlElement, HTMLParser, document_fromstring

from . import addresses

_NEVER_READ = frozenset(
    "script style noscript template link button input select textarea option dialog nav canvas svg".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def parsed(html: str) -> HtmlElement:
    """The page as libxml2 reads it (which bounds depth by itself); an empty one for what is no HTML at all."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = html.encode("utf-8", "replace").replace(b"\0", b"")
    try:
        return document_fromstring(data or b"<html></html>", parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return document_fromstring(b"<html><body></body></html>", parser=parser)


def words(element: HtmlElement) -> str:
    """The text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def body_of(page: HtmlElement) -> HtmlElement:
    """The part of a page that is read; makes one where there is none."""
    body = page.find("body")
    return body if body is not None else etree.SubElement(page, "body")


def drop(element: HtmlElement) -> None:
    """Take an element out; the text after it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def base_of(page: HtmlElement, url: str) -> str:
    """What relative addresses of the page are relative to: its ``base`` element, else its own address."""
    for element in page.iter("base"):
        if element.get("href"):
            return addresses.link(element.get("href"), url) or url
    return url


def drop_hidden(page: HtmlElement) -> None:
    """Take out what is there but not shown."""
    for element in list(body_of(page).iter()):
        if isinstance(element.tag, str) and _is_hidden(element):
            drop(element)


def drop_scripts(page: HtmlElement) -> None:
    """Take out what is no text, and nothing else."""
    for element in list(page.iter("script", "style")):
        drop(element)


def paragraphs(text: str) -> HtmlElement:
    """A tree of a text: a paragraph for every line."""
    root = Element("div")
    for line in text.split("\n"):
        if line.strip():
            etree.SubElement(root, "p").text = line
    return root


def prepare(page: HtmlElement) -> None:
    """Take out what nobody sees. Pictures that a script would have shown come out of their ``noscript``."""
    for element in list(page.iter("noscript")):
        _unwrap_pictures(element)
    for element in list(page.iter(*_NEVER_READ)):
        drop(element)
    drop_hidden(page)


def _is_hidden(element: HtmlElement) -> bool:
    if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
        return True
    return element.get("aria-hidden") == "true" and "fallback-image" not in element.get("class", "")


def _unwrap_pictures(noscript: HtmlElement) -> None:
    pictures = list(noscript.iter("img"))
    before = noscript.getprevious()
    parent = noscript.getparent()
    if not pictures or parent is None or words(noscript):
        return
    place = parent.index(noscript)
    if before is not None and before.tag == "img":
        drop(before)
        place -= 1
    pictures[0].tail = None
    parent.insert(place, pictures[0])
