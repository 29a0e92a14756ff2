"""The headings between entries: by the day on which they arrived or were published, on the reader's clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from mainstem.languages import Words
from mainstem.reading import Order, ReaderEntry


@dataclass(frozen=True, slots=True)
class Group:
    """Entries below one heading. ``day`` is in ISO form where the heading stands for a single day."""

    heading: str
    day: str
    entries: tuple[ReaderEntry, ...]


def group(
    entries: Sequence[ReaderEntry], now: datetime, words: Words, kind: str, sort: Order = Order.ARRIVAL
) -> list[Group]:
    """Entries in their order below headings; ``now`` is on the reader's clock.

    ``kind`` is the preference: ``days`` (today, yesterday, before yesterday), ``every`` day, or ``none``.
    Days are those that the entries are sorted by; where that is no time there are none.
    """
    if kind == "none" or sort not in (Order.ARRIVAL, Order.PUBLISHED):
        return [Group("", "", tuple(entries))] if entries else []

    def bucket(one: ReaderEntry) -> date | None:
        moment = one.entry.arrived_at if sort is Order.ARRIVAL else one.entry.published_at
        day = moment.astimezone(now.tzinfo).date()
        return day if kind == "every" or day >= now.date() - timedelta(days=1) else None

    return [
        Group(heading(day, now.date(), words), day.isoformat() if day else "", tuple(found))
        for day, found in groupby(entries, bucket)
    ]


def heading(day: date | None, today: date, words: Words) -> str:
    """What stands above the entries of a day."""
    if day is None:
        return words.text("Before yesterday")
    if day == today:
        return words.text("Today — {date}", date=words.date(day))
    if day == today - timedelta(days=1):
        return words.text("Yesterday — {date}", date=words.date(day))
    return words.date(day)
