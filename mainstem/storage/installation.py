"""Statements about what belongs to the installation as a whole."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, update

from mainstem.storage.schema import settings


def setting(connection: Connection, name: str) -> Any:
    """The value kept under ``name``, or None."""
    return connection.execute(select(settings.c.value).where(settings.c.name == name)).scalar_one_or_none()


def set_setting(connection: Connection, name: str, value: Any) -> None:
    """Keep a JSON value under ``name``."""
    changed = connection.execute(update(settings).where(settings.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(settings).values(name=name, value=value))
