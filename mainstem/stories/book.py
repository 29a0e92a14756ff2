"""The book of stories: which entries of the window stand in which story, and what became of those that left."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable

from mainstem.stories.active import Active
from mainstem.stories.entry import Move


class Book:
    """Stories by id, members by slot. Copies stand with the entry that they reprint."""

    def __init__(self, remembered: int) -> None:
        self.members: dict[int, list[int]] = {}  # entries that take part in scoring
        self.copies: dict[int, list[int]] = {}  # of an entry, by its slot
        self._left: OrderedDict[int, int] = OrderedDict()
        self._remembered = remembered
        self._next_id = 1

    @property
    def next_id(self) -> int:
        """The id that the next new story gets."""
        return self._next_id

    def new_id(self) -> int:
        """An id never given before."""
        story_id = self._next_id
        self._next_id += 1
        return story_id

    def reserve(self, story_id: int) -> None:
        """Make sure that an id which is in use outside is not given again."""
        self._next_id = max(self._next_id, story_id + 1)

    def enter(self, entry: Active, story_id: int) -> None:
        """Put an entry that is new here into a story."""
        entry.story_id = story_id
        if entry.copy_of < 0:
            self.members.setdefault(story_id, []).append(entry.slot)
        else:
            self.copies.setdefault(entry.copy_of, []).append(entry.slot)

    def leave(self, entry: Active) -> None:
        """Take an entry out of the window, remembering its story for a while."""
        self.withdraw(entry)
        self.remember(entry.entry_id, entry.story_id)

    def remember(self, entry_id: int, story_id: int) -> None:
        """Keep the story of an entry that is not in the window."""
        self._left[entry_id] = story_id
        if len(self._left) > self._remembered:
            self._left.popitem(last=False)

    def left_in(self, entry_id: int) -> int | None:
        """The story of an entry that left the window, if it is remembered."""
        return self._left.get(entry_id)

    def left(self) -> Iterable[tuple[int, int]]:
        """Every entry that is remembered, with its story."""
        return self._left.items()

    def move(self, entry: Active, story_id: int, copies: Collection[Active]) -> list[Move]:
        """Take an entry and its copies to another story."""
        moves = [Move(each.entry_id, each.story_id, story_id) for each in (entry, *copies)]
        self.withdraw(entry)
        for each in copies:
            each.story_id = story_id
        self.enter(entry, story_id)
        return moves

    def withdraw(self, entry: Active) -> None:
        """Take an entry out of its story."""
        table, name = (self.members, entry.story_id) if entry.copy_of < 0 else (self.copies, entry.copy_of)
        held = table[name]
        held.remove(entry.slot)
        if not held:
            del table[name]
