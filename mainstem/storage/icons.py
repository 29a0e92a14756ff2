"""Statements about the icons of feeds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from mainstem.storage.schema import feeds, icons, subscriptions


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
