"""Statements about subscriptions and folders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Text,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.exc import IntegrityError

from mainstem.feeds.errors import AlreadyExists
from mainstem.feeds.feed import Feed
from mainstem.reading.stream import Visibility
from mainstem.reading.subscription import Folder, Subscription
from mainstem.storage import feeds as feed_statements
from mainstem.storage.schema import feeds, folders, subscription_folders, subscriptions

_OWN = tuple(
    subscriptions.c[name].label(f"own_{name}")
    for name in (
        "id title visibility is_muted position subscribed_at total_count unread_count starred_count"
        " starred_unread_count settings"
    ).split()
)


_IS_HELD = subscriptions.c.left_at.is_(None)
_FEED_COLUMNS = len(feed_statements.COLUMNS)
_OWN_END = _FEED_COLUMNS + len(_OWN)
_VISIBILITIES = {int(one): one for one in Visibility}
_FOLDERS = select(folders).where(folders.c.user_id == bindparam("reader", type_=BigInteger))


def add(connection: Connection, user_id: int, feed_id: int, now: datetime, title: str = "") -> int:
    """Subscribe a reader to a feed; returns the subscription's id. Raises AlreadyExists.

    Who left the feed before comes back to the subscription as it was: settings, folders and states.
    """
    if back := _come_back(connection, user_id, feed_id, now, title):
        return back
    values = {"user_id": user_id, "feed_id": feed_id, "subscribed_at": now, "title": title}
    try:
        with connection.begin_nested():
            return connection.execute(
                insert(subscriptions).values(**values).returning(subscriptions.c.id)
            ).scalar_one()
    except IntegrityError as error:
        raise AlreadyExists("You follow this feed already.") from error


def _come_back(connection: Connection, user_id: int, feed_id: int, now: datetime, title: str) -> int | None:
    held = (subscriptions.c.user_id == user_id) & (subscriptions.c.feed_id == feed_id)
    values: dict[str, Any] = {"left_at": None, "subscribed_at": now} | ({"title": title} if title else {})
    back = update(subscriptions).where(held, ~_IS_HELD).values(**values).returning(subscriptions.c.id)
    return connection.execute(back).scalar_one_or_none()


def every(connection: Connection, user_id: int) -> list[Subscription]:
    """A reader's subscriptions: those that were put in an order, then the others by title."""
    found = _select().where(subscriptions.c.user_id == user_id, _IS_HELD)
    grouped = _folder_ids(connection, user_id)
    kept = [_subscription(row, grouped.get(row.own_id, ())) for row in connection.execute(found).all()]
    return sorted(
        kept, key=lambda one: (one.position is None, one.position or 0, one.title.casefold(), one.id)
    )


def some(connection: Connection, user_id: int, feed_ids: Iterable[int]) -> list[Subscription]:
    """Those of a reader's subscriptions that are to these feeds."""
    rows = connection.execute(_SOME, {"reader": user_id, "wanted": list(feed_ids)})
    return [
        _subscription(row, tuple(map(int, row.held_in.split(","))) if row.held_in else ()) for row in rows
    ]


def one(connection: Connection, user_id: int, feed_id: int) -> Subscription | None:
    """A reader's subscription to a feed."""
    condition = (subscriptions.c.user_id == user_id) & (subscriptions.c.feed_id == feed_id)
    row = connection.execute(_select().where(condition, _IS_HELD)).one_or_none()
    if row is None:
        return None
    held = select(subscription_folders.c.folder_id).where(
        subscription_folders.c.subscription_id == row.own_id
    )
    return _subscription(row, tuple(connection.execute(held).scalars()))


def _select(*columns: Any) -> Any:
    found = select(*feed_statements.COLUMNS, *_OWN, *columns)
    return found.join(feeds, feeds.c.id == subscriptions.c.feed_id)


# prepared once, since every page that apps ask for needs it
_SOME = _select(
    select(func.aggregate_strings(subscription_folders.c.folder_id.cast(Text), ","))
    .where(subscription_folders.c.subscription_id == subscriptions.c.id)
    .scalar_subquery()
    .label("held_in")
).where(
    subscriptions.c.user_id == bindparam("reader", type_=BigInteger),
    subscriptions.c.feed_id.in_(bindparam("wanted", expanding=True, type_=BigInteger)),
    _IS_HELD,
)


def _folder_ids(connection: Connection, user_id: int) -> dict[int, tuple[int, ...]]:
    pairs = select(subscription_folders).join(folders, folders.c.id == subscription_folders.c.folder_id)
    grouped: dict[int, tuple[int, ...]] = {}
    for subscription_id, folder_id in connection.execute(pairs.where(folders.c.user_id == user_id)).all():
        grouped[subscription_id] = (*grouped.get(subscription_id, ()), folder_id)
    return grouped


def _subscription(row: Any, folder_ids: tuple[int, ...]) -> Subscription:
    """Of a row of ``_select``, by place: with a thousand of them, names cost more than the database."""
    feed = Feed(*row[:_FEED_COLUMNS])
    own_id, title, visibility, is_muted, position, subscribed_at, *counts = row[_FEED_COLUMNS:_OWN_END]
    total, unread, starred, starred_unread, settings = counts
    return Subscription(
        id=own_id,
        feed=feed,
        title=title or feed.name,
        visibility=_VISIBILITIES[visibility],
        is_muted=is_muted,
        position=position,
        folder_ids=folder_ids,
        subscribed_at=subscribed_at,
        total_count=total,
        unread_count=unread,
        starred_count=starred,
        starred_unread_count=starred_unread,
        settings=settings,
    )


def change(connection: Connection, subscription_id: int, values: Mapping[str, Any]) -> None:
    """Change title, visibility, is_muted, position or settings."""
    connection.execute(update(subscriptions).where(subscriptions.c.id == subscription_id).values(**values))


def leave(connection: Connection, subscription_id: int, now: datetime) -> None:
    """Unsubscribe. Row and states stay, so that coming back loses nothing and what was starred is kept."""
    connection.execute(update(subscriptions).where(subscriptions.c.id == subscription_id).values(left_at=now))


def left(connection: Connection, user_id: int) -> list[Subscription]:
    """The subscriptions that a reader has left, whose starred and labelled entries are still theirs."""
    found = _select().where(subscriptions.c.user_id == user_id, ~_IS_HELD)
    return [_subscription(row, ()) for row in connection.execute(found)]


def set_folders(connection: Connection, subscription_id: int, folder_ids: Iterable[int]) -> None:
    """Put a subscription in exactly these folders."""
    held = subscription_folders.c.subscription_id == subscription_id
    connection.execute(delete(subscription_folders).where(held))
    rows = [
        {"subscription_id": subscription_id, "folder_id": folder_id}
        for folder_id in dict.fromkeys(folder_ids)
    ]
    if rows:
        connection.execute(insert(subscription_folders), rows)


def folders_of(connection: Connection, user_id: int) -> list[Folder]:
    """A reader's folders: the numbered first, then by name."""
    rows = sorted(
        connection.execute(_FOLDERS, {"reader": user_id}),
        key=lambda r: (r.position is None, r.position or 0, r.name_key),
    )
    return [Folder(r.id, r.name, r.parent_id, r.position, r.settings) for r in rows]


def add_folder(connection: Connection, user_id: int, name: str, parent_id: int | None = None) -> int:
    """A reader's folder of that name below ``parent_id``, made now if there was none; returns its id."""
    condition = (folders.c.user_id == user_id) & (folders.c.name_key == name.casefold())
    condition &= folders.c.parent_id.is_(None) if parent_id is None else folders.c.parent_id == parent_id
    had = connection.execute(select(folders.c.id).where(condition)).scalar_one_or_none()
    if had is not None:
        return had
    values = {"user_id": user_id, "name": name, "name_key": name.casefold(), "parent_id": parent_id}
    return connection.execute(insert(folders).values(**values).returning(folders.c.id)).scalar_one()


def change_folder(connection: Connection, folder_id: int, values: Mapping[str, Any]) -> None:
    """Change name, parent_id, position or settings. Raises AlreadyExists where the name is taken beside it."""
    named = {"name_key": values["name"].casefold()} if "name" in values else {}
    try:
        with connection.begin_nested():
            connection.execute(update(folders).where(folders.c.id == folder_id).values(**values, **named))
    except IntegrityError as error:
        raise AlreadyExists("There is a folder of this name already.", about="name") from error


def remove_folder(connection: Connection, folder_id: int) -> None:
    """Delete a folder; its subscriptions stay, its sub-folders move to the top."""
    connection.execute(delete(folders).where(folders.c.id == folder_id))


# This precedes every list of entries: built once, and written as the partial index is, or SQLite does not use it
_NARROW = select(subscriptions.c.feed_id).where(
    subscriptions.c.user_id == bindparam("reader"),
    text("(subscriptions.visibility < 10 OR subscriptions.left_at IS NOT NULL)"),
    or_(subscriptions.c.visibility < bindparam("below"), subscriptions.c.left_at.isnot(None)),
)


def narrow(connection: Connection, user_id: int, below: Visibility) -> list[int]:
    """Feeds that a reader keeps out of streams which need at least ``below`` (at most ``main``), and those
    that the reader has left."""
    return list(connection.execute(_NARROW, {"reader": user_id, "below": int(below)}).scalars())


def hidden(connection: Connection, user_id: int) -> list[int]:
    """Feeds that show in no stream but their own; not those that the reader has left."""
    condition = (subscriptions.c.user_id == user_id) & (subscriptions.c.visibility < int(Visibility.FEED))
    return list(connection.execute(select(subscriptions.c.feed_id).where(condition, _IS_HELD)).scalars())


def is_only_reader(connection: Connection, user_id: int, feed_id: int) -> bool:
    """Whether nobody else follows a feed, or ever did."""
    others = (subscriptions.c.feed_id == feed_id) & (subscriptions.c.user_id != user_id)
    return connection.execute(select(subscriptions.c.id).where(others).limit(1)).first() is None


def feeds_in(
    connection: Connection, user_id: int, folder_ids: Iterable[int], at_least: Visibility
) -> list[int]:
    """Feeds of the subscriptions in any of those folders, with that visibility or more."""
    found = (
        select(subscriptions.c.feed_id)
        .distinct()
        .join(subscription_folders, subscription_folders.c.subscription_id == subscriptions.c.id)
        .where(subscriptions.c.user_id == user_id, subscription_folders.c.folder_id.in_(list(folder_ids)))
        .where(subscriptions.c.visibility >= int(at_least), _IS_HELD)
    )
    return list(connection.execute(found).scalars())


def important_feeds(connection: Connection, user_id: int) -> list[int]:
    """Feeds whose subscription is marked important."""
    condition = (subscriptions.c.user_id == user_id) & (
        subscriptions.c.visibility >= int(Visibility.IMPORTANT)
    )
    return list(connection.execute(select(subscriptions.c.feed_id).where(condition, _IS_HELD)).scalars())


def intervals(connection: Connection, feed_ids: Sequence[int]) -> dict[int, list[Any]]:
    """The polling intervals, in minutes, that readers of those feeds set (``interval_minutes``)."""
    found: dict[int, list[Any]] = {}
    is_set = type_coerce(subscriptions.c.settings, Text).like('%"interval_minutes"%')
    for start in range(0, len(feed_ids), 500):
        wanted = subscriptions.c.feed_id.in_(list(feed_ids[start : start + 500]))
        some = wanted & subscriptions.c.left_at.is_(None)
        rows = connection.execute(
            select(subscriptions.c.feed_id, subscriptions.c.settings).where(some, is_set, _IS_HELD)
        )
        for feed_id, settings in rows:
            found.setdefault(feed_id, []).append(settings.get("interval_minutes"))
    return found
