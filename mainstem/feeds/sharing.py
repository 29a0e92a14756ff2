"""Who of those that are due begins when: feeds that wait meet the budgets of their hosts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mainstem.feeds import gate
from mainstem.feeds.gate import Budget
from mainstem.feeds.hosts import HostKey

PATIENCE = timedelta(seconds=60)  # how long a turn may lie ahead; what lies further waits in the database


_LATER = 8  # who is put off waits an eighth longer at most before it is compared again


@dataclass(frozen=True, slots=True)
class Waiting:
    """A feed whose time has come. ``urgency`` decides among those of one host (``foresight.urgency``); it grows
    in proportion to the time since ``asked_at``."""

    feed_id: int
    host: HostKey
    urgency: float = 0.0
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shares:
    """``begins_at`` of those that go, by feed; ``put_off`` until when the others wait; ``budgets`` after that."""

    begins_at: Mapping[int, datetime]
    put_off: Mapping[int, datetime]
    budgets: Mapping[HostKey, Budget]


@dataclass(slots=True)
class _Line:
    """Those who are left behind at one host: its budget if they went one by one, and how urgent the first is."""

    budget: Budget
    urgency: float


def share(
    waiting: Sequence[Waiting],
    budgets: Mapping[HostKey, Budget],
    now: datetime,
    patience: timedelta = PATIENCE,
) -> Shares:
    """Reserve turns for the most urgent as far as ``patience`` reaches. The others line up behind them, and spend
    nothing; the less urgent come back when they will be as urgent as the first of the line is now."""
    spent = dict(budgets)
    lines: dict[HostKey, _Line] = {}
    begins_at: dict[int, datetime] = {}
    put_off: dict[int, datetime] = {}
    for one in sorted(waiting, key=lambda one: one.urgency, reverse=True):
        line = lines.get(one.host)
        budget, moment = gate.reserve(spent[one.host] if line is None else line.budget, now)
        if line is None and moment - now <= patience:
            spent[one.host], begins_at[one.feed_id] = budget, moment
            continue
        if line is None:
            line = lines[one.host] = _Line(budget, one.urgency)
        line.budget = budget
        put_off[one.feed_id] = max(moment, _as_urgent(one, line.urgency, now))
    return Shares(begins_at, put_off, spent)


def _as_urgent(one: Waiting, urgency: float, now: datetime) -> datetime:
    """When a feed will be so urgent; not much later than now, for one that was forgotten must not hold up all."""
    if one.asked_at is None or one.urgency <= 0:
        return now
    waited = now - one.asked_at
    return now + waited * min(urgency / one.urgency - 1, 1 / _LATER)
