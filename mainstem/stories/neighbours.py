"""The graph of the window: each entry with the entries most like it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from mainstem.stories.active import Active
from mainstem.stories.index import Index, similarity
from mainstem.stories.settings import Settings
from mainstem.stories.standing import choose_standing

_MIX = 2_654_435_761  # spreads the numbers of circles over 32 bits
_REBUILD_AFTER = 0.5  # of the index may be entries that are gone


class Neighbourhood:
    """Finds the neighbours of a new entry and enters it among theirs."""

    def __init__(self, settings: Settings, active: Mapping[int, Active]) -> None:
        self._settings = settings
        self._active = active
        self._index = Index()
        self._gone = 0

    def find(self, entry: Active) -> None:
        """Fill ``near`` and ``sims`` of an entry that is not yet in the window."""
        settings = self._settings
        probes = _in_circle(entry, settings.probed_terms)
        candidates = self._index.candidates(
            probes, entry.weights[: len(probes)], settings.newest_postings, settings.checked_candidates
        )
        query = dict(zip(entry.terms, entry.weights, strict=True))
        decay = settings.decay.total_seconds()
        longest = settings.window.total_seconds()
        for slot in candidates:
            other = self._active.get(slot)
            if other is None or other.circle != entry.circle:
                continue
            apart = abs(entry.at - other.at)
            if apart > longest:
                continue
            sim = similarity(query, other) * math.exp(-apart / decay)
            if sim > settings.weakest_neighbour:
                entry.near.append(slot)
                entry.sims.append(min(sim, 1.0))
        choose_standing(entry)

    def introduce(self, entry: Active) -> list[Active]:
        """Enter an entry among the neighbours of its neighbours; says whose standing it may have changed."""
        self._index.add(entry.slot, _in_circle(entry, self._settings.indexed_terms))
        others = [self._active[slot] for slot in entry.near]
        for other, sim in zip(others, entry.sims, strict=True):
            _insert(other, entry.slot, sim, self._settings.most_neighbours)
            if sim > other.standing:
                choose_standing(other)
        return others

    def forget(self, gone: int) -> None:
        """So many entries left; when half of the index is theirs it is built anew."""
        self._gone += gone
        if self._gone > _REBUILD_AFTER * len(self._active) + 500:
            self._gone = 0
            self._index = Index()
            count = self._settings.indexed_terms
            for slot in sorted(self._active):
                entry = self._active[slot]
                if entry.copy_of < 0:
                    self._index.add(slot, _in_circle(entry, count))
                    _drop_gone(entry, self._active)


def _in_circle(entry: Active, count: int) -> list[int]:
    """The heaviest terms, under names that only entries of the same circle use."""
    terms = entry.terms[:count]
    if not entry.circle:
        return list(terms)
    mix = (entry.circle * _MIX) & 0xFFFFFFFF
    return [term ^ mix for term in terms]


def _insert(entry: Active, slot: int, sim: float, most: int) -> None:
    if len(entry.near) < most:
        entry.near.append(slot)
        entry.sims.append(sim)
        return
    weakest = min(range(len(entry.sims)), key=entry.sims.__getitem__)
    if sim > entry.sims[weakest]:
        entry.near[weakest], entry.sims[weakest] = slot, sim


def _drop_gone(entry: Active, active: Mapping[int, Active]) -> None:
    kept = [(slot, sim) for slot, sim in zip(entry.near, entry.sims, strict=True) if slot in active]
    if len(kept) < len(entry.near):
        del entry.near[:], entry.sims[:]
        entry.near.extend(slot for slot, _ in kept)
        entry.sims.extend(sim for _, sim in kept)
