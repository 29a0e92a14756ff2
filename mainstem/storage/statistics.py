"""Statements that count a reader's entries by time and feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, case, cast, func, select, type_coerce

from mainstem.storage.schema import entries, states, subscriptions
from mainstem.storage.schema.metadata import microseconds

_HOUR = 3_600_000_000  # microseconds


def by_hour(
    connection: Connection,
    user_id: int,
    since: datetime,
    feed_ids: Sequence[int] | None = None,
    *,
    published: bool = False,
) -> list[tuple[int, int, int, int]]:
    """(hours since 1970, entries, read, starred) of every hour since then that has any: by arrival, or by
    publication. The caller makes days and weekdays of them in the reader's time zone."""
    moment = type_coerce(entries.c.published_at, BigInteger) if published else states.c.entry_id
    hour = cast((moment - moment % _HOUR) / _HOUR, Integer)
    read, starred = _sum(states.c.is_read), _sum(states.c.is_starred)
    found = select(hour, func.count(), read, starred).where(
        states.c.user_id == user_id, moment >= microseconds(since)
    )
    if published:
        found = found.join(entries, entries.c.id == states.c.entry_id)
    if feed_ids is not None:
        found = found.where(states.c.feed_id.in_(list(feed_ids)))
    rows = connection.execute(found.group_by(hour).order_by(hour)).all()
    return [(int(row[0]), row[1], row[2], row[3]) for row in rows]


def _sum(flag: Any) -> Any:
    return func.coalesce(func.sum(case((flag, 1), else_=0)), 0)


def of_feeds(connection: Connection, user_id: int, since: datetime) -> dict[int, tuple[int, int | None]]:
    """Of each feed that a reader follows: entries since then, and the id of its newest one."""
    recent = _sum(states.c.entry_id >= microseconds(since))
    found = (
        select(subscriptions.c.feed_id, recent, func.max(states.c.entry_id))
        .outerjoin(
            states,
            (states.c.user_id == subscriptions.c.user_id) & (states.c.feed_id == subscriptions.c.feed_id),
        )
        .where(subscriptions.c.user_id == user_id, subscriptions.c.left_at.is_(None))
        .group_by(subscriptions.c.feed_id)
    )
    return {feed_id: (count, newest) for feed_id, count, newest in connection.execute(found).tuples()}


def delays(connection: Connection, user_id: int, feed_id: int, limit: int) -> list[int]:
    """Seconds between publication and arrival of a feed's latest entries, none below 0."""
    late = states.c.entry_id - type_coerce(entries.c.published_at, BigInteger)
    found = select(late).join(entries, entries.c.id == states.c.entry_id)
    mine = (states.c.user_id == user_id) & (states.c.feed_id == feed_id)
    rows = connection.execute(found.where(mine).order_by(states.c.entry_id.desc()).limit(limit)).scalars()
    return [max(late // 1_000_000, 0) for late in rows]


def unread_days(connection: Connection, user_id: int, limit_hours: int) -> list[tuple[int, int]]:
    """(hours since 1970, unread entries) of the hours that have any, newest first."""
    hour = cast((states.c.entry_id - states.c.entry_id % _HOUR) / _HOUR, Integer)
    found = select(hour, func.count()).where(states.c.user_id == user_id, states.c.is_unread)
    rows = connection.execute(found.group_by(hour).order_by(hour.desc()).limit(limit_hours)).all()
    return [(int(row[0]), row[1]) for row in rows]
