"""Who of those that are due begins when: feeds that wait meet the budgets of their hosts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mainstem.feeds import gate
from mainstem.feeds.gate import Budget
from mainstem.feeds.hosts import HostKey

PATIENCE = timedelta(seconds=60)  # how long a turn may lie ahead; what lies further waits in the database


@dataclass(frozen=True, slots=True)
class Waiting:
    """A feed whose time has come. ``urgency`` decides among those of one host (``foresight.urgency``)."""

    feed_id: int
    host: HostKey
    urgency: float = 0.0


@dataclass(frozen=True, slots=True)
class Shares:
    """``begins_at`` of those that go, by feed; ``put_off`` until when the others wait; ``budgets`` after that."""

    begins_at: Mapping[int, datetime]
    put_off: Mapping[int, datetime]
    budgets: Mapping[HostKey, Budget]


def share(
    waiting: Sequence[Waiting],
    budgets: Mapping[HostKey, Budget],
    now: datetime,
    patience: timedelta = PATIENCE,
) -> Shares:
    """Reserve turns for the most urgent as far as ``patience`` reaches; the others line up behind them, and
    spend nothing: who is more urgent by then goes before them."""
    spent = dict(budgets)
    lines: dict[HostKey, Budget] = {}
    begins_at: dict[int, datetime] = {}
    put_off: dict[int, datetime] = {}
    for one in sorted(waiting, key=lambda one: one.urgency, reverse=True):
        line = lines.get(one.host)
        budget, moment = gate.reserve(spent[one.host] if line is None else line, now)
        if line is not None or moment - now > patience:
            lines[one.host], put_off[one.feed_id] = budget, moment
        else:
            spent[one.host], begins_at[one.feed_id] = budget, moment
    return Shares(begins_at, put_off, spent)
