"""Which feeds are asked now, and at which moment: due feeds meet the budgets of their hosts.

A claim is one transaction: the feeds taken get a lease (they are due again later if this process dies), the
hosts' budgets are spent, and so several machines share both without knowing of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from mainstem.feeds import foresight, polling, schedule, skipping
from mainstem.feeds.feed import DueFeed
from mainstem.feeds.gate import Budget
from mainstem.feeds.hosts import HostKey, key
from mainstem.feeds.polling import Polling
from mainstem.feeds.sharing import PATIENCE, Waiting, share
from mainstem.refresh.turn import Turn
from mainstem.storage import Connection, Database, feeds, hosts, pushes, subscriptions

LEASE = schedule.FLOOR  # a process that dies asks no sooner than manners allow


def claim(database: Database, now: datetime, limit: int, patience: timedelta = PATIENCE) -> list[Turn]:
    """Take up to ``limit`` feeds that are due, longest waiting first; their turns in order of ``begins_at``."""
    with database.write() as connection:
        while due := feeds.due(connection, now, limit):
            allowed = _without_skipping(connection, due, now)
            if turns := _with_turns(connection, allowed, now, patience):
                return turns
    return []


def claim_these(
    database: Database, feed_ids: Iterable[int], now: datetime, *, is_confirmed: bool = False
) -> list[Turn]:
    """Take feeds by hand, due or not: not those asked within five minutes, nor, unless confirmed, those whose
    host asked us to stay away."""
    with database.write() as connection:
        wanted = feeds.due_by_ids(connection, feed_ids)
        allowed = [one for one in wanted if may_refresh(one, now, is_confirmed=is_confirmed) is None]
        return _with_turns(connection, allowed, now, timedelta.max, "hand")


def may_refresh(due: DueFeed, now: datetime, *, is_confirmed: bool = False) -> datetime | None:
    """When a feed may be refreshed by hand; None for now."""
    memory = polling.from_json(due.polling)
    return schedule.may_refresh(now, due.fetched_at, memory.retry_until, is_confirmed=is_confirmed)


def _without_skipping(connection: Connection, due: Sequence[DueFeed], now: datetime) -> list[DueFeed]:
    """A round that comes late may fall into hours at which a publisher asks not to be asked."""
    allowed: list[DueFeed] = []
    put_off: dict[int, datetime] = {}
    for one in due:
        hints = polling.from_json(one.polling).hints
        moment = skipping.out_of(now, hints.skip_hours, hints.skip_days)
        if moment == now:
            allowed.append(one)
        else:
            put_off[one.id] = moment
    feeds.put_off(connection, put_off)
    return allowed


def _with_turns(
    connection: Connection, due: Sequence[DueFeed], now: datetime, patience: timedelta, cause: str = ""
) -> list[Turn]:
    if not due:
        return []
    keys = {one.id: key(one.feed_url) for one in due}
    memories = {one.id: polling.from_json(one.polling) for one in due}
    ids = [one.id for one in due]
    wishes = subscriptions.intervals(connection, ids)
    leases = pushes.leases(connection, ids, now)
    waiting = [_waiting(one, keys[one.id], memories[one.id], now) for one in due]
    shares = share(waiting, hosts.budgets(connection, keys.values()), now, patience)
    budgets = shares.budgets
    hosts.keep(connection, {host: budget for host, budget in budgets.items() if not host.is_private})
    feeds.lease(connection, list(shares.begins_at), now + LEASE)
    feeds.put_off(connection, shares.put_off)
    turns = [
        replace(
            _turn(one, memories[one.id], keys[one.id], budgets, wishes, cause),
            begins_at=shares.begins_at[one.id],
            pushed_until=leases.get(one.id),
        )
        for one in due
        if one.id in shares.begins_at
    ]
    return sorted(turns, key=lambda turn: turn.begins_at or now)


def _waiting(one: DueFeed, host: HostKey, memory: Polling, now: datetime) -> Waiting:
    return Waiting(one.id, host, foresight.urgency(memory.rhythm, one.fetched_at, now), one.fetched_at)


def _turn(
    one: DueFeed,
    memory: Polling,
    host: HostKey,
    budgets: Mapping[HostKey, Budget],
    wishes: dict[int, list[Any]],
    cause: str,
) -> Turn:
    minutes = [wish for wish in wishes.get(one.id, ()) if isinstance(wish, (int, float)) and wish > 0]
    return Turn(
        one,
        memory,
        host,
        budgets[host],
        cause=cause or memory.decided_by or "first",
        interval=timedelta(minutes=min(minutes)) if minutes else None,
        all_ask=len(minutes) >= one.subscribers > 0,
    )
