"""Statements about feeds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Text, bindparam, exists, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from mainstem.feeds.feed import DueFeed, Feed, identity
from mainstem.storage.schema import feeds, subscriptions

COLUMNS = (
    feeds.c.id,
    feeds.c.feed_url,
    feeds.c.site_url,
    feeds.c.title,
    feeds.c.description,
    feeds.c.language,
    feeds.c.image_url,
    feeds.c.icon_id,
    feeds.c.due_at,
    feeds.c.fetched_at,
    feeds.c.succeeded_at,
    feeds.c.changed_at,
    feeds.c.failing_since,
    feeds.c.faults,
    feeds.c.fault,
    feeds.c.is_gone,
    feeds.c.is_private,
)
_DUE_COLUMNS = tuple(
    feeds.c[name]
    for name in (
        "id feed_url title etag last_modified body_hash guid_policy faults fault failing_since created_at due_at"
        " fetched_at succeeded_at changed_at options recipe polling"
    ).split()
)


_CHUNK = 500
_SLACK = timedelta(minutes=1)
_FURTHEST = timedelta(days=22)  # Retry-After for two weeks, then skipped days


def feed(row: Any) -> Feed:
    """A Feed of a row that holds ``COLUMNS``."""
    return Feed(*(row._mapping[column.name] for column in COLUMNS))


def by_id(connection: Connection, feed_id: int) -> Feed | None:
    """The feed of that id."""
    row = connection.execute(select(*COLUMNS).where(feeds.c.id == feed_id)).one_or_none()
    return feed(row) if row else None


def by_identity(connection: Connection, key: str) -> Feed | None:
    """The feed of that identity (see ``feeds.feed.identity``)."""
    row = connection.execute(select(*COLUMNS).where(feeds.c.identity == key)).one_or_none()
    return feed(row) if row else None


def add(
    connection: Connection,
    feed_url: str,
    now: datetime,
    *,
    title: str = "",
    site_url: str = "",
    options: Mapping[str, Any] | None = None,
    recipe: Mapping[str, Any] | None = None,
) -> Feed:
    """The feed of that address and those private options, kept now if it was not; it is due at once."""
    key = identity(feed_url, privacy(options or {}, recipe))
    had = by_identity(connection, key)
    if had:
        return had
    values = {
        "identity": key,
        "feed_url": feed_url,
        "title": title,
        "site_url": site_url,
        "options": dict(options or {}),
        "recipe": dict(recipe) if recipe else None,
        "is_private": bool(options),
        "created_at": now,
        "due_at": now,
    }
    try:
        with connection.begin_nested():
            return feed(connection.execute(insert(feeds).values(**values).returning(*COLUMNS)).one())
    except IntegrityError:  # another host was first
        return feed(connection.execute(select(*COLUMNS).where(feeds.c.identity == key)).one())


def privacy(options: Mapping[str, Any], recipe: Mapping[str, Any] | None) -> dict[str, Any]:
    """All that makes a fetch private, for the feed's identity."""
    return {**options, **({"recipe": recipe} if recipe else {})}


def private(connection: Connection) -> list[DueFeed]:
    """Feeds that are asked in a way of their own."""
    return [_due(row) for row in connection.execute(_due_select().where(feeds.c.is_private))]


def every(connection: Connection) -> list[Feed]:
    """All feeds that somebody reads, by id."""
    return [feed(row) for row in connection.execute(select(*COLUMNS).where(_is_read()).order_by(feeds.c.id))]


def memories(connection: Connection) -> dict[int, Mapping[str, Any]]:
    """What the schedule remembers, by feed."""
    return {row.id: row.polling for row in connection.execute(select(feeds.c.id, feeds.c.polling))}


def due(connection: Connection, now: datetime, limit: int) -> list[DueFeed]:
    """Feeds whose time has come and which somebody reads, longest waiting first."""
    # a clock that was set back a little must not hold up the first poll of what was just followed
    is_due = (feeds.c.due_at <= now) | (feeds.c.due_at == feeds.c.created_at)
    condition = (feeds.c.due_at <= now + _SLACK) & is_due & ~feeds.c.is_gone & _is_read()
    found = _due_select().where(condition).order_by(feeds.c.due_at, feeds.c.id).limit(limit)
    return [_due(row) for row in connection.execute(found)]


def due_by_ids(connection: Connection, feed_ids: Iterable[int]) -> list[DueFeed]:
    """Those feeds, due or not."""
    found = _due_select().where(feeds.c.id.in_(list(feed_ids))).order_by(feeds.c.id)
    return [_due(row) for row in connection.execute(found)]


def next_due_at(connection: Connection) -> datetime | None:
    """When the next feed is due that somebody reads."""
    found = select(feeds.c.due_at).where(feeds.c.due_at.isnot(None), ~feeds.c.is_gone, _is_read())
    return connection.execute(found.order_by(feeds.c.due_at).limit(1)).scalar_one_or_none()


def backlog(connection: Connection, now: datetime) -> tuple[int, datetime | None]:
    """How many feeds are due, and since when the first of them is."""
    waiting = (feeds.c.due_at <= now) & ~feeds.c.is_gone & _is_read()
    count, first = connection.execute(select(func.count(), func.min(feeds.c.due_at)).where(waiting)).one()
    return count, first


def _is_read() -> Any:
    held = (
        (subscriptions.c.feed_id == feeds.c.id)
        & ~subscriptions.c.is_muted
        & subscriptions.c.left_at.is_(None)
    )
    return exists().where(held)


def _due_select() -> Any:
    held = (subscriptions.c.feed_id == feeds.c.id) & subscriptions.c.left_at.is_(None)
    readers = select(func.count()).where(held).scalar_subquery()
    return select(*_DUE_COLUMNS, readers.label("subscribers"))


def _due(row: Any) -> DueFeed:
    return DueFeed(**row._mapping)


def change(connection: Connection, feed_id: int, values: Mapping[str, Any]) -> None:
    """Change any columns of a feed."""
    connection.execute(update(feeds).where(feeds.c.id == feed_id).values(**values))


def make_due(connection: Connection, feed_ids: Iterable[int], now: datetime, cause: str = "hand") -> None:
    """Let feeds be polled at the next turn, for a cause that their polls will tell."""
    ids = list(feed_ids)
    rows: list[dict[str, Any]] = []
    for start in range(0, len(ids), _CHUNK):
        found = select(feeds.c.id, feeds.c.polling).where(feeds.c.id.in_(ids[start : start + _CHUNK]))
        rows += [
            {"feed_id": row.id, "memory": {**row.polling, "by": cause}} for row in connection.execute(found)
        ]
    if rows:
        statement = update(feeds).where(feeds.c.id == bindparam("feed_id"))
        connection.execute(statement.values(due_at=now, polling=bindparam("memory")), rows)


def lease(connection: Connection, feed_ids: Iterable[int], until: datetime) -> None:
    """Let nobody else ask these feeds before ``until``."""
    ids = list(feed_ids)
    for start in range(0, len(ids), _CHUNK):
        connection.execute(
            update(feeds).where(feeds.c.id.in_(ids[start : start + _CHUNK])).values(due_at=until)
        )


def put_off(connection: Connection, moments: Mapping[int, datetime]) -> None:
    """Let feeds be due at other moments, by id."""
    if moments:
        statement = update(feeds).where(feeds.c.id == bindparam("feed_id")).values(due_at=bindparam("moment"))
        connection.execute(statement, [{"feed_id": one, "moment": at} for one, at in moments.items()])


def mend_clock(connection: Connection, now: datetime) -> int:
    """Feeds that were polled, or put off, while the clock ran ahead would wait for that time to come: they are due
    in an hour instead. Returns how many."""
    ahead = (feeds.c.fetched_at > now + timedelta(hours=1)) | (feeds.c.due_at > now + _FURTHEST)
    values = {"fetched_at": now, "due_at": now + timedelta(hours=1)}
    return connection.execute(update(feeds).where(ahead, feeds.c.due_at > now).values(**values)).rowcount


def keep_polled(connection: Connection, rows: Sequence[tuple[int, Mapping[str, Any]]]) -> None:
    """What polls decided: rows of a feed's id and the same columns for each."""
    if rows:
        names: dict[str, Any] = {name: bindparam(f"new_{name}") for name in rows[0][1]}
        statement = update(feeds).where(feeds.c.id == bindparam("feed_id")).values(**names)
        bound = [{"feed_id": one, **{f"new_{name}": values[name] for name in names}} for one, values in rows]
        connection.execute(statement, bound)


def keep_said(connection: Connection, said: Sequence[tuple[int, Mapping[str, str]]]) -> None:
    """What documents say of their feeds, the same names of each; "" leaves what was said before, and what is
    said as before is not written."""
    if not said:
        return
    new = {
        name: func.coalesce(func.nullif(bindparam(f"new_{name}", type_=Text), ""), feeds.c[name])
        for name in said[0][1]
    }
    differs = or_(*(feeds.c[name] != value for name, value in new.items()))
    statement = update(feeds).where(feeds.c.id == bindparam("feed_id"), differs).values(**new)
    rows = [
        {"feed_id": feed_id, **{f"new_{name}": value for name, value in one.items()}} for feed_id, one in said
    ]
    connection.execute(statement, rows)


def ids_at(connection: Connection, feed_url: str) -> list[int]:
    """The feeds of exactly that address: several where it is fetched in several private ways."""
    return list(connection.execute(select(feeds.c.id).where(feeds.c.feed_url == feed_url)).scalars())
