"""Statements that list a stream in an order, page by page: every row has a key, and a page goes on from one.

A page walks an index in the order that is asked for. Where a stream is a small part of what the reader has
(a folder of quiet feeds), it is merged from its feeds' heads; where it is found by words, it follows the
full-text index, which is in the order of arrival too.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, select, tuple_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.selectable import FromClause, Join

from mainstem.feeds.errors import BadInput
from mainstem.reading.stream import Order, Show
from mainstem.storage.schema import entries, labelled, states, subscriptions
from mainstem.storage.schema.metadata import Moment, microseconds, moment
from mainstem.storage.searching import index_of
from mainstem.storage.streams import Selection, conditions, selected

MERGED_FEEDS = 100  # up to so many, a folder is merged from its feeds' heads
RANKED = 20_000  # the newest hits that an order by relevance looks at
BEST = 500  # of which so many are listed
_PRIME = 1_000_003


class _Ordered(Join):
    """A join that is walked from left to right: SQLite says CROSS JOIN for that."""

    inherit_cache = True


@compiles(_Ordered, "sqlite")
def _on_sqlite(join: _Ordered, compiler: Any, **how: Any) -> str:
    left, right = (compiler.process(side, **{**how, "asfrom": True}) for side in (join.left, join.right))
    on = compiler.process(join.onclause, **{name: how[name] for name in how if name != "asfrom"})
    return f"{left} CROSS JOIN {right} ON {on}"


def _ordered(left: FromClause, right: FromClause, on: ColumnElement[bool]) -> _Ordered:
    return _Ordered(left, right, on)


@dataclass(frozen=True, slots=True)
class Sorted:
    """What a page is sorted by. ``feed_ids`` are the reader's feeds in their order, for Order.FEED."""

    order: Order = Order.ARRIVAL
    is_ascending: bool = False
    seed: int = 0
    feed_ids: tuple[int, ...] = ()


def page(
    connection: Connection, selection: Selection, by: Sorted, after: str, limit: int
) -> list[tuple[int, str]]:
    """(entry id, key) of the rows beyond the key ``after`` ("" from the start). Raises BadInput."""
    if selection.is_history and by.order is Order.ARRIVAL:
        return _by_value(connection, selection, states.c.read_at, by, after, limit)
    if by.order is Order.RELEVANCE and selection.search and selection.search.written:
        return _by_relevance(connection, selection, after, limit)
    if by.order is Order.FEED:
        return _by_feed(connection, selection, by, after, limit)
    if by.order in _VALUES:
        return _by_value(connection, selection, _VALUES[by.order], by, after, limit)
    if by.order is Order.RANDOM:
        return _by_value(connection, selection, _shuffled(by.seed), by, after, limit)
    found = ids(connection, selection, _id(after), limit, is_ascending=by.is_ascending)
    return [(entry_id, str(entry_id)) for entry_id in found]


def ids(
    connection: Connection, selection: Selection, after: int | None, limit: int, *, is_ascending: bool = False
) -> list[int]:
    """Entry ids in the order of arrival, newest first unless ``is_ascending``, beyond the id ``after``."""
    if selection.search is not None and selection.search.written:
        statement: Any = _along_index(connection, selection, after, is_ascending=is_ascending)
    elif (
        selection.feed_ids is not None
        and 1 < len(selection.feed_ids) <= MERGED_FEEDS
        and not selection.search
    ):
        statement = _merged(selection, after, limit, is_ascending=is_ascending)
    elif selection.is_labelled and not selection.search:
        statement = _along_labels(selection, after, is_ascending=is_ascending)
    elif selection.label_ids is not None and len(selection.label_ids) == 1 and not selection.search:
        statement = _along_label(selection, after, is_ascending=is_ascending)
    else:
        chosen = selected(selection, states.c.entry_id, is_sqlite=connection.dialect.name == "sqlite")
        statement = _in_order(chosen, states.c.entry_id, after, is_ascending=is_ascending)
    return list(connection.execute(statement.limit(limit)).scalars())


def _in_order(statement: Any, column: Any, after: int | None, *, is_ascending: bool) -> Any:
    if after is not None:
        statement = statement.where(column > after if is_ascending else column < after)
    return statement.order_by(column.asc() if is_ascending else column.desc())


def _merged(selection: Selection, after: int | None, limit: int, *, is_ascending: bool) -> Any:
    """The first ``limit`` of each feed, merged: what is asked of the table grows with the feeds alone."""
    head = states.alias("head")
    anywhere = replace(selection, feed_ids=None, not_feed_ids=())
    shown = conditions(anywhere, head.c)
    heads = select(head.c.entry_id).where(*shown, head.c.feed_id == subscriptions.c.feed_id)
    heads = _in_order(heads, head.c.entry_id, after, is_ascending=is_ascending).limit(limit)
    mine = and_(
        subscriptions.c.user_id == selection.user_id, subscriptions.c.feed_id.in_(selection.feed_ids or ())
    )
    on = and_(
        states.c.user_id == selection.user_id,
        states.c.feed_id == subscriptions.c.feed_id,
        states.c.entry_id.in_(heads.correlate(subscriptions)),
    )
    merged = select(states.c.entry_id).select_from(_ordered(subscriptions, states, on)).where(mine)
    return _in_order(merged, states.c.entry_id, None, is_ascending=is_ascending)


def _along_label(selection: Selection, after: int | None, *, is_ascending: bool) -> Any:
    """Down the list of a label, whose key is in the order of arrival."""
    [label_id] = selection.label_ids or ()
    chosen = _of_labelled(replace(selection, label_ids=None)).where(labelled.c.label_id == label_id)
    return _in_order(chosen, labelled.c.entry_id, after, is_ascending=is_ascending)


def _along_labels(selection: Selection, after: int | None, *, is_ascending: bool) -> Any:
    """Down what has any label; what has several is met several times in a row."""
    chosen = _of_labelled(replace(selection, is_labelled=False)).distinct()
    return _in_order(chosen, labelled.c.entry_id, after, is_ascending=is_ascending)


def _of_labelled(selection: Selection) -> Any:
    on = and_(states.c.user_id == selection.user_id, states.c.entry_id == labelled.c.entry_id)
    chosen = select(labelled.c.entry_id).select_from(_ordered(labelled, states, on))
    return chosen.where(labelled.c.user_id == selection.user_id, *conditions(selection))


def _along_index(
    connection: Connection, selection: Selection, after: int | None, *, is_ascending: bool
) -> Any:
    """Down the full-text index: the serial numbers follow arrival as ids do."""
    index = index_of(connection)
    serial = index.HITS.c[index.SERIAL]
    found, hit = _found(connection, selection)
    beyond = None if after is None else _serial_at(connection, after, is_ascending=is_ascending)
    return _in_order(found.where(hit), serial, beyond, is_ascending=is_ascending)


def _found(connection: Connection, selection: Selection, *columns: Any) -> tuple[Any, ColumnElement[bool]]:
    assert selection.search is not None
    index = index_of(connection)
    hits = index.HITS
    joined = _ordered(hits, entries, entries.c.serial == hits.c[index.SERIAL])
    on = and_(states.c.user_id == selection.user_id, states.c.entry_id == entries.c.id)
    statement = select(states.c.entry_id, *columns).select_from(_ordered(joined, states, on))
    return statement.where(*conditions(selection)), index.hit(selection.search.written)


def _serial_at(connection: Connection, after: int, *, is_ascending: bool) -> int:
    """The serial beyond which the entries after an id lie; the entry itself may have been deleted."""
    beyond = entries.c.id <= after if is_ascending else entries.c.id >= after
    nearest = entries.c.id.desc() if is_ascending else entries.c.id.asc()
    found = connection.execute(select(entries.c.serial).where(beyond).order_by(nearest).limit(1)).scalar()
    return found if found is not None else (0 if is_ascending else 2**31)


_VALUES: dict[Order, Any] = {
    Order.PUBLISHED: entries.c.published_at,
    Order.TITLE: func.lower(entries.c.title),
    Order.LENGTH: entries.c.length,
    Order.CHANGED: states.c.changed_at,
}


def _shuffled(seed: int) -> Any:
    return (states.c.entry_id % _PRIME) * (seed % _PRIME or 1) % _PRIME


def _by_value(
    connection: Connection, selection: Selection, value: Any, by: Sorted, after: str, limit: int
) -> list[tuple[int, str]]:
    statement = _valued(connection, selection, value)
    if value is states.c.changed_at:
        statement = statement.where(states.c.changed_at.isnot(None))
    entry_id = entries.c.id if value is entries.c.published_at else states.c.entry_id
    pair = tuple_(value, entry_id)
    if after:
        last = tuple_(*_value_of(after, value), types=[value.type, states.c.entry_id.type])
        statement = statement.where(pair > last if by.is_ascending else pair < last)
    for column in (value, entry_id):
        statement = statement.order_by(column.asc() if by.is_ascending else column.desc())
    rows = connection.execute(statement.limit(limit))
    return [(row[0], _key_of(row[1], row[0])) for row in rows]


def _valued(connection: Connection, selection: Selection, value: Any) -> Any:
    """The selection with a value to sort by, from the table whose index is in that order."""
    search = selection.search
    if search is not None and search.written:
        statement, hit = _found(connection, selection, value)
        return statement.where(hit)
    on = and_(states.c.user_id == selection.user_id, states.c.entry_id == entries.c.id)
    chosen = select(states.c.entry_id, value).where(*conditions(selection))
    if value is entries.c.published_at and _is_large(connection, selection):
        held = exists(select(states.c.entry_id).where(on, *conditions(selection)).correlate(entries))
        return select(entries.c.id, value).where(held)
    is_of_states = value is states.c.read_at or value is states.c.changed_at
    return chosen if is_of_states and not search else chosen.select_from(_ordered(states, entries, on))


def _is_large(connection: Connection, selection: Selection) -> bool:
    """Whether a walk down all entries soon finds enough: the selection is most of a large library."""
    if selection.label_ids is not None or selection.is_starred or selection.is_hidden or selection.is_snoozed:
        return False
    counted = subscriptions.c.unread_count if selection.show is Show.UNREAD else subscriptions.c.total_count
    held = select(func.coalesce(func.sum(counted), 0)).where(subscriptions.c.user_id == selection.user_id)
    if selection.feed_ids is not None:
        held = held.where(subscriptions.c.feed_id.in_(selection.feed_ids))
    return connection.execute(held).scalar_one() > 5_000


def _by_feed(
    connection: Connection, selection: Selection, by: Sorted, after: str, limit: int
) -> list[tuple[int, str]]:
    """Feed by feed in the reader's order; within one by arrival, newest first."""
    feed_ids = list(reversed(by.feed_ids)) if not by.is_ascending else list(by.feed_ids)
    wanted = set(selection.feed_ids) if selection.feed_ids is not None else None
    inner: int | None = None
    if after:
        at, inner = _pair(after)
        feed_ids = feed_ids[feed_ids.index(at) :] if at in feed_ids else []
    found: list[tuple[int, str]] = []
    for feed_id in feed_ids:
        if (wanted is None or feed_id in wanted) and feed_id not in selection.not_feed_ids:
            narrowed = replace(selection, feed_ids=(feed_id,), not_feed_ids=())
            rows = ids(connection, narrowed, inner, limit - len(found))
            found += [(entry_id, f"{feed_id}.{entry_id}") for entry_id in rows]
        inner = None
        if len(found) >= limit:
            break
    return found


def _by_relevance(
    connection: Connection, selection: Selection, after: str, limit: int
) -> list[tuple[int, str]]:
    """The best of the newest hits, ranked anew for each page; the key is the last entry that was shown."""
    assert selection.search is not None
    index, written = index_of(connection), selection.search.written
    newest = index.serials(connection, written, None, RANKED, is_ascending=False)
    ranked = index.ranked(connection, written, newest[-1], RANKED) if newest else []
    kept: list[int] = []
    for start in range(0, len(ranked), BEST):
        kept += _kept(connection, selection, [serial for serial, _ in ranked[start : start + BEST]])
        if len(kept) >= BEST:
            break
    last = _id(after)
    beyond = kept[kept.index(last) + 1 :] if last in kept else (kept if last is None else [])
    return [(entry_id, str(entry_id)) for entry_id in beyond[:limit]]


def _kept(connection: Connection, selection: Selection, serials: Sequence[int]) -> list[int]:
    """The entry ids of those serials that are in the selection, in the given order."""
    on = and_(states.c.user_id == selection.user_id, states.c.entry_id == entries.c.id)
    statement: Select[Any] = select(entries.c.serial, states.c.entry_id)
    statement = statement.select_from(_ordered(entries, states, on))
    rows = connection.execute(statement.where(entries.c.serial.in_(serials), *conditions(selection)))
    by_serial = {row[0]: row[1] for row in rows}
    return [by_serial[serial] for serial in serials if serial in by_serial]


def _key_of(value: Any, entry_id: int) -> str:
    if isinstance(value, str):
        return f"~{base64.urlsafe_b64encode(value.encode('utf-8', 'surrogatepass')).decode()}.{entry_id}"
    return f"{value if isinstance(value, int) else microseconds(value)}.{entry_id}"


def _value_of(after: str, value: Any) -> tuple[Any, int]:
    if after.startswith("~"):
        text, _, number = after[1:].rpartition(".")
        try:
            return base64.urlsafe_b64decode(text).decode("utf-8", "surrogatepass"), _id(number) or 0
        except (binascii.Error, ValueError) as error:
            raise _bad_key() from error
    first, second = _pair(after)
    return (moment(first) if isinstance(value.type, Moment) else first), second


def _pair(after: str) -> tuple[int, int]:
    first, _, second = after.partition(".")
    negative = first.startswith("-")
    return (_id(first.removeprefix("-")) or 0) * (-1 if negative else 1), _id(second) or 0


def _id(after: str) -> int | None:
    if not after:
        return None
    if not (after.isascii() and after.isdecimal()) or len(after) > 18:
        raise _bad_key()
    return int(after)


def _bad_key() -> BadInput:
    return BadInput("This page's key cannot be read.", field="after", advice="Open the stream anew.")
