"""Counts by hour become days, weekdays and hours of the reader's own clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

IDLE_AFTER = (
    ("five years", timedelta(days=5 * 365)),
    ("three years", timedelta(days=3 * 365)),
    ("two years", timedelta(days=2 * 365)),
    ("a year", timedelta(days=365)),
    ("six months", timedelta(days=183)),
    ("three months", timedelta(days=91)),
    ("a month", timedelta(days=30)),
    ("a week", timedelta(days=7)),
)


@dataclass(frozen=True, slots=True)
class Volume:
    """Entries over a time. ``by_day`` holds every day, empty ones too; ``by_weekday`` begins on Monday, as does
    ``by_week`` with its 24 hours for each weekday."""

    total: int
    read: int
    starred: int
    by_day: tuple[tuple[date, int], ...]
    by_hour: tuple[int, ...]
    by_weekday: tuple[int, ...]
    by_month: tuple[int, ...]
    by_week: tuple[tuple[int, ...], ...] = ()

    @property
    def a_day(self) -> float:
        """The average of a day."""
        return self.total / len(self.by_day) if self.by_day else 0.0


def volume(rows: Iterable[tuple[int, int, int, int]], since: datetime, now: datetime, zone: tzinfo) -> Volume:
    """Of (hours since 1970, entries, read, starred): what a reader in ``zone`` sees."""
    days: Counter[date] = Counter()
    hours, weekdays, months = [0] * 24, [0] * 7, [0] * 12
    week = [[0] * 24 for _ in range(7)]
    total = read = starred = 0
    for hour, count, of_read, of_starred in rows:
        local = local_time(hour, zone)
        days[local.date()] += count
        hours[local.hour] += count
        weekdays[local.weekday()] += count
        week[local.weekday()][local.hour] += count
        months[local.month - 1] += count
        total, read, starred = total + count, read + of_read, starred + of_starred
    first, last = since.astimezone(zone).date(), now.astimezone(zone).date()
    every = [first + timedelta(days=step) for step in range((last - first).days + 1)]
    by_day = tuple((day, days[day]) for day in every)
    return Volume(
        total,
        read,
        starred,
        by_day,
        tuple(hours),
        tuple(weekdays),
        tuple(months),
        tuple(tuple(row) for row in week),
    )


def local_time(hour: int, zone: tzinfo) -> datetime:
    """The local time of a count of hours since 1970."""
    return datetime.fromtimestamp(hour * 3600, UTC).astimezone(zone)


def idle_for(newest: datetime | None, now: datetime) -> str:
    """Into which group of idle feeds a feed falls by its newest entry; "" where it is not idle."""
    if newest is None:
        return "ever"
    return next((name for name, age in IDLE_AFTER if now - newest > age), "")
