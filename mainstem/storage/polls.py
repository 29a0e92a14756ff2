"""Statements about polls: a row for each, kept for a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from mainstem.feeds.poll import Came, Poll
from mainstem.storage.schema import feeds, polls

KEPT = timedelta(days=30)
_NAMES = tuple(field.name for field in fields(Poll))
_COLUMNS = tuple(polls.c[name] for name in _NAMES)


def add(connection: Connection, made: Sequence[Poll]) -> None:
    """Keep what was polled."""
    if made:
        rows = [{name: getattr(poll, name) for name in _NAMES} for poll in made]
        connection.execute(insert(polls), rows)


def of_feed(connection: Connection, feed_id: int, limit: int = 50) -> list[Poll]:
    """The last polls of a feed, newest first."""
    found = select(*_COLUMNS).where(polls.c.feed_id == feed_id).order_by(polls.c.id.desc()).limit(limit)
    return [_poll(row) for row in connection.execute(found)]


def since(connection: Connection, moment: datetime, outcomes: Iterable[Came] = ()) -> list[Poll]:
    """All polls from a moment on, oldest first; only those with one of the outcomes, where any are named."""
    found = select(*_COLUMNS).where(polls.c.polled_at >= moment).order_by(polls.c.id)
    wanted = [one.value for one in outcomes]
    if wanted:
        found = found.where(polls.c.outcome.in_(wanted))
    return [_poll(row) for row in connection.execute(found)]


def newest(connection: Connection, count: int) -> list[Poll]:
    """The last polls of all feeds, by feed, oldest first within each."""
    last = select(polls.c.id).order_by(polls.c.id.desc()).limit(count).subquery()
    found = select(*_COLUMNS).join(last, last.c.id == polls.c.id).order_by(polls.c.feed_id, polls.c.id)
    return [_poll(row) for row in connection.execute(found)]


def counts(connection: Connection, moment: datetime) -> dict[str, int]:
    """How many polls since a moment came to what."""
    found = select(polls.c.outcome, func.count()).where(polls.c.polled_at >= moment).group_by(polls.c.outcome)
    return {outcome: count for outcome, count in connection.execute(found)}


def newest_at(connection: Connection) -> datetime | None:
    """When the last poll was made, by the clock of then."""
    return connection.execute(
        select(polls.c.polled_at).order_by(polls.c.id.desc()).limit(1)
    ).scalar_one_or_none()


def fates(connection: Connection, moment: datetime, most: int = 2000) -> list[tuple[str, bool]]:
    """Addresses that were asked since a moment, and whether anything answered there; oldest first."""
    found = select(feeds.c.feed_url, polls.c.status).join(feeds, feeds.c.id == polls.c.feed_id)
    last = found.where(polls.c.polled_at >= moment).order_by(polls.c.id.desc()).limit(most)
    return [(row.feed_url, row.status > 0) for row in connection.execute(last)][::-1]


def forget(connection: Connection, now: datetime) -> int:
    """Drop what is older than a month; returns how many rows."""
    return connection.execute(delete(polls).where(polls.c.polled_at < now - KEPT)).rowcount


def _poll(row: Any) -> Poll:
    values = dict(row._mapping)
    return Poll(**{**values, "outcome": Came(values["outcome"])})
