"""Statements that list a stream in an order, page by page: every row has a key, and a page goes on from one.

A page walks an index in the order that is asked for. Where a stream is a small part of what the reader has
(a folder of quiet feeds), it is merged from its feeds' heads; where it is found by words, it follows the
full-text index, which is in the order of arrival too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, and_, func, literal, select, true

from mainstem.reading.stream import Order
from mainstem.storage import keys, shuffling, sizes, sorting
from mainstem.storage.joining import along_index, ordered, own
from mainstem.storage.schema import entries, labelled, states, subscriptions
from mainstem.storage.schema.states import PUT_AWAY
from mainstem.storage.searching import index_of
from mainstem.storage.streams import Selection, conditions, selected

MERGED_FEEDS = 100  # up to so many, a folder is merged from its feeds' heads
RARE = 5_000  # hits: words that have no more are ranked, of others those in titles come first
_CHUNK = 500
_LITTLE = 2_000  # entries
_WINDOW = 200  # entries


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
    if by.order is Order.RELEVANCE and selection.search and selection.search.written:
        return _by_relevance(connection, selection, after, limit)
    if by.order is Order.FEED:
        return _by_feed(connection, selection, by, after, limit)
    if by.order is Order.RANDOM:
        return shuffling.page(connection, selection, abs(by.seed), after, limit)
    is_read_lately = selection.is_history and by.order is Order.ARRIVAL
    value = states.c.read_at if is_read_lately else sorting.VALUES.get(by.order)
    if value is not None:
        return sorting.page(connection, selection, value, after, limit, is_ascending=by.is_ascending)
    found = ids(connection, selection, keys.entry_id(after), limit, is_ascending=by.is_ascending)
    return [(entry_id, str(entry_id)) for entry_id in found]


def ids(
    connection: Connection, selection: Selection, after: int | None, limit: int, *, is_ascending: bool = False
) -> list[int]:
    """Entry ids in the order of arrival, newest first unless ``is_ascending``, beyond the id ``after``."""
    if selection.search is not None and selection.search.written:
        return _found_by_words(connection, selection, after, limit, is_ascending=is_ascending)
    statement: Any
    if (
        selection.feed_ids is not None
        and 1 < len(selection.feed_ids) <= MERGED_FEEDS
        and not selection.search
    ):
        merged = _merged if connection.dialect.name == "sqlite" else _merged_beside
        statement = merged(selection, after, limit, is_ascending=is_ascending)
    elif selection.is_labelled and not selection.search:
        statement = _along_labels(selection, after, is_ascending=is_ascending)
    elif selection.label_ids is not None and len(selection.label_ids) == 1 and not selection.search:
        statement = _along_label(selection, after, is_ascending=is_ascending)
    else:
        chosen = selected(selection, states.c.entry_id, is_sqlite=connection.dialect.name == "sqlite")
        if (selection.is_hidden or selection.is_snoozed) and _is_little_put_away(connection, selection):
            chosen = chosen.where(PUT_AWAY)  # has an index of its own, in no order: little is soon sorted
        statement = _in_order(chosen, states.c.entry_id, after, is_ascending=is_ascending)
    return list(connection.execute(statement.limit(limit)).scalars())


def _is_little_put_away(connection: Connection, selection: Selection) -> bool:
    mine = states.c.user_id == selection.user_id
    some = select(literal(1)).select_from(states).where(mine, PUT_AWAY).limit(_LITTLE + 1)
    return connection.execute(select(func.count()).select_from(some.subquery())).scalar_one() <= _LITTLE


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
    merged = select(states.c.entry_id).select_from(ordered(subscriptions, states, on)).where(mine)
    return _in_order(merged, states.c.entry_id, None, is_ascending=is_ascending)


def _merged_beside(selection: Selection, after: int | None, limit: int, *, is_ascending: bool) -> Any:
    """The same as PostgreSQL says it: a join LATERAL, which SQLite does not know."""
    anywhere = replace(selection, feed_ids=None, not_feed_ids=())
    heads = select(states.c.entry_id).where(
        *conditions(anywhere), states.c.feed_id == subscriptions.c.feed_id
    )
    head = _in_order(heads, states.c.entry_id, after, is_ascending=is_ascending).limit(limit)
    beside = head.correlate(subscriptions).lateral("head")
    mine = and_(
        subscriptions.c.user_id == selection.user_id, subscriptions.c.feed_id.in_(selection.feed_ids or ())
    )
    merged = select(beside.c.entry_id).select_from(subscriptions.join(beside, true())).where(mine)
    return _in_order(merged, beside.c.entry_id, None, is_ascending=is_ascending)


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
    chosen = select(labelled.c.entry_id).select_from(ordered(labelled, states, on))
    return chosen.where(labelled.c.user_id == selection.user_id, *conditions(selection))


def _found_by_words(
    connection: Connection, selection: Selection, after: int | None, limit: int, *, is_ascending: bool
) -> list[int]:
    """Down the full-text index: the serial numbers follow arrival as ids do. An index that is in no order finds a
    common word by looking at the next entries, and gathers all hits only where those are too few."""
    index = index_of(connection)
    serial = index.HITS.c[index.SERIAL]
    beyond = None if after is None else _serial_at(connection, after, is_ascending=is_ascending)
    if not index.IS_ORDERED:
        first = (0 if is_ascending else sizes.every(connection) + 1) if beyond is None else beyond
        window = (
            serial.between(first, first + _WINDOW) if is_ascending else serial.between(first - _WINDOW, first)
        )
        near = along_index(connection, selection, is_gathered=False).where(window)
        found = _in_order(near, serial, beyond, is_ascending=is_ascending).limit(limit)
        hits = list(connection.execute(found).scalars())
        if len(hits) == limit:
            return hits
    statement = _in_order(along_index(connection, selection), serial, beyond, is_ascending=is_ascending)
    return list(connection.execute(statement.limit(limit)).scalars())


def _serial_at(connection: Connection, after: int, *, is_ascending: bool) -> int:
    """The serial beyond which the entries after an id lie; the entry itself may have been deleted."""
    beyond = entries.c.id <= after if is_ascending else entries.c.id >= after
    nearest = entries.c.id.desc() if is_ascending else entries.c.id.asc()
    found = connection.execute(select(entries.c.serial).where(beyond).order_by(nearest).limit(1)).scalar()
    return found if found is not None else (0 if is_ascending else 2**31)


def _by_feed(
    connection: Connection, selection: Selection, by: Sorted, after: str, limit: int
) -> list[tuple[int, str]]:
    """Feed by feed in the reader's order; within one by arrival, newest first."""
    feed_ids = list(reversed(by.feed_ids)) if not by.is_ascending else list(by.feed_ids)
    wanted = set(selection.feed_ids) if selection.feed_ids is not None else None
    inner: int | None = None
    if after:
        at, inner = keys.pair(after)
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
    """Rare words are ranked (the key is the last entry), anew for each page. Ranking a common one would read
    all that is told of it: then what has the words in its title comes first, and the newest first in each tier
    (the key begins with the tier)."""
    assert selection.search is not None
    is_tiered = "." in after if after else _is_common(connection, selection)
    if is_tiered:
        return _in_tiers(connection, selection, after, limit)
    index, written = index_of(connection), selection.search.written
    ranked = index.ranked(connection, written, RARE)
    last = keys.entry_id(after)
    found: list[tuple[int, str]] = []
    is_beyond = last is None
    for start in range(0, len(ranked), _CHUNK):
        for entry_id in _kept(connection, selection, ranked[start : start + _CHUNK]):
            if is_beyond:
                found.append((entry_id, str(entry_id)))
            is_beyond = is_beyond or entry_id == last
        if len(found) >= limit:
            break
    return found[:limit]


def _is_common(connection: Connection, selection: Selection) -> bool:
    assert selection.search is not None
    index = index_of(connection)
    return any(index.count(connection, word, RARE + 1) > RARE for word in selection.search.words)


def _in_tiers(connection: Connection, selection: Selection, after: str, limit: int) -> list[tuple[int, str]]:
    assert selection.search is not None
    tier, last = keys.pair(after) if after else (0, 0)
    found: list[tuple[int, str]] = []
    for number, written in list(enumerate(selection.search.tiers))[tier:]:
        narrowed = replace(selection, search=replace(selection.search, written=written))
        some = ids(connection, narrowed, last or None, limit - len(found))
        found += [(entry_id, f"{number}.{entry_id}") for entry_id in some]
        last = 0
        if len(found) >= limit:
            break
    return found


def _kept(connection: Connection, selection: Selection, serials: Sequence[int]) -> list[int]:
    """The entry ids of those serials that are in the selection, in the given order."""
    statement = select(entries.c.serial, states.c.entry_id)
    statement = statement.select_from(ordered(entries, states, own(selection)))
    rows = connection.execute(statement.where(entries.c.serial.in_(serials), *conditions(selection)))
    by_serial = {row[0]: row[1] for row in rows}
    return [by_serial[serial] for serial in serials if serial in by_serial]
