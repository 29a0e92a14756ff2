"""Rows that are about to be deleted, as JSON; and back again, under their old ids where these are still free."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy.exc import IntegrityError

from mainstem.feeds.errors import AlreadyExists, NotFound
from mainstem.storage.schema import folders, queries, rules, services, subscription_folders, subscriptions
from mainstem.storage.schema.metadata import Moment

TABLES: Mapping[str, Table] = {"folder": folders, "rule": rules, "search": queries, "service": services}


def snapshot(connection: Connection, kind: str, row_id: int) -> dict[str, Any]:
    """A row as JSON; a folder with what it groups. Raises NotFound."""
    table = TABLES[kind]
    row = connection.execute(select(table).where(table.c.id == row_id)).one_or_none()
    if row is None:
        raise NotFound()
    kept = {name: _json(value) for name, value in row._mapping.items()}
    if kind != "folder":
        return kept
    held = select(subscription_folders.c.subscription_id).where(subscription_folders.c.folder_id == row_id)
    below = select(folders.c.id).where(folders.c.parent_id == row_id)
    return kept | {
        "holds": list(connection.execute(held).scalars()),
        "below": list(connection.execute(below).scalars()),
    }


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def put_back(connection: Connection, user_id: int, kind: str, kept: Mapping[str, Any]) -> int:
    """Keep a row of a reader's again; returns its id. Raises AlreadyExists where its name is taken meanwhile."""
    table = TABLES[kind]
    values = {column.name: _read(column, kept[column.name]) for column in table.c if column.name in kept}
    values["user_id"] = user_id  # whatever the copy says
    if connection.execute(select(table.c.id).where(table.c.id == values["id"])).first():
        del values["id"]
    if kind == "folder":
        values["parent_id"] = _still(connection, user_id, values["parent_id"])
    try:
        with connection.begin_nested():
            row_id = connection.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
    except IntegrityError as error:
        raise AlreadyExists("This name is taken by another meanwhile.") from error
    if kind == "folder":
        _fill(connection, user_id, row_id, kept)
    return row_id


def _read(column: Any, value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(column.type, Moment) and value else value


def _still(connection: Connection, user_id: int, folder_id: int | None) -> int | None:
    """The folder above, if it is there still."""
    above = (folders.c.id == folder_id) & (folders.c.user_id == user_id)
    return connection.execute(select(folders.c.id).where(above)).scalar_one_or_none()


def _fill(connection: Connection, user_id: int, folder_id: int, kept: Mapping[str, Any]) -> None:
    """Give a folder back what it grouped, as far as that is there."""
    mine = select(subscriptions.c.id).where(
        subscriptions.c.id.in_(kept["holds"]), subscriptions.c.user_id == user_id
    )
    rows = [{"subscription_id": one, "folder_id": folder_id} for one in connection.execute(mine).scalars()]
    if rows:
        connection.execute(insert(subscription_folders), rows)
    below = folders.c.id.in_(kept["below"]) & (folders.c.user_id == user_id) & folders.c.parent_id.is_(None)
    connection.execute(update(folders).where(below).values(parent_id=folder_id))
