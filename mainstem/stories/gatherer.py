"""The gatherer: entries come in one by one, in order of arrival, and each is told its story.

    gatherer = Gatherer()
    joined = gatherer.add(entry)        # Joined(story_id, evidence, copy_of, moves)
    moves = gatherer.replay()           # at the end of a round; add() also does it by itself

No clock, no database: time comes with the entries. Work and memory depend on the entries of the window
(three days), not on how many there ever were.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime

from mainstem.stories.arrival import choose
from mainstem.stories.corrections import Corrections
from mainstem.stories.entry import Correction, Joined, Link, Move, StoryEntry
from mainstem.stories.replay import replay
from mainstem.stories.settings import Settings
from mainstem.stories.threads import Threads
from mainstem.stories.window import Window

_DEFAULT = Settings()


class Gatherer:
    """Gathers entries into stories. One gatherer, one thread."""

    def __init__(self, settings: Settings = _DEFAULT) -> None:
        self.settings = settings
        self.capped = 0  # how often a story or a replay was too large and was left as it stood
        self._window = Window(settings)
        self._corrections = Corrections()
        self._threads = Threads(settings.remembered)
        self._touched: set[int] = set()  # since the last replay
        self._touched_lately: set[int] = set()  # since the last early one
        self._since_replay = 0
        self._since_early = 0

    def add(self, entry: StoryEntry) -> Joined:
        """Take in one entry and say where it went. An entry that is known already stays where it is."""
        known = self.story_of(entry.entry_id)
        if known is not None:
            return Joined(known)
        window = self._window
        window.advance(entry.arrived_at)
        arrival = window.pack(entry)
        choice = choose(window, arrival, self._corrections)
        self.capped += choice.capped
        arrival.active.copy_of = choice.copy_of
        story_id = window.book.new_id() if choice.story_id is None else choice.story_id
        changed = window.settle(arrival, story_id)
        if choice.copy_of < 0:
            touched = [arrival.active.slot, *(other.slot for other in changed)]
            self._touched.update(touched)
            self._touched_lately.update(touched)
        moves = self._replay_if_due()
        copied = window.active.get(choice.copy_of)
        return Joined(
            arrival.active.story_id, choice.evidence, None if copied is None else copied.entry_id, moves
        )

    def replay(self) -> tuple[Move, ...]:
        """Gather anew what was touched since the last time, now that more is known. Ids stay."""
        touched, self._touched = self._touched, set()
        self._since_replay = self._since_early = 0
        self._touched_lately.clear()
        least = self.settings.replay_from + self._window.caution()
        moves, capped = replay(self._window, self._corrections, touched, least)
        self.capped += capped
        return tuple(moves)

    def expire(self, now: datetime) -> int:
        """Let go of what is older than the window, learning from it which words are rare; says how many."""
        return self._window.advance(now)

    def story_of(self, entry_id: int) -> int | None:
        """The story of an entry in the window, or that left it not too long ago (see ``remembered``)."""
        slot = self._window.slots.get(entry_id)
        return self._window.book.left_in(entry_id) if slot is None else self._window.active[slot].story_id

    def stories(self) -> dict[int, tuple[int, ...]]:
        """Story ids with the ids of their entries, of all that is still in memory."""
        found: dict[int, list[int]] = {}
        for entry_id, story_id in self._window.book.left():
            found.setdefault(story_id, []).append(entry_id)
        for active in self._window.active.values():
            found.setdefault(active.story_id, []).append(active.entry_id)
        return {story_id: tuple(entries) for story_id, entries in found.items()}

    def threads(self) -> dict[int, tuple[int, ...]]:
        """Thread ids with the ids of their stories, gathered anew (call it once an hour).

        Every story of the window is in one thread, alone if nothing belongs to it; of what has left the
        window, each story stays in the thread that it had.
        """
        self._threads.gather(self._window, self.settings.thread_from)
        return self._threads.stories()

    def correct(self, entry_a: int, entry_b: int, same: bool) -> tuple[Move, ...]:
        """Keep for good that two entries tell the same story, or do not, and obey at once.

        The last word about a pair holds. Where an entry is not in the window there are no moves.
        """
        self._corrections.add(Correction(entry_a, entry_b, same))
        window = self._window
        slots = [window.slots[one] for one in (entry_a, entry_b) if one in window.slots]
        for slot in slots:
            if not same:
                window.release(slot)
            self._touched.add(window.root(slot))
        return self.replay()

    def corrections(self) -> tuple[Correction, ...]:
        """All that readers said."""
        return self._corrections.all()

    @property
    def next_story_id(self) -> int:
        """The id that the next new story gets; all below it are taken."""
        return self._window.book.next_id

    def learnt(self) -> bytes:
        """What is known of rare words, to be kept between runs (0.1 to 4 MB)."""
        entries, counts = self._window.rarity.state()
        return entries.to_bytes(8, "big") + zlib.compress(counts, 1)

    @classmethod
    def restore(
        cls,
        entries: Iterable[StoryEntry],
        links: Iterable[Link],
        *,
        corrections: Iterable[Correction] = (),
        learnt: bytes = b"",
        settings: Settings = _DEFAULT,
        threads: Iterable[tuple[int, int]] = (),
        next_story_id: int = 1,
    ) -> Gatherer:
        """Build the gatherer again from rows: the entries of the window, their links, what was learnt;
        ``threads`` are pairs of story and thread.

        Entries without a link are gathered as if they came now.
        """
        gatherer = cls(settings)
        gatherer._threads.restore(threads)
        window = gatherer._window
        if learnt:
            window.rarity.restore(int.from_bytes(learnt[:8], "big"), zlib.decompress(learnt[8:]))
        by_entry = {link.entry_id: link for link in links}
        for story_id in (next_story_id - 1, *(link.story_id for link in by_entry.values())):
            window.book.reserve(story_id)
        for correction in corrections:
            gatherer._corrections.add(correction)
        gatherer._take_back(sorted(entries, key=lambda entry: entry.arrived_at), by_entry)
        return gatherer

    def _take_back(self, entries: list[StoryEntry], links: Mapping[int, Link]) -> None:
        window = self._window
        for entry in entries:
            link = links.get(entry.entry_id)
            if link is None:
                self.add(entry)
                continue
            arrival = window.pack(entry)
            root = window.slots.get(link.copy_of) if link.copy_of is not None else None
            if root is not None and window.active[root].story_id == link.story_id:
                arrival.active.copy_of = window.root(root)
            window.settle(arrival, link.story_id)

    def _replay_if_due(self) -> tuple[Move, ...]:
        """Put stories together every few entries; look at all that was touched after very many."""
        self._since_replay += 1
        self._since_early += 1
        settings, size = self.settings, len(self._window.active)
        if self._since_early < max(settings.replay_least, settings.replay_share * size):
            return ()
        if self._since_replay >= max(settings.replay_least * 16, settings.replay_whole_share * size):
            return self.replay()
        touched, self._touched_lately = self._touched_lately, set()
        self._since_early = 0
        moves, _ = replay(self._window, self._corrections, touched, settings.early_from, may_split=False)
        return tuple(moves)
