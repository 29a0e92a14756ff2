"""Statements about secret addresses: one for each reader and purpose."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from mainstem.storage.schema import secret_addresses


def of_reader(connection: Connection, user_id: int, purpose: str) -> str:
    """The token of a reader's address, "" where there is none."""
    table = secret_addresses
    found = select(table.c.token).where(table.c.user_id == user_id, table.c.purpose == purpose)
    return connection.execute(found).scalar() or ""


def by_token(connection: Connection, token: str, purpose: str) -> int | None:
    """The reader whose address it is."""
    table = secret_addresses
    found = select(table.c.user_id).where(table.c.token == token, table.c.purpose == purpose)
    return connection.execute(found).scalar()


def renew(connection: Connection, user_id: int, purpose: str, token: str, now: datetime) -> None:
    """Give the address another token; with "" there is none any more."""
    table = secret_addresses
    connection.execute(delete(table).where(table.c.user_id == user_id, table.c.purpose == purpose))
    if token:
        values = {"token": token, "user_id": user_id, "purpose": purpose, "made_at": now}
        connection.execute(insert(table).values(**values))
