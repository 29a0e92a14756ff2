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

    *Not the same* takes the second entry out of the story; entries that were taken out of one stay together unless
    the reader said otherwise. *Same* puts the two stories together, or the entry that was taken out and a story.
    The last word about a pair holds.
    """
    last = Corrections()
    for one in said:
        last.add(one)
    known = [one for one in last.all() if one.entry_a in story_of and one.entry_b in story_of]
    groups = _Groups(story_of)
    apart = [one for one in known if not one.same]
    groups.part(apart, last)
    for one in known:
        if one.same:
            groups.join(one.entry_a, one.entry_b)
    groups.part(apart, last)
    return groups.own()


_Unit = tuple[bool, int]  # whether it is a single entry, and its id or that of the story


class _Groups:
    """Stories and single entries, put together and taken apart."""

    def __init__(self, story_of: Mapping[int, int]) -> None:
        self._story_of = story_of
        self._group_of: dict[_Unit, int] = {}
        self._members: dict[int, set[_Unit]] = {}
        self._left: dict[int, list[int]] = {}  # groups of those who left a story, by that story
        self._next = 0

    def join(self, one: int, other: int) -> None:
        """Put the groups of two entries together."""
        small, large = sorted((self._at(one), self._at(other)), key=lambda group: len(self._members[group]))
        if small != large:
            for unit in self._members.pop(small):
                self._put(unit, large)

    def part(self, apart: Iterable[Correction], said: Corrections) -> None:
        """Take the second of each pair out that must not stand together and does."""
        for one in apart:
            if self._at(one.entry_a) == self._at(one.entry_b):
                self._leave(one.entry_b, set(said.not_with(one.entry_b)))

    def own(self) -> Own:
        """What came of it."""
        stories: dict[int, int] = {}
        entries: dict[int, int] = {}
        for members in self._members.values():
            whole = [number for is_entry, number in members if not is_entry]
            own_id = min(whole) if whole else -min(number for _, number in members)
            stories |= {story: own_id for story in whole if story != own_id}
            entries |= {number: own_id for is_entry, number in members if is_entry}
        return Own(stories, entries)

    def _at(self, entry_id: int) -> int:
        """The group of an entry: its own, or that of its story."""
        story = (False, self._story_of[entry_id])
        if story not in self._group_of:
            self._new(story)
        return self._group_of.get((True, entry_id), self._group_of[story])

    def _new(self, unit: _Unit) -> int:
        self._next += 1
        self._members[self._next] = set()
        self._put(unit, self._next)
        return self._next

    def _put(self, unit: _Unit, group: int) -> None:
        self._members[group].add(unit)
        self._group_of[unit] = group

    def _leave(self, entry_id: int, foes: set[int]) -> None:
        """To those who left the same story, if it may stand with them; else alone."""
        unit, home = (True, entry_id), self._story_of[entry_id]
        if unit in self._group_of:
            self._members[self._group_of[unit]].discard(unit)
        left = self._left.setdefault(home, [])
        for group in left:
            members = self._members.get(group, set())
            if members and all(is_entry and number not in foes for is_entry, number in members):
                self._put(unit, group)
                return
        left.append(self._new(unit))
