"""Entries for the tests of this folder, in few words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from mainstem.stories import StoryEntry

MONDAY = datetime(2025, 3, 3, 8, 0, tzinfo=UTC)
_ids = count(1)


def entry(
    title: str,
    text: str = "",
    *,
    feed: int = 1,
    minutes: float = 0,
    url: str = "",
    language: str = "en",
    private: bool = False,
) -> StoryEntry:
    """An entry that came ``minutes`` after Monday, eight o'clock."""
    at = MONDAY + timedelta(minutes=minutes)
    return StoryEntry(next(_ids), feed, title, text, url, at, at, language, private)


FERRY = [
    entry(
        "Ferry runs aground off Hvaldal, all 212 passengers safe",
        "The car ferry Skarvøy ran aground on a reef near Hvaldal harbour in thick fog. All 212 passengers "
        "were taken off by lifeboats, the coast guard said.",
        feed=1,
    ),
    entry(
        "212 rescued after Skarvøy ferry hits reef in fog",
        "Lifeboats rescued 212 people from the ferry Skarvøy, which struck a reef outside Hvaldal. The coast "
        "guard blamed fog.",
        feed=2,
        minutes=40,
    ),
    entry(
        "Fog blamed as Hvaldal ferry strikes reef",
        "Investigators boarded the stranded Skarvøy off Hvaldal; the coast guard said that the ferry left its "
        "channel in fog before it hit the reef.",
        feed=3,
        minutes=95,
    ),
]
BANK = [
    entry(
        "Northbank to close forty branches",
        "Northbank will shut forty of its branches by autumn and offer 600 tellers other work, its chief "
        "executive Ilse Marant told shareholders.",
        feed=1,
        minutes=10,
    ),
    entry(
        "600 tellers affected as Northbank shuts branches",
        "Forty Northbank branches will shut by autumn. Chief executive Ilse Marant told shareholders that "
        "the tellers would be offered other work.",
        feed=4,
        minutes=70,
    ),
]
