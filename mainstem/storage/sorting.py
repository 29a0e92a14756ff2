"""Statements that list a stream by a value of its entries: by publication, title, length or change.

Each of the values has an index. Where a selection is a good part of all entries, the index is walked, and each
entry asked for; where it is small, it is sorted: whichever touches fewer rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, exists, literal_column, select, tuple_
from sqlalchemy.types import Text

from mainstem.reading.stream import Order
from mainstem.storage import keys, sizes
from mainstem.storage.joining import along_index, ordered, own
from mainstem.storage.schema import entries, states
from mainstem.storage.schema.entries import TITLE_KEY
from mainstem.storage.searching import index_of
from mainstem.storage.streams import Selection, conditions

VALUES: dict[Order, Any] = {
    Order.PUBLISHED: entries.c.published_at,
    Order.TITLE: literal_column(TITLE_KEY, Text()),
    Order.LENGTH: entries.c.length,
    Order.CHANGED: states.c.changed_at,
}


def page(
    connection: Connection, selection: Selection, value: Any, after: str, limit: int, *, is_ascending: bool
) -> list[tuple[int, str]]:
    """(entry id, key) of the rows beyond the key ``after`` ("" from the start). Raises BadInput."""
    statement, entry_id = _statement(connection, selection, value, limit)
    pair = tuple_(value, entry_id)
    if after:
        last = tuple_(*keys.value_of(after, value), types=[value.type, states.c.entry_id.type])
        statement = statement.where(pair > last if is_ascending else pair < last)
    for column in (value, entry_id):
        statement = statement.order_by(column.asc() if is_ascending else column.desc())
    rows = connection.execute(statement.limit(limit))
    return [(row[0], keys.of_value(row[1], row[0])) for row in rows]


def _statement(connection: Connection, selection: Selection, value: Any, limit: int) -> tuple[Any, Any]:
    """The selection with the value to sort by, and the column that holds the entry's id in it."""
    search = selection.search
    if value is states.c.read_at or value is states.c.changed_at:
        return _of_states(connection, selection, value), states.c.entry_id
    if sizes.is_walked(connection, sizes.of(connection, selection), limit):
        return _walked(connection, selection, value), entries.c.id
    if search is not None and search.written:
        return along_index(connection, selection, value), states.c.entry_id
    chosen = select(states.c.entry_id, value).where(*conditions(selection))
    return chosen.select_from(ordered(states, entries, own(selection))), states.c.entry_id


def _of_states(connection: Connection, selection: Selection, value: Any) -> Any:
    search = selection.search
    if search is not None and search.written:
        return along_index(connection, selection, value).where(value.isnot(None))
    chosen = select(states.c.entry_id, value).where(*conditions(selection), value.isnot(None))
    return chosen.select_from(ordered(states, entries, own(selection))) if search else chosen


def _walked(connection: Connection, selection: Selection, value: Any) -> Any:
    """Down the index of the value over all entries, asking of each whether it is in the selection."""
    held = select(states.c.entry_id).where(own(selection), *conditions(selection))
    found = select(entries.c.id, value).where(exists(held.correlate(entries)))
    search = selection.search
    if search is None or not search.written:
        return found
    index = index_of(connection)
    serial = index.HITS.c[index.SERIAL]
    hit = select(serial).where(serial == entries.c.serial, index.hit(search.written))
    return found.where(exists(hit.correlate(entries)))
