"""The hours and days at which a publisher asks not to be asked (RSS 2.0, skipHours and skipDays; UTC)."""

from __future__ import annotations

from datetime import datetime, timedelta

_HOUR = timedelta(hours=1)
_WEEK_HOURS = 7 * 24


def is_skipped(at: datetime, hours: frozenset[int], days: frozenset[int]) -> bool:
    """Whether ``at`` (UTC) lies in a skipped hour (0-23) or on a skipped day (0 = Monday)."""
    return at.hour in hours or at.weekday() in days


def out_of(at: datetime, hours: frozenset[int], days: frozenset[int]) -> datetime:
    """``at``, or the begin of the first hour after it that is not skipped. All skipped means nothing is."""
    if not is_skipped(at, hours, days):
        return at
    moment = at.replace(minute=0, second=0, microsecond=0)
    for _ in range(_WEEK_HOURS):
        moment += _HOUR
        if not is_skipped(moment, hours, days):
            return moment
    return at
