"""What hangs together with an entry, and so must be looked at with it in a replay."""

from __future__ import annotations

from mainstem.stories.corrections import Corrections
from mainstem.stories.linkage import Graph
from mainstem.stories.standing import MOST_RATIO, standing_out
from mainstem.stories.window import Window

STRICTER = (0.0, 0.1, 0.2)  # added to the least similarity until a component is small enough


class Components:
    """Finds components once each; ``capped`` counts those that stayed too large.

    Average link at a threshold never reaches beyond a component of the pairs at that threshold, so looking
    at components alone changes nothing. Where one is too large, its denser parts are looked at instead.
    """

    def __init__(self, window: Window, corrections: Corrections, least: float, *, may_split: bool) -> None:
        self.capped = 0
        self._window = window
        self._corrections = corrections
        self._least = least
        self._may_split = may_split
        self._seen: set[int] = set()
        self._too_large: list[set[int]] = [set() for _ in STRICTER]

    def around(self, slot: int) -> Graph:
        """The component of an entry as a symmetric graph; empty if there is nothing to do about it."""
        entry = self._window.active.get(slot)
        if entry is None or entry.copy_of >= 0 or slot in self._seen:
            return {}
        if not self._may_split and not self._reaches_out(slot):
            return {}
        for level, extra in enumerate(STRICTER):
            if slot not in self._too_large[level]:
                nodes, is_whole = self._walk(slot, self._least + extra, self._too_large[level])
                if is_whole:
                    self._seen |= nodes
                    return self._graph(nodes)
                self._too_large[level] |= nodes
        self.capped += 1
        self._seen.add(slot)
        return {}

    def _reaches_out(self, slot: int) -> bool:
        """Whether an entry is alike to one of another story."""
        own = self._window.active[slot].story_id
        return any(self._window.active[other].story_id != own for other in self._close(slot, self._least))

    def _walk(self, start: int, least: float, too_large: set[int]) -> tuple[set[int], bool]:
        window, most = self._window, self._window.settings.largest_component
        nodes, waiting = {start}, [start]
        while waiting:
            slot = waiting.pop()
            ahead = set(self._close(slot, least))
            ahead.update(window.book.members[window.active[slot].story_id])
            if self._corrections:
                ahead.update(self._said(slot))
            ahead -= nodes
            nodes |= ahead
            waiting += ahead
            if len(nodes) > most or not too_large.isdisjoint(ahead):
                return nodes, False
        return nodes, True

    def _graph(self, nodes: set[int]) -> Graph:
        graph: Graph = {slot: {} for slot in nodes}
        active = self._window.active
        for slot, row in graph.items():
            entry = active[slot]
            for other, sim in zip(entry.near, entry.sims, strict=True):
                if other in graph:
                    row[other] = graph[other][slot] = standing_out(sim, entry, active[other])
        return graph

    def _close(self, slot: int, least: float) -> list[int]:
        """The neighbours of an entry that stand out by ``least``."""
        active = self._window.active
        entry = active[slot]
        weakest = least / MOST_RATIO  # nothing below it can stand out enough
        return [
            other
            for other, sim in zip(entry.near, entry.sims, strict=True)
            if sim >= weakest and other in active and standing_out(sim, entry, active[other]) >= least
        ]

    def _said(self, slot: int) -> list[int]:
        """The entries of the window that a reader put with this one or with a copy of it."""
        window = self._window
        others = [
            other for entry_id in window.with_copies(slot) for other in self._corrections.same_as(entry_id)
        ]
        return [window.root(window.slots[other]) for other in others if other in window.slots]
