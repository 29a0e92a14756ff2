"""When a poll is worth its request, foretold from a feed's rhythm.

Entries wait between their publication and the next poll. A poll is due when the waiting to be expected, summed
over the entries to be expected, reaches the price of a request. Of all ways to spend equally many requests
this one leaves the least waiting; for a feed without habits it is the law of the square root: a feed that
publishes a hundred times as often is asked ten times as often.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from math import sqrt

from mainstem.feeds.rhythm import Rhythm

PRICE = timedelta(minutes=2.5)  # of waiting is worth a request: an hourly feed is asked every 17 minutes
FIRST_GUESS = timedelta(hours=1)  # until a rhythm is known
PATIENCE_GAPS = 8  # silence of so many gaps is nothing unusual; …
SILENCE_SHARE = 24  # … of what lies beyond a share is waited again: after ten days some ten hours
_FARTHEST = timedelta(days=7)
_PRIOR = 0.25  # added to each count: what never happened may
_BESIDE = 1 / 8  # of each count is said of the hours beside: clocks differ, summer comes


def wait(known: Rhythm, since: datetime) -> timedelta:
    """How long after a poll at ``since`` the next one is worth its request. Positive; no manners yet."""
    if known.gap is None:
        worth, patience = FIRST_GUESS, timedelta()
    else:
        worth = (
            _timed(known, known.gap, since) if known.hours or known.weekdays else _steady(known, known.gap)
        )
        patience = known.gap * PATIENCE_GAPS
    if known.newest_at is None:
        return worth
    return max(worth, (since - known.newest_at - patience) / SILENCE_SHARE)


def urgency(known: Rhythm, asked_at: datetime | None, now: datetime) -> float:
    """How many times a feed has waited for what it was worth: whoever has the largest goes first where a host
    allows too little for all. What was never asked goes before everything."""
    if asked_at is None:
        return float("inf")
    return (now - asked_at) / max(wait(known, asked_at), timedelta(seconds=1))


def _steady(known: Rhythm, gap: timedelta) -> timedelta:
    return timedelta(seconds=sqrt(2 * PRICE.total_seconds() * gap.total_seconds() / known.size))


def _timed(known: Rhythm, gap: timedelta, since: datetime) -> timedelta:
    """Hour by hour: ``expected`` entries at the hour's begin have waited ``waited`` seconds together."""
    hours, weekdays = _shares(known.hours, 24, _BESIDE), _shares(known.weekdays, 7, 0.0)
    mean = known.size / max(gap.total_seconds(), 1.0)
    price, farthest = PRICE.total_seconds(), _FARTHEST.total_seconds()
    hour, weekday = since.hour, since.weekday()
    span = 3600.0 - since.minute * 60 - since.second
    gone = expected = waited = 0.0
    while gone < farthest:
        rate = mean * hours[hour] * weekdays[weekday]
        if waited + expected * span + rate * span * span / 2 >= price:
            left = (sqrt(expected**2 + 2 * rate * (price - waited)) - expected) / rate
            return timedelta(seconds=gone + left)
        waited += expected * span + rate * span * span / 2
        expected += rate * span
        gone += span
        span, hour = 3600.0, (hour + 1) % 24
        weekday = weekday if hour else (weekday + 1) % 7
    return _FARTHEST


@lru_cache(maxsize=10_000)
def _shares(counts: tuple[int, ...], places: int, beside: float) -> tuple[float, ...]:
    """How much more than the mean is published at each place; ones where there is no habit."""
    if not counts:
        return (1.0,) * places
    spread = [
        count * (1 - 2 * beside) + (counts[place - 1] + counts[(place + 1) % places]) * beside + _PRIOR
        for place, count in enumerate(counts)
    ]
    mean = sum(spread) / places
    return tuple(one / mean for one in spread)
