"""Statements about labels."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from mainstem.feeds.errors import AlreadyExists
from mainstem.reading.subscription import Label
from mainstem.storage.schema import labels


def every(connection: Connection, user_id: int) -> list[Label]:
    """A reader's labels with exact counts: the numbered first, then by name."""
    rows = connection.execute(select(labels).where(labels.c.user_id == user_id))
    ordered = sorted(rows, key=lambda r: (r.position is None, r.position or 0, r.name_key))
    return [Label(r.id, r.name, r.color, r.position, r.total_count, r.unread_count) for r in ordered]


def add(connection: Connection, user_id: int, name: str) -> int:
    """A reader's label of that name, made now if there was none; returns its id."""
    held = (labels.c.user_id == user_id) & (labels.c.name_key == name.casefold())
    had = connection.execute(select(labels.c.id).where(held)).scalar_one_or_none()
    if had is not None:
        return had
    values = {"user_id": user_id, "name": name, "name_key": name.casefold()}
    return connection.execute(insert(labels).values(**values).returning(labels.c.id)).scalar_one()


def change(connection: Connection, label_id: int, values: Mapping[str, Any]) -> None:
    """Change name, color or position. Raises AlreadyExists where the name is taken."""
    named = {"name_key": values["name"].casefold()} if "name" in values else {}
    try:
        with connection.begin_nested():
            connection.execute(update(labels).where(labels.c.id == label_id).values(**values, **named))
    except IntegrityError as error:
        raise AlreadyExists("There is a label of this name already.", about="name") from error


def remove(connection: Connection, label_id: int) -> None:
    """Delete a label; the entries stay."""
    connection.execute(delete(labels).where(labels.c.id == label_id))
