"""Statements about the icons of feeds."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from mainstem.storage.schema import icons


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
