"""Pages of HTML, opened within bounds.

An HTML parser looks through the open elements at every tag, so elements nested without end cost the square
of their number. Browsers stop at a depth of 512; a page is cut here where it goes deeper. Size: 4 MiB.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

LONGEST = 4 * 1024 * 1024
DEEPEST = 500

_HARMLESS = 3000  # fewer tags than this cannot cost much however they are nested
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^<>]*>?")
# Elements that hold nothing, or that the next of their kind ends: they do not add up.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option "
    "optgroup a html head body nobr button".split()
)


def open_page(html: str) -> LexborHTMLParser:
    """The page, as far as it is no larger and no deeper than the bounds."""
    html = html[:LONGEST]
    if html.count("<") > _HARMLESS:
        html = html[: _depth_ends(html)]
    return LexborHTMLParser(html)


def _depth_ends(html: str) -> int:
    """Where the page first goes deeper than the bound; its length if it never does."""
    depth = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _FLAT:
            continue
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        if depth > DEEPEST:
            return tag.start()
    return len(html)
