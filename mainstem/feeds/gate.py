"""The budget of a host: one request at a time, spaced, tightened when it complains, slowly loosened after.

A pure state machine: a state, a moment and what happened give the next state. The state is stored and shared
by everything that asks this host: feeds, icons, full texts, pictures; all users; all machines.

What a host allows is hidden, and learnt: at a complaint its allowance is empty, so between two complaints
it let through what it allows, neither more nor less. That pace is remembered, and loosening stops beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

SPACING = timedelta(seconds=2)
WIDEST = timedelta(hours=4)
REGAIN_EVERY = timedelta(hours=1)  # quiet hours after which a tightened budget widens again …
REGAIN_BY = 0.85  # … to this share of its spacing
MEASURED = 3  # answers between two complaints that tell the pace a host allows
MARGIN = 1.03  # loosening stops at so many times that pace …
PROBE_BY = 0.97  # … and comes nearer to it, and beyond, by 3 % for each quiet day: limits may be lifted
STORM = 3  # refusals (403) that count as a limit, …
STORM_WITHIN = timedelta(minutes=10)  # … each so soon after the one before
LATELY = timedelta(days=1)
PAUSE = timedelta(minutes=5)  # for a complaint that names no time; doubled while it brings nothing …
LONGEST_GUESSED_PAUSE = timedelta(hours=4)  # … up to this
LONGEST_PAUSE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Budget:
    """What is remembered of a host. ``spacing`` 0 paces nothing; ``free_at`` is the earliest next request;
    ``paused_until`` was asked for by the host; ``preset`` is the spacing that it never falls below; ``limit``
    the one that it was measured to allow, 0 where it was not; ``served`` counts answers since its last complaint
    (``complained_at``), ``eased_at`` is when its spacing shrank last; ``gap`` lay between the last two turns."""

    preset: timedelta = SPACING
    spacing: timedelta = SPACING
    free_at: datetime | None = None
    paused_until: datetime | None = None
    complained_at: datetime | None = None
    refusals: int = 0
    refused_at: datetime | None = None
    limit: timedelta = timedelta()
    served: int = 0
    eased_at: datetime | None = None
    gap: timedelta = timedelta()

    @property
    def is_tightened(self) -> bool:
        """Whether it is asked less often than a host that never complained."""
        return self.spacing > self.preset


def fresh(preset: timedelta = SPACING) -> Budget:
    """The budget of a host of which nothing is known."""
    return Budget(preset, preset)


def unpaced() -> Budget:
    """The budget of a host inside a private network: without bounds."""
    return Budget(timedelta(), timedelta())


def reserve(budget: Budget, now: datetime, count: int = 1) -> tuple[Budget, datetime]:
    """Take the next turn (or ``count`` of them): the budget after it, and when the first request may begin."""
    start = max(now, budget.free_at or now, budget.paused_until or now)
    return replace(budget, free_at=start + budget.spacing * count, gap=_gap(budget, start)), start


def _gap(budget: Budget, start: datetime) -> timedelta:
    """Between the turn before and this one, without the time for which the host wanted to be left alone."""
    if budget.free_at is None:
        return timedelta()
    before = budget.free_at - budget.spacing
    return max(start - max(before, budget.paused_until or before), timedelta())


def wait(budget: Budget, now: datetime) -> timedelta:
    """How long a request would have to wait at this moment."""
    return reserve(budget, now)[1] - now


def answered(budget: Budget, now: datetime) -> Budget:
    """The host answered and did not complain: after each quiet hour its spacing shrinks towards the preset, but
    not below the pace at which it is known to complain."""
    if not budget.is_tightened and not budget.refusals:
        return budget
    counted = replace(budget, refusals=0, served=budget.served + 1)
    complained_at = budget.complained_at or now
    if now - max(complained_at, budget.eased_at or complained_at) < REGAIN_EVERY:
        return counted
    known = budget.limit * MARGIN * PROBE_BY ** max((now - complained_at).days, 0)
    return replace(counted, spacing=max(budget.spacing * REGAIN_BY, known, budget.preset), eased_at=now)


def complained(budget: Budget, now: datetime, retry_after: timedelta | None = None) -> Budget:
    """The host answered 429, or refuses in a storm: its budget is halved, from the pace at which it was really
    asked, and it is left alone for as long as it asks, or for a little while."""
    spacing = min(max(budget.spacing, budget.gap, SPACING) * 2, max(WIDEST, budget.preset))
    until = now + min(_pause(budget) if retry_after is None else retry_after, LONGEST_PAUSE)
    return replace(
        budget,
        spacing=spacing,
        paused_until=max(until, budget.paused_until or until),
        complained_at=now,
        refusals=0,
        limit=_limit(budget, now, spacing),
        served=0,
        eased_at=None,
    )


def _limit(budget: Budget, now: datetime, halved: timedelta) -> timedelta:
    """What the host lets through, as a spacing: what it did since its last complaint; but no more than the step
    before, at which it did not complain for an hour. As before where too little was let through to tell."""
    if budget.complained_at is None or budget.served < MEASURED:
        return min(budget.limit, halved)
    pace = (now - budget.complained_at) / budget.served
    held = budget.spacing / REGAIN_BY if budget.eased_at else halved
    return min(max(pace, budget.spacing), held, halved)


def _pause(budget: Budget) -> timedelta:
    """For a complaint that names no time: longer where the pause before brought nothing."""
    if budget.served or not budget.complained_at or not budget.paused_until:
        return PAUSE
    before = budget.paused_until - budget.complained_at
    return max(PAUSE, min(before * 2, LONGEST_GUESSED_PAUSE))


def paused(budget: Budget, now: datetime, retry_after: timedelta) -> Budget:
    """The host asked to be left alone for a while, without complaining of too many requests (503)."""
    until = now + min(retry_after, LONGEST_PAUSE)
    return replace(budget, paused_until=max(until, budget.paused_until or until))


def refused(budget: Budget, now: datetime) -> Budget:
    """The host answered 403: one is an answer, a storm of them a limit."""
    counted = replace(budget, refusals=_refusals(budget, now) + 1, refused_at=now)
    return complained(counted, now) if counted.refusals >= STORM else counted


def is_limit(budget: Budget, now: datetime, status: int, *, is_empty: bool) -> bool:
    """Whether an answer is a rate limit: 429; or 403 in a storm, or an empty one from a host that complained lately."""
    if status == 429:
        return True
    if status != 403:
        return False
    is_lately = budget.complained_at is not None and now - budget.complained_at < LATELY
    return _refusals(budget, now) + 1 >= STORM or (is_empty and is_lately)


def after(
    budget: Budget,
    now: datetime,
    status: int,
    *,
    is_limit: bool,
    is_answer: bool,
    retry_after: timedelta | None = None,
) -> Budget:
    """The budget after an answer. ``is_limit`` is what the function of that name said; ``is_answer`` tells that
    a feed or "not modified" came; ``retry_after`` is what the answer itself asked for."""
    if is_limit:
        return complained(budget, now, retry_after)
    if status == 503 and retry_after:
        return paused(budget, now, retry_after)
    if status == 403:
        return refused(budget, now)
    return answered(budget, now) if is_answer else budget


def _refusals(budget: Budget, now: datetime) -> int:
    is_storm = budget.refused_at is not None and now - budget.refused_at < STORM_WITHIN
    return budget.refusals if is_storm else 0
