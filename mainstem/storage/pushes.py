"""Statements about our subscriptions at hubs and clouds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from mainstem.storage.schema import pushes


@dataclass(frozen=True, slots=True)
class Push:
    """One subscription at a hub. ``lease_until`` is None until the hub has verified it."""

    feed_id: int
    kind: str
    hub_url: str
    topic: str
    token: str
    secret: str
    asked_at: datetime | None = None
    ask_at: datetime | None = None
    lease_until: datetime | None = None
    delivered_at: datetime | None = None
    trouble: str = ""


def want(connection: Connection, push: Push) -> None:
    """Note that a feed names this hub and topic; what is known of the same ones stays."""
    had = of_feed(connection, push.feed_id)
    if had is not None and (had.kind, had.hub_url, had.topic) == (push.kind, push.hub_url, push.topic):
        return
    connection.execute(delete(pushes).where(pushes.c.feed_id == push.feed_id))
    values = {name: getattr(push, name) for name in pushes.c.keys()}  # noqa: SIM118 -- columns, not a dict
    connection.execute(insert(pushes).values(**values))


def of_feed(connection: Connection, feed_id: int) -> Push | None:
    """The subscription of a feed."""
    return _one(connection, pushes.c.feed_id == feed_id)


def by_token(connection: Connection, token: str) -> Push | None:
    """The subscription whose callback ends in ``token``."""
    return _one(connection, pushes.c.token == token)


def by_topic(connection: Connection, topic: str) -> list[Push]:
    """The subscriptions for an address."""
    rows = connection.execute(select(pushes).where(pushes.c.topic == topic))
    return [Push(**row._mapping) for row in rows]


def to_ask(connection: Connection, now: datetime, limit: int = 20) -> list[Push]:
    """Subscriptions to be asked for, or renewed, now."""
    found = select(pushes).where(pushes.c.ask_at <= now).order_by(pushes.c.ask_at).limit(limit)
    return [Push(**row._mapping) for row in connection.execute(found)]


def leases(connection: Connection, feed_ids: Iterable[int], now: datetime) -> dict[int, datetime]:
    """Until when those feeds are pushed to us, where they are."""
    ids, found = list(feed_ids), {}
    for start in range(0, len(ids), 500):
        some = pushes.c.feed_id.in_(ids[start : start + 500]) & (pushes.c.lease_until > now)
        rows = connection.execute(select(pushes.c.feed_id, pushes.c.lease_until).where(some))
        found.update({row.feed_id: row.lease_until for row in rows})
    return found


def change(connection: Connection, feed_id: int, values: Mapping[str, Any]) -> None:
    """Change any columns of a subscription."""
    connection.execute(update(pushes).where(pushes.c.feed_id == feed_id).values(**values))


def _one(connection: Connection, condition: Any) -> Push | None:
    row = connection.execute(select(pushes).where(condition)).one_or_none()
    return Push(**row._mapping) if row else None
