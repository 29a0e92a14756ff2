"""A page made fit to be pointed at: no scripts, no styles, no forms; every element with its number.

Numbers count the elements of the page as it came, in document order, so that ``pointing`` finds what a
person pointed at. What is left is for a frame in which no script runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mainstem.feeds.errors import BadInput
from mainstem.parsing.pages import open_page
from mainstem.parsing.scope import join
from mainstem.parsing.scraping import bycss

NUMBER = "data-n"
HIT = "data-hit"  # an element that the recipe takes for an entry

_GONE = (
    "script style link meta base noscript template iframe frame frameset object embed applet svg math canvas audio"
    " video source track form input button select option textarea dialog portal"
).split()
_KEPT = frozenset(("alt", "title", "dir", "lang", "datetime", "colspan", "rowspan"))
_MOST = 20_000  # elements; what comes after is not shown


def elements(page: LexborHTMLParser) -> list[LexborNode]:
    """The elements of a page by their numbers."""
    nodes = page.root.traverse() if page.root else ()
    return list(islice((node for node in nodes if node.is_element_node), _MOST))


def stage(html: str, url: str, item: str = "") -> str:
    """The page to point at, with what ``item`` finds marked."""
    page = open_page(html)
    numbered = elements(page)
    hits = _hits(page, item)
    for number, node in enumerate(numbered):
        _undress(node, url)
        node.attrs[NUMBER] = str(number)
        if node.mem_id in hits:
            node.attrs[HIT] = ""
    page.strip_tags(_GONE)
    return (page.body.html if page.body else "") or ""


def _hits(page: LexborHTMLParser, item: str) -> set[int]:
    try:
        return {node.mem_id for node in bycss.select(page, item, "item")} if item.strip() else set()
    except BadInput:  # as it is being typed
        return set()


def _undress(node: LexborNode, url: str) -> None:
    """Of an element's attributes only harmless ones stay; pictures are asked for when they come in sight."""
    source = _picture(node, url) if node.tag == "img" else ""
    for name in list(_names(node)):
        if name not in _KEPT:
            del node.attrs[name]
    if source:
        node.attrs["src"] = source
        node.attrs["loading"] = "lazy"
        node.attrs["referrerpolicy"] = "no-referrer"


def _names(node: LexborNode) -> Iterable[str]:
    return (name for name in node.attributes if name)


def _picture(node: LexborNode, url: str) -> str:
    for name in ("data-src", "data-lazy-src", "src"):
        source = join(url, node.attributes.get(name) or "")
        if source.startswith(("https://", "http://")):
            return source
    return ""
