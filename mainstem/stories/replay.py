"""Replay: what was touched is gathered anew, by average link, now that more is known."""

from __future__ import annotations

from collections.abc import Iterable

from mainstem.stories.component import Components
from mainstem.stories.corrections import Corrections
from mainstem.stories.entry import Move
from mainstem.stories.linkage import Graph, average_link
from mainstem.stories.window import Window

Pairs = list[tuple[int, int]]


def replay(
    window: Window, corrections: Corrections, touched: Iterable[int], least: float, *, may_split: bool = True
) -> tuple[list[Move], int]:
    """Regroup the components around the touched slots, joining what is alike by ``least`` on the average;
    unless stories may be split, they are only put together.

    Gives the moves, and how many components were too large and were left as they stood.
    """
    moves: list[Move] = []
    components = Components(window, corrections, least, may_split=may_split)
    for slot in sorted(touched):
        graph = components.around(slot)
        if len(graph) > 1:
            together, apart = _bounds(window, corrections, graph)
            if not may_split:
                together += _as_they_stand(window, graph)
            groups = average_link(graph, least, together=together, apart=apart)
            groups.sort(key=min)
            moves += _name(window, groups)
    return moves, components.capped


def _bounds(window: Window, corrections: Corrections, graph: Graph) -> tuple[Pairs, Pairs]:
    """The pairs that readers put together, and those that they put apart."""
    together: Pairs = []
    apart: Pairs = []
    if corrections:
        for slot in graph:
            for entry_id in window.with_copies(slot):
                for others, pairs in (
                    (corrections.same_as(entry_id), together),
                    (corrections.not_with(entry_id), apart),
                ):
                    roots = [window.root(window.slots[other]) for other in others if other in window.slots]
                    pairs += [(slot, root) for root in roots if root in graph and root != slot]
    return together, apart


def _as_they_stand(window: Window, graph: Graph) -> Pairs:
    first: dict[int, int] = {}
    return [(first.setdefault(window.active[slot].story_id, slot), slot) for slot in sorted(graph)]


def _name(window: Window, groups: list[list[int]]) -> list[Move]:
    """Give each group the story id of which it holds most, the older id first where that is equal."""
    names = _names(window, groups)
    moves: list[Move] = []
    for number, group in enumerate(groups):
        story_id = names.get(number) or window.book.new_id()
        for slot in group:
            entry = window.active[slot]
            if entry.story_id != story_id:
                copies = [window.active[copy] for copy in window.book.copies.get(slot, ())]
                moves += window.book.move(entry, story_id, copies)
    return moves


def _names(window: Window, groups: list[list[int]]) -> dict[int, int]:
    overlaps: dict[tuple[int, int], int] = {}
    for number, group in enumerate(groups):
        for slot in group:
            name = (window.active[slot].story_id, number)
            overlaps[name] = overlaps.get(name, 0) + 1 + len(window.book.copies.get(slot, ()))
    names: dict[int, int] = {}
    taken: set[int] = set()
    for (story_id, number), _ in sorted(overlaps.items(), key=lambda pair: (-pair[1], pair[0])):
        if number not in names and story_id not in taken:
            names[number] = story_id
            taken.add(story_id)
    return names
