"""From an element that a person points at to the expression that finds its like."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mainstem.feeds.errors import BadInput
from mainstem.parsing.pages import open_page
from mainstem.parsing.scraping import blocks, bycss
from mainstem.parsing.scraping.staging import elements

_CLIMB = 8
_ENOUGH = 0.5  # of the items have such a part


def item(html: str, number: int) -> str:
    """The selector of the blocks of which the element is part: those that repeat, and look most like entries.
    Raises BadInput where nothing around it repeats."""
    page = open_page(html)
    node = _pointed(page, number)
    best, selector = 0.0, ""
    for above in _upwards(node, _CLIMB):
        for name in blocks.selectors(above):
            found = bycss.select(page, name, "item")
            worth = blocks.weight(found) if len(found) > 1 else 0.0
            if worth > best:
                best, selector = worth, name
    if not selector:
        raise BadInput("Nothing around this repeats.", field="item", advice="Point at one entry of a list.")
    return selector


def part(html: str, item_selector: str, number: int, field: str) -> str:
    """The expression by which the element is found within its item. Raises BadInput where it is in none."""
    page = open_page(html)
    node = _pointed(page, number)
    items = bycss.select(page, item_selector, "item")
    known = {one.mem_id for one in items}
    holder = next((one for one in _upwards(node, 60) if one.mem_id in known), None)
    if holder is None:
        raise BadInput(
            "This is not within an entry.", field=field, advice="Point at a part of a marked entry."
        )
    node = _fitting(node, holder, field)
    ending = "@href" if field == "url" else ""
    if node.mem_id == holder.mem_id:
        return f".{ending}"
    return _name(node, holder, items) + ending


def _pointed(page: LexborHTMLParser, number: int) -> LexborNode:
    found = elements(page)
    if not 0 <= number < len(found):
        raise BadInput("There is no such element on this page.", field="n", advice="Load the page again.")
    return found[number]


def _upwards(node: LexborNode, most: int) -> list[LexborNode]:
    """The element itself and those around it, up to the body."""
    found: list[LexborNode] = []
    at: LexborNode | None = node
    while at is not None and len(found) < most and at.tag not in ("body", "html"):
        found.append(at)
        at = at.parent
    return found


def _fitting(node: LexborNode, holder: LexborNode, field: str) -> LexborNode:
    """The link or the picture at the place, where one is wanted."""
    wanted = {"url": "a", "image": "img"}.get(field, "")
    if not wanted:
        return node
    for above in _upwards(node, 60):
        if above.tag == wanted:
            return above
        if above.mem_id == holder.mem_id:
            break
    return node.css_first(wanted) or holder.css_first(wanted) or node


def _name(node: LexborNode, holder: LexborNode, items: list[LexborNode]) -> str:
    """The shortest selector that finds the element first in its item, and something in most of the others."""
    tag = node.tag or "*"
    parent = node.parent
    names = [*blocks.own(node), tag]
    if parent is not None and parent.mem_id != holder.mem_id:
        names += [f"{above} {tag}" for above in [*blocks.own(parent), parent.tag or "*"]]
    names.append(_path(node, holder))
    for name in names:
        first = _first(holder, name)
        share = sum(_first(one, name) is not None for one in items[:30]) / len(items[:30])
        if first is not None and first.mem_id == node.mem_id and share >= _ENOUGH:
            return name
    return names[-1]


def _first(holder: LexborNode, name: str) -> LexborNode | None:
    return next((one for one in holder.css(name) if one.mem_id != holder.mem_id), None)


def _path(node: LexborNode, holder: LexborNode) -> str:
    """The way from the item to the element, step by step."""
    steps: list[str] = []
    at: LexborNode | None = node
    while at is not None and at.mem_id != holder.mem_id:
        steps.insert(0, f"{at.tag}:nth-of-type({_place(at)})")
        at = at.parent
    return " > ".join(steps)


def _place(node: LexborNode) -> int:
    place, before = 1, node.prev
    while before is not None:
        place += before.tag == node.tag
        before = before.prev
    return place
