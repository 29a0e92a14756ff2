"""Statements about services that entries are sent to, and the outbox in which what is to be sent waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Text, delete, func, insert, select, type_coerce, update

from mainstem.storage.schema import outbox, services, subscriptions


@dataclass(frozen=True, slots=True)
class Service:
    """A service as a reader set it up. ``settings`` may hold sealed secrets; ``events`` is what it is told of."""

    id: int
    user_id: int
    kind: str
    name: str
    settings: Mapping[str, Any]
    events: tuple[str, ...]
    is_enabled: bool
    created_at: datetime
    used_at: datetime | None
    trouble: str


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something that waits to be sent; ``payload`` is plain JSON."""

    id: int
    user_id: int
    kind: str
    payload: Mapping[str, Any]
    created_at: datetime
    tries: int


def _service(row: Any) -> Service:
    return Service(**{**row._mapping, "events": tuple(row.events)})


def every(connection: Connection, user_id: int) -> list[Service]:
    """A reader's services, in the order in which they were set up."""
    found = select(services).where(services.c.user_id == user_id).order_by(services.c.id)
    return [_service(row) for row in connection.execute(found)]


def one(connection: Connection, user_id: int, service_id: int) -> Service | None:
    """A reader's service."""
    held = (services.c.id == service_id) & (services.c.user_id == user_id)
    row = connection.execute(select(services).where(held)).one_or_none()
    return _service(row) if row else None


def add(connection: Connection, user_id: int, kind: str, values: Mapping[str, Any], now: datetime) -> Service:
    """Keep a service: its name, settings, events."""
    row = {"user_id": user_id, "kind": kind, "created_at": now, **values}
    return _service(connection.execute(insert(services).values(**row).returning(services)).one())


def change(connection: Connection, service_id: int, values: Mapping[str, Any]) -> None:
    """Change name, settings, events, is_enabled, used_at or trouble."""
    connection.execute(update(services).where(services.c.id == service_id).values(**values))


def remove(connection: Connection, service_id: int) -> None:
    """Forget a service; what waits for it goes when its turn comes."""
    connection.execute(delete(services).where(services.c.id == service_id))


def put(
    connection: Connection, user_id: int, kind: str, payloads: Sequence[Mapping[str, Any]], now: datetime
) -> None:
    """Put what is to be sent into the outbox, in the caller's transaction."""
    same = {"user_id": user_id, "kind": kind, "created_at": now, "due_at": now}
    if payloads:
        connection.execute(insert(outbox), [{**same, "payload": dict(one)} for one in payloads])


def announce(connection: Connection, news: Mapping[int, Sequence[int]], now: datetime) -> None:
    """Let every service that wants to know of new entries be told of those that arrived, by feed."""
    wanting = type_coerce(services.c.events, Text).contains('"new_entries"')
    found = (
        select(services.c.id, services.c.user_id, subscriptions.c.feed_id)
        .join(subscriptions, subscriptions.c.user_id == services.c.user_id)
        .where(subscriptions.c.feed_id.in_(list(news)), subscriptions.c.left_at.is_(None))
        .where(services.c.is_enabled, wanting)
    )
    for service_id, user_id, feed_id in connection.execute(found.order_by(subscriptions.c.feed_id)).all():
        parcel = {"service_id": service_id, "entry_ids": list(news[feed_id]), "event": "new_entries"}
        put(connection, user_id, "tell", [parcel], now)


def due(connection: Connection, now: datetime, limit: int) -> list[Parcel]:
    """What is to be sent now, longest waiting first."""
    columns = (outbox.c[name] for name in ("id", "user_id", "kind", "payload", "created_at", "tries"))
    found = select(*columns).where(outbox.c.due_at <= now).order_by(outbox.c.due_at, outbox.c.id)
    return [Parcel(**row._mapping) for row in connection.execute(found.limit(limit))]


def next_due_at(connection: Connection) -> datetime | None:
    """When something is to be sent next."""
    return connection.execute(select(func.min(outbox.c.due_at))).scalar_one_or_none()


def sent(connection: Connection, parcel_id: int) -> None:
    """Forget what has been sent."""
    connection.execute(delete(outbox).where(outbox.c.id == parcel_id))


def postpone(connection: Connection, parcel_id: int, due_at: datetime | None, trouble: str) -> None:
    """Count a failed try; without ``due_at`` it is given up, and stays to be looked at."""
    values = {"due_at": due_at, "trouble": trouble[:500], "tries": outbox.c.tries + 1}
    connection.execute(update(outbox).where(outbox.c.id == parcel_id).values(**values))


def waiting(connection: Connection, user_id: int) -> int:
    """How much of a reader's waits to be sent."""
    held = (outbox.c.user_id == user_id) & outbox.c.due_at.isnot(None)
    return connection.execute(select(func.count()).select_from(outbox).where(held)).scalar_one()


def forget_given_up(connection: Connection, before: datetime) -> int:
    """Drop what was given up and is older than ``before``; returns how much."""
    old = outbox.c.due_at.is_(None) & (outbox.c.created_at < before)
    return connection.execute(delete(outbox).where(old)).rowcount
