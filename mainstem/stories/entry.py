"""What goes into the gatherer and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class StoryEntry:
    """One entry, as far as gathering needs it.

    ``title`` and ``text`` are plain text (no mark-up); of ``text`` only the beginning counts, so a lead
    is enough. ``url`` is the canonical address of the entry, "" if it has none. Times are aware; an
    entry without ``published_at`` counts as published when it arrived. ``language`` is a BCP 47 tag or
    "". Entries of a private feed are only ever gathered with entries of that same feed.
    """

    entry_id: int
    feed_id: int
    title: str
    text: str
    url: str
    published_at: datetime | None
    arrived_at: datetime
    language: str = ""
    is_private: bool = False

    @property
    def happened_at(self) -> datetime:
        """The publisher's time, unless it lies in the future of the arrival (such clocks are wrong)."""
        published = self.published_at
        if published is None or published > self.arrived_at + timedelta(hours=1):
            return self.arrived_at
        return published


class Reason(StrEnum):
    """Why two entries stand in one story, strongest first."""

    READER = "reader"  # a reader said so
    ADDRESS = "address"  # the same canonical address
    TEXT = "text"  # title and text are the same
    REPRINT = "reprint"  # long runs of words are the same
    WORDS = "words"  # rare words in common


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word in both entries; ``weight`` is its part of the similarity, 0 to 1."""

    word: str
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an entry stands with ``other_id``: a reason, its strength from 0 to 1, the words that speak for it."""

    reason: Reason
    other_id: int
    strength: float
    words: tuple[SharedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """Where an entry went on arrival. No evidence means that it began a story of its own.

    ``copy_of`` is the entry of which this one is a reprint, None if it is no reprint.
    """

    story_id: int
    evidence: tuple[Evidence, ...] = ()
    copy_of: int | None = None
    moves: tuple[Move, ...] = ()  # what a replay, due at this arrival, changed


@dataclass(frozen=True, slots=True)
class Move:
    """An entry that a replay or a correction took from one story to another."""

    entry_id: int
    from_story: int
    to_story: int


@dataclass(frozen=True, slots=True)
class Link:
    """A row from which the gatherer can be rebuilt: which story an entry stands in, and whose reprint it is."""

    entry_id: int
    story_id: int
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader said for good: these two tell the same story, or they do not."""

    entry_a: int
    entry_b: int
    same: bool
