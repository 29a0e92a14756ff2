"""Figures equal what one counts by hand."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from mainstem.feeds.errors import NotFound
from mainstem.library import Library, marking, statistics
from mainstem.storage import Database
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep


def test_figures_are_what_one_counts_by_hand(database: Database, now: datetime) -> None:
    reader = replace(add_reader(database, now), preferences={"timezone": "Pacific/Auckland"})
    busy = add_feed(database, now, reader)
    quiet = add_feed(database, now, reader, url="https://quiet.example/feed")
    add_feed(database, now, reader, url="https://never.example/feed")
    first = now - timedelta(days=40)  # 2026-02-02 12:00 UTC, in Auckland the 3rd
    keep(database, quiet, first, clean(90, published_at=first - timedelta(hours=2)))
    ids = keep(database, busy, now - timedelta(days=2, hours=3), *(clean(n) for n in range(3)))
    keep(database, busy, now - timedelta(minutes=1), clean(9, published_at=now - timedelta(minutes=11)))
    library = Library(database, b"s" * 32, now=lambda: now)
    marking.mark(library, reader, ids[:1], "read", Actor())
    marking.mark(library, reader, ids[:2], "star", Actor())
    month = statistics.overall(library, reader)
    assert (month.total, month.read, month.starred) == (4, 1, 2)
    assert dict(month.by_day)[date(2026, 3, 12)] == 3  # 09:00 UTC is 22:00 in Auckland
    assert dict(month.by_day)[date(2026, 3, 15)] == 1
    assert (month.by_hour[22], month.by_hour[0]) == (3, 1)
    assert (month.by_weekday[3], month.by_weekday[6]) == (3, 1)
    assert len(month.by_day) == 31
    assert statistics.overall(library, reader, 60).total == 5
    assert statistics.overall(library, reader, 60, quiet.id, published=True).total == 1
    figures = statistics.feeds(library, reader)
    assert [(one.count, one.share) for one in figures] == [(4, 1.0), (0, 0.0), (0, 0.0)]
    assert (figures[0].share_read, figures[0].share_starred) == (0.25, 0.5)
    silent = statistics.idle(library, reader)
    assert {name: len(feeds) for name, feeds in silent.items()} == {"ever": 1, "a month": 1}
    assert statistics.lateness(library, reader, quiet.id).median_seconds == 7200
    assert statistics.lateness(library, reader, busy.id).worst_seconds == 600
    assert statistics.unread_days(library, reader)[0] == (date(2026, 3, 12), 2)
    with pytest.raises(NotFound):
        statistics.lateness(library, reader, 99)
