"""The stories of one reader: those that were gathered, as the reader mended them. Nobody else's change by it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mainstem.stories.corrections import Corrections
from mainstem.stories.entry import Correction


@dataclass(frozen=True, slots=True)
class Own:
    """What a reader's stories are called: of whole stories, and of entries that stand apart from theirs.

    An id of a story that was put together is the lowest of its parts; one that only holds entries which were
    taken out of a story is below zero.
    """

    stories: Mapping[int, int] = field(default_factory=dict)
    entries: Mapping[int, int] = field(default_factory=dict)

    def of(self, entry_id: int, story_id: int) -> int:
        """The reader's story of an entry that was gathered into ``story_id``."""
        return self.entries.get(entry_id, self.stories.get(story_id, story_id))

    def parts(self, own_id: int) -> tuple[set[int], set[int]]:
        """The gathered stories, and the single entries, that a story of the reader's is made of."""
        whole = {story for story, own in self.stories.items() if own == own_id}
        if own_id > 0 and own_id not in self.stories:
            whole.add(own_id)
        return whole, {entry for entry, own in self.entries.items() if own == own_id}


def mended(said: Iterable[Correction], story_of: Mapping[int, int]) -> Own:
    """The stories that follow from what a reader said, in the order in which it was said; ``story_of`` are the
    gathered stories of the entries spoken of, those without one are passed over.

    *Same* puts the two stories together. *Not the same* takes the second entry out; entries that were taken out
    of one story stay together unless the reader said otherwise. The last word about a pair holds.
    """
    last = Corrections()
    for one in said:
        last.add(one)
    groups = _Groups(story_of)
    for one in last.all():
        if one.entry_a in story_of and one.entry_b in story_of:
            if one.same:
                groups.join(one.entry_a, one.entry_b)
            groups.part(last)
    return groups.own()


_Unit = tuple[bool, int]  # whether it is a single entry, and its id or that of the story


class _Groups:
    """Stories and single entries, put together and taken apart."""

    def __init__(self, story_of: Mapping[int, int]) -> None:
        self._story_of = story_of
        self._members: list[set[_Unit]] = []

    def join(self, one: int, other: int) -> None:
        left, right = self._group(one), self._group(other)
        if left is not right:
            left |= right
            self._members.remove(right)

    def part(self, said: Corrections) -> None:
        """Take the second of each pair out that must not stand together and does."""
        for one in said.all():
            known = one.entry_a in self._story_of and one.entry_b in self._story_of
            if known and not one.same and self._group(one.entry_a) is self._group(one.entry_b):
                self._leave(one.entry_b, set(said.not_with(one.entry_b)))

    def own(self) -> Own:
        stories: dict[int, int] = {}
        entries: dict[int, int] = {}
        for members in self._members:
            whole = [number for is_entry, number in members if not is_entry]
            own_id = min(whole) if whole else -min(number for _, number in members)
            stories |= {story: own_id for story in whole if story != own_id}
            entries |= {number: own_id for is_entry, number in members if is_entry}
        return Own(stories, entries)

    def _group(self, entry_id: int) -> set[_Unit]:
        unit, story = (True, entry_id), (False, self._story_of[entry_id])
        for members in self._members:
            if unit in members:
                return members
        for members in self._members:
            if story in members:
                return members
        self._members.append({story})
        return self._members[-1]

    def _leave(self, entry_id: int, foes: set[int]) -> None:
        """To those who left the same story, if it may stand with them; else alone."""
        unit, home = (True, entry_id), self._story_of[entry_id]
        self._group(entry_id).discard(unit)
        for members in self._members:
            left = {number for is_entry, number in members if is_entry}
            all_left = len(left) == len(members) and all(self._story_of[one] == home for one in left)
            if left and all_left and not left & foes:
                members.add(unit)
                return
        self._members.append({unit})
