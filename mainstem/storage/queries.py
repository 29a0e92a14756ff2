"""Statements about saved searches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from mainstem.feeds.errors import AlreadyExists
from mainstem.reading.saved import SavedSearch
from mainstem.reading.stream import Order, Show, Stream
from mainstem.storage.schema.queries import queries


def every(connection: Connection, user_id: int) -> list[SavedSearch]:
    """A reader's saved searches in their order."""
    found = select(queries).where(queries.c.user_id == user_id).order_by(queries.c.position, queries.c.id)
    return [_saved(row, place) for place, row in enumerate(connection.execute(found), 1)]


def one(connection: Connection, user_id: int, query_id: int) -> SavedSearch | None:
    """One of a reader's saved searches."""
    return next((each for each in every(connection, user_id) if each.id == query_id), None)


def by_token(connection: Connection, token: str) -> tuple[int, SavedSearch] | None:
    """The user id and the search that are shared under a secret token."""
    row = connection.execute(select(queries).where(queries.c.token == token)).one_or_none()
    return (row.user_id, _saved(row, 0)) if row and token else None


def add(connection: Connection, user_id: int, name: str, values: Mapping[str, Any]) -> int:
    """Keep a search at the end of the list; returns its id. Raises AlreadyExists."""
    last = select(func.coalesce(func.max(queries.c.position), 0)).where(queries.c.user_id == user_id)
    row = {"user_id": user_id, "name": name, "name_key": name.casefold(), **values}
    row["position"] = connection.execute(last).scalar_one() + 1
    try:
        with connection.begin_nested():
            return connection.execute(insert(queries).values(**row).returning(queries.c.id)).scalar_one()
    except IntegrityError as error:
        raise AlreadyExists("There is a saved search of this name already.", about="name") from error


def change(connection: Connection, query_id: int, values: Mapping[str, Any]) -> None:
    """Change any columns. Raises AlreadyExists where the name is taken."""
    named = {"name_key": values["name"].casefold()} if "name" in values else {}
    try:
        with connection.begin_nested():
            connection.execute(update(queries).where(queries.c.id == query_id).values(**values, **named))
    except IntegrityError as error:
        raise AlreadyExists("There is a saved search of this name already.", about="name") from error


def arrange(connection: Connection, user_id: int, query_ids: Sequence[int]) -> None:
    """Put searches in this order; those that are not named follow in theirs."""
    had = [each.id for each in every(connection, user_id)]
    wanted = [one for one in dict.fromkeys(query_ids) if one in had]
    for position, query_id in enumerate(wanted + [one for one in had if one not in wanted], 1):
        connection.execute(update(queries).where(queries.c.id == query_id).values(position=position))


def remove(connection: Connection, query_id: int) -> None:
    """Delete a saved search."""
    connection.execute(delete(queries).where(queries.c.id == query_id))


def _saved(row: Any, place: int) -> SavedSearch:
    return SavedSearch(
        id=row.id,
        name=row.name,
        expression=row.expression,
        position=place,
        stream=Stream.at(row.stream),
        show=Show(row.show),
        order=Order(row.sort),
        is_ascending=row.is_ascending,
        description=row.description,
        image_url=row.image_url,
        token=row.token or "",
        shares_entries=row.shares_entries,
        shares_feeds=row.shares_feeds,
    )
