"""Which feeds are asked now, and at which moment: due feeds meet the budgets of their hosts.

A claim is one transaction: the feeds taken get a lease (they are due again later if this process dies), the
hosts' budgets are spent, and so several machines share both without knowing of each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from mainstem.feeds import gate, polling, schedule, skipping
from mainstem.feeds.feed import DueFeed
from mainstem.feeds.gate import Budget
from mainstem.feeds.hosts import HostKey, key
from mainstem.refresh.turn import Turn
from mainstem.storage import Connection, Database, feeds, hosts, pushes, subscriptions

PATIENCE = timedelta(seconds=60)  # how long a turn may lie ahead; what lies further waits in the database
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
    budgets = hosts.budgets(connection, keys.values())
    ids = [one.id for one in due]
    wishes = subscriptions.intervals(connection, ids)
    leases = pushes.leases(connection, ids, now)
    taken, put_off, spent = _share(due, keys, budgets, now, patience)
    hosts.keep(connection, {host: budget for host, budget in spent.items() if not host.is_private})
    feeds.lease(connection, [one.id for one, _ in taken], now + LEASE)
    feeds.put_off(connection, put_off)
    turns = [
        replace(_turn(one, begins_at, keys[one.id], spent, wishes, cause), pushed_until=leases.get(one.id))
        for one, begins_at in taken
    ]
    return sorted(turns, key=lambda turn: turn.begins_at or now)


def _share(
    due: Sequence[DueFeed],
    keys: dict[int, HostKey],
    budgets: dict[HostKey, Budget],
    now: datetime,
    patience: timedelta,
) -> tuple[list[tuple[DueFeed, datetime]], dict[int, datetime], dict[HostKey, Budget]]:
    """Who begins when, who is put off till when, and what is left of the budgets."""
    spent: dict[HostKey, Budget] = {}
    waiting: dict[HostKey, Budget] = {}
    taken: list[tuple[DueFeed, datetime]] = []
    put_off: dict[int, datetime] = {}
    for one in due:
        host = keys[one.id]
        if host in waiting:
            waiting[host], put_off[one.id] = gate.reserve(waiting[host], now)
            continue
        budget, begins_at = gate.reserve(spent.get(host, budgets[host]), now)
        if begins_at - now > patience:
            waiting[host], put_off[one.id] = budget, begins_at
            continue
        spent[host] = budget
        taken.append((one, begins_at))
    return taken, put_off, {**budgets, **spent}


def _turn(
    one: DueFeed,
    begins_at: datetime,
    host: HostKey,
    budgets: dict[HostKey, Budget],
    wishes: dict[int, list[Any]],
    cause: str,
) -> Turn:
    memory = polling.from_json(one.polling)
    minutes = [wish for wish in wishes.get(one.id, ()) if isinstance(wish, (int, float)) and wish > 0]
    return Turn(
        one,
        memory,
        host,
        budgets[host],
        begins_at,
        cause or memory.decided_by or "first",
        timedelta(minutes=min(minutes)) if minutes else None,
        all_ask=len(minutes) >= one.subscribers > 0,
    )
