"""How often a feed publishes, and at which hours and weekdays, told from the dates of its entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import sqrt

LOOKED_AT = 20  # newest publications that tell the gap: a feed's habits change
_ENTRIES_LOOKED_AT = 60
_TOGETHER = timedelta(minutes=10)  # entries closer than this were published as one batch
_NO_HABIT = 30  # a gap so many times the middle one is a holiday, or an old entry that was pinned
_DAYS_FOR_HOURS = timedelta(days=4)  # what is seen of fewer days tells nothing of the hours, …
_DAYS_FOR_WEEKDAYS = timedelta(days=28)  # … of fewer weeks nothing of the weekdays
_BATCHES_FOR_HABITS = 8
_SIGMAS = 2.5  # how far counts must be from chance to be a habit


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``gap`` is the usual time between two publications, None where it cannot be told; ``newest_at`` the last.

    ``size`` is how many entries are published at once; ``hours`` counts publications by hour (24 of them, UTC),
    ``weekdays`` by day (7 from Monday); empty where there is no such habit.
    """

    gap: timedelta | None = None
    newest_at: datetime | None = None
    size: float = 1.0
    hours: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()


UNKNOWN = Rhythm()


def of(times: Iterable[datetime | None], now: datetime) -> Rhythm:
    """The rhythm of publication times in any order. Future and missing times are left out."""
    known = sorted((at for at in times if at is not None and at <= now), reverse=True)
    if not known:
        return UNKNOWN
    known = known[:_ENTRIES_LOOKED_AT]
    batches = _batches(known)
    hours, weekdays = _habits(batches)
    return Rhythm(_gap(batches[:LOOKED_AT]), known[0], round(len(known) / len(batches), 2), hours, weekdays)


def continued(before: Rhythm, told: Rhythm) -> Rhythm:
    """What a document tells, after what was known before: a short one may hold a single publication."""
    if told.gap is not None or told.newest_at is None or before.newest_at is None:
        return told
    seen = told.newest_at - before.newest_at
    if seen < _TOGETHER:
        return replace(told, gap=before.gap)
    return replace(told, gap=seen if before.gap is None else (before.gap * 3 + seen) / 4)


def _batches(times: Sequence[datetime]) -> list[datetime]:
    """When each batch ended; newest first, as the times are."""
    return [times[0], *(earlier for later, earlier in pairwise(times) if later - earlier >= _TOGETHER)]


def _gap(batches: Sequence[datetime]) -> timedelta | None:
    gaps = sorted(later - earlier for later, earlier in pairwise(batches))
    if not gaps:
        return None
    usual = [gap for gap in gaps if gap <= gaps[len(gaps) // 2] * _NO_HABIT]
    return sum(usual, timedelta()) / len(usual)


def _habits(batches: Sequence[datetime]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    seen = batches[0] - batches[-1]
    if len(batches) < _BATCHES_FOR_HABITS or seen < _DAYS_FOR_HOURS:
        return (), ()
    hours = _counts([at.hour for at in batches], 24)
    if seen < _DAYS_FOR_WEEKDAYS:
        return hours, ()
    return hours, _counts([at.weekday() for at in batches], 7)


def _counts(places: Sequence[int], count: int) -> tuple[int, ...]:
    """How often each place occurs; empty where chance would do it as well (Pearson's chi-squared)."""
    counts = [0] * count
    for place in places:
        counts[place] += 1
    mean = len(places) / count
    distance = sum((one - mean) ** 2 for one in counts) / mean
    freedom = count - 1
    return tuple(counts) if distance > freedom + _SIGMAS * sqrt(2 * freedom) else ()
