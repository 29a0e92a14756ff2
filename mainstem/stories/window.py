"""The entries of the last days, with everything that finds them again."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import datetime

from mainstem.stories.active import Active
from mainstem.stories.book import Book
from mainstem.stories.entry import StoryEntry
from mainstem.stories.folding import folding_keys
from mainstem.stories.neighbours import Neighbourhood
from mainstem.stories.rarity import Rarity
from mainstem.stories.reprints import shingles
from mainstem.stories.sameness import Sameness
from mainstem.stories.settings import Settings
from mainstem.stories.vectors import Vector, Vectors


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry on its way in: packed, its neighbours found, its story not yet chosen."""

    active: Active
    vector: Vector


class Window:
    """Entries by slot. They come in by ``pack`` then ``settle``, and leave by ``advance``."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.rarity = Rarity()
        self.active: dict[int, Active] = {}
        self.slots: dict[int, int] = {}  # entry id to slot
        self.book = Book(settings.remembered)
        self.sameness = Sameness()
        self.neighbours = Neighbourhood(settings, self.active)
        self._vectors = Vectors(settings, self.rarity)
        self._leaving: list[tuple[float, int]] = []
        self._next_slot = 1
        self._clock = float("-inf")

    def pack(self, entry: StoryEntry) -> Arrival:
        """Read an entry and find its neighbours; the window does not know it yet."""
        vector = self._vectors.of(entry)
        active = Active(
            slot=self._next_slot,
            entry_id=entry.entry_id,
            feed_id=entry.feed_id,
            circle=entry.feed_id + 1 if entry.is_private else 0,
            at=entry.happened_at.timestamp(),
            terms=vector.terms,
            weights=vector.weights,
            shingles=shingles(entry.title, entry.text),
            keys=folding_keys(entry),
        )
        self._next_slot += 1
        self.neighbours.find(active)
        leaves = max(active.at, entry.arrived_at.timestamp()) + self.settings.window.total_seconds()
        heapq.heappush(self._leaving, (leaves, active.slot))
        return Arrival(active, vector)

    def settle(self, arrival: Arrival, story_id: int) -> list[Active]:
        """Make an entry part of the window and of a story; says who its neighbours are."""
        active = arrival.active
        self.active[active.slot] = active
        self.slots[active.entry_id] = active.slot
        self.sameness.enter(active, self.active)
        self.book.enter(active, story_id)
        return [] if active.copy_of >= 0 else self.neighbours.introduce(active)

    def advance(self, now: datetime) -> int:
        """Let go of what is older than the window, learning from it which words are rare; says how many.

        An entry stays for as long as a copy of it does.
        """
        self._clock = max(self._clock, now.timestamp())
        gone = 0
        while self._leaving and self._leaving[0][0] < self._clock:
            _, slot = heapq.heappop(self._leaving)
            copies = self.book.copies.get(slot)
            if copies:
                heapq.heappush(self._leaving, (self._clock + self.settings.window.total_seconds() / 8, slot))
                continue
            self._let_go(self.active.pop(slot))
            gone += 1
        if gone:
            self.neighbours.forget(gone)
        return gone

    def caution(self) -> float:
        """By how much more two entries must be alike for what is not yet known of rare words."""
        return self.settings.caution * self.rarity.ignorance()

    def root(self, slot: int) -> int:
        """The entry of which this one is a copy, or itself."""
        copy_of = self.active[slot].copy_of
        return slot if copy_of < 0 else copy_of

    def with_copies(self, slot: int) -> list[int]:
        """The ids of an entry and of all its copies."""
        return [self.active[one].entry_id for one in (slot, *self.book.copies.get(slot, ()))]

    def release(self, slot: int) -> None:
        """Let a copy stand for itself from now on."""
        active = self.active[slot]
        if active.copy_of >= 0:
            self.book.withdraw(active)
            active.copy_of = -1
            self.book.enter(active, active.story_id)
            self.neighbours.introduce(active)

    def _let_go(self, entry: Active) -> None:
        del self.slots[entry.entry_id]
        self.sameness.leave(entry)
        self.book.leave(entry)
        if entry.copy_of < 0:
            self.rarity.learn(entry.terms)
