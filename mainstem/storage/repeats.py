"""Statements about calls that may come twice, and what they were answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from mainstem.storage.schema import repeats


@dataclass(frozen=True, slots=True)
class Repeat:
    """A call that came before; ``status`` 0: it is still being answered."""

    digest: str
    status: int
    body: bytes
    created_at: datetime


def open_(connection: Connection, user_id: int, key: str, digest: str, now: datetime) -> Repeat | None:
    """Note that a call came; the earlier one of the same key where there was one."""
    values = {"user_id": user_id, "key": key, "digest": digest, "status": 0, "body": b"", "created_at": now}
    try:
        with connection.begin_nested():
            connection.execute(insert(repeats).values(**values))
    except IntegrityError:
        held = (repeats.c.user_id == user_id) & (repeats.c.key == key)
        row = connection.execute(select(repeats).where(held)).one()
        return Repeat(row.digest, row.status, row.body, row.created_at)
    return None


def close(connection: Connection, user_id: int, key: str, status: int, body: bytes) -> None:
    """Keep what a call was answered."""
    held = (repeats.c.user_id == user_id) & (repeats.c.key == key)
    connection.execute(update(repeats).where(held).values(status=status, body=body))


def remove(connection: Connection, user_id: int, key: str) -> None:
    """Let a call come anew."""
    connection.execute(delete(repeats).where(repeats.c.user_id == user_id, repeats.c.key == key))


def forget(connection: Connection, before: datetime) -> int:
    """Drop what is older than ``before``; returns how much."""
    return connection.execute(delete(repeats).where(repeats.c.created_at < before)).rowcount
