"""Statements about the icons of feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from mainstem.storage.schema import feeds, icon_searches, icons, subscriptions


@dataclass(frozen=True, slots=True)
class Icon:
    """A picture of a few hundred bytes, with the digest that names its version."""

    id: int
    mime_type: str
    data: bytes
    digest: str


def by_id(connection: Connection, icon_id: int) -> Icon | None:
    """The icon of that id."""
    row = connection.execute(select(icons).where(icons.c.id == icon_id)).one_or_none()
    return Icon(row.id, row.mime_type, row.data, row.digest) if row else None


def of_reader(connection: Connection, user_id: int) -> list[Icon]:
    """The icons of the feeds that a reader follows, each once."""
    held = select(feeds.c.icon_id).join(subscriptions, subscriptions.c.feed_id == feeds.c.id)
    held = held.where(subscriptions.c.user_id == user_id, subscriptions.c.left_at.is_(None))
    rows = connection.execute(select(icons).where(icons.c.id.in_(held)).order_by(icons.c.id))
    return [Icon(row.id, row.mime_type, row.data, row.digest) for row in rows]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A feed whose icon is to be looked for."""

    feed_id: int
    feed_url: str
    site_url: str
    image_url: str


def to_search(connection: Connection, before: datetime, limit: int) -> list[Wanted]:
    """Feeds with readers whose icon was not looked for since ``before``; private ones are left out."""
    searched = icon_searches.c.searched_at
    held = exists().where(subscriptions.c.feed_id == feeds.c.id, subscriptions.c.left_at.is_(None))
    found = (
        select(feeds.c.id, feeds.c.feed_url, feeds.c.site_url, feeds.c.image_url)
        .outerjoin(icon_searches, icon_searches.c.feed_id == feeds.c.id)
        .where(or_(searched.is_(None), searched < before), held, feeds.c.succeeded_at.isnot(None))
        .where(~feeds.c.is_private)
        .order_by(feeds.c.id)
        .limit(limit)
    )
    return [Wanted(*row) for row in connection.execute(found)]


def searched(connection: Connection, feed_id: int, now: datetime) -> None:
    """Remember that an icon was looked for, found or not."""
    connection.execute(delete(icon_searches).where(icon_searches.c.feed_id == feed_id))
    connection.execute(insert(icon_searches).values(feed_id=feed_id, searched_at=now))


def keep(connection: Connection, feed_id: int, url: str, mime_type: str, data: bytes, now: datetime) -> int:
    """Keep an icon for a feed; feeds of one site share it. Returns its id."""
    values = {
        "mime_type": mime_type,
        "data": data,
        "digest": sha256(data).hexdigest()[:16],
        "fetched_at": now,
    }
    had = connection.execute(select(icons.c.id).where(icons.c.url == url)).scalar_one_or_none()
    if had is None:
        had = connection.execute(insert(icons).values(url=url, **values).returning(icons.c.id)).scalar_one()
    else:
        connection.execute(update(icons).where(icons.c.id == had).values(**values))
    connection.execute(update(feeds).where(feeds.c.id == feed_id).values(icon_id=had))
    return int(had)
