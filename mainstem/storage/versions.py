"""Statements about earlier versions of entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from mainstem.storage.schema import versions


@dataclass(frozen=True, slots=True)
class Version:
    """The words of an entry until they were replaced; ``html`` is clean."""

    replaced_at: datetime
    title: str
    url: str
    html: str


def of_entry(connection: Connection, entry_id: int) -> list[Version]:
    """The earlier versions of an entry, latest first."""
    columns = (versions.c.replaced_at, versions.c.title, versions.c.url, versions.c.html)
    found = select(*columns).where(versions.c.entry_id == entry_id).order_by(versions.c.id.desc())
    return [Version(*row) for row in connection.execute(found)]
