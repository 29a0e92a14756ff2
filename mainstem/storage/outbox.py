"""Statements about what waits in a reader's outbox, for the reader to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from mainstem.storage.schema import outbox


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to be sent; ``due_at`` is None where it was given up, ``trouble`` says why it was not taken."""

    id: int
    payload: Mapping[str, Any]
    created_at: datetime
    due_at: datetime | None
    tries: int
    trouble: str


def of_reader(connection: Connection, user_id: int, limit: int) -> list[Waiting]:
    """What waits or was given up, newest first."""
    columns = (outbox.c[name] for name in ("id", "payload", "created_at", "due_at", "tries", "trouble"))
    found = select(*columns).where(outbox.c.user_id == user_id).order_by(outbox.c.id.desc()).limit(limit)
    return [Waiting(**row._mapping) for row in connection.execute(found)]


def retry(connection: Connection, user_id: int, parcel_id: int, now: datetime) -> bool:
    """Send at the next turn, with all tries before it; returns whether there was such a parcel."""
    mine = (outbox.c.user_id == user_id) & (outbox.c.id == parcel_id)
    return bool(connection.execute(update(outbox).where(mine).values(due_at=now, tries=0)).rowcount)


def drop(connection: Connection, user_id: int, parcel_id: int) -> bool:
    """Send it no more; returns whether there was such a parcel."""
    mine = (outbox.c.user_id == user_id) & (outbox.c.id == parcel_id)
    return bool(connection.execute(delete(outbox).where(mine)).rowcount)
