"""Statements that list a reader's entries as apps ask for them: by date, change or name, bounded in time,
page by number, with how many there are in all.

A list holds visible entries (neither hidden nor snoozed) of feeds that the reader follows. Where the order is
that of publication or of titles, either the archive is walked in that order or what the reader has is sorted,
whichever touches fewer rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Text,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
    union_all,
)

from mainstem.reading.listing import Key, Listing
from mainstem.reading.stream import Visibility
from mainstem.storage.schema import (
    clock,
    contents,
    entries,
    folders,
    labelled,
    states,
    subscription_folders,
    subscriptions,
    versions,
)
from mainstem.storage.schema.entries import TITLE_KEY
from mainstem.storage.schema.metadata import EPOCH, microseconds
from mainstem.storage.schema.states import PUT_AWAY

Condition = ColumnElement[bool]

_READER = bindparam("reader", type_=BigInteger)
_LEAST = bindparam("least", type_=BigInteger)
_MOMENT = entries.c.published_at.type
_MOMENTS = ("published_after", "published_before", "changed_after", "changed_before")
_SEVERAL = ("feed_ids", "entry_ids", "label_ids")
_SOME_ID = 1

_CHUNK = 10_000  # SQLite takes 32,766 parameters in one statement
_LAST = 2**31 - 1
_SORTING = 3  # what sorting a row costs, against stepping over one
_TOUCHED = func.coalesce(type_coerce(states.c.changed_at, BigInteger), 0)
_ARRIVED = entries.c.id  # the moment of arrival in microseconds
_REWRITTEN = type_coerce(entries.c.changed_at, BigInteger)
_LATER = case((_REWRITTEN > _ARRIVED, _REWRITTEN), else_=_ARRIVED)
_TITLE: ColumnElement[str] = literal_column(TITLE_KEY, Text)
_WALKED: dict[Key, ColumnElement[Any]] = {Key.PUBLISHED: entries.c.published_at, Key.TITLE: _TITLE}
_ORDERS: dict[Key, ColumnElement[Any]] = {
    # the addition keeps a planner from walking the archive in that order: see _walk for that
    Key.PUBLISHED: type_coerce(entries.c.published_at, BigInteger) + 0,
    Key.CHANGED: case((_TOUCHED > _LATER, _TOUCHED), else_=_LATER),
    Key.TITLE: _TITLE,
    Key.AUTHOR: func.lower(entries.c.authors),
    Key.STATUS: case((states.c.is_unread, 1), else_=0),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many visible entries some feeds of a reader's have."""

    total: int
    unread: int


def simplest(connection: Connection, user_id: int, listing: Listing) -> Listing:
    """The same listing without a bound that lets everything through: all that a reader has came after it."""
    if listing.changed_after is None:
        return listing
    first = select(states.c.entry_id).where(states.c.user_id == user_id).order_by(states.c.entry_id).limit(1)
    oldest_id = connection.execute(first).scalar()
    is_older = oldest_id is None or microseconds(listing.changed_after) < oldest_id
    return listing.with_(changed_after=None) if is_older else listing


def ids(connection: Connection, user_id: int, listing: Listing) -> list[int]:
    """The ids of one page of a listing, in its order."""
    if listing.key in _WALKED and _is_walk_cheaper(connection, user_id, listing):
        statement = _walk(_shape(listing))
    else:
        statement = _sort(_shape(listing))
    return list(connection.execute(statement, _values(user_id, listing)).scalars())


def serials(connection: Connection, user_id: int, listing: Listing) -> list[int]:
    """The serials of one page of a listing, in its order."""
    statement = _sort(_shape(listing), is_serial=True)
    return list(connection.execute(statement, _values(user_id, listing)).scalars())


def count(connection: Connection, user_id: int, listing: Listing) -> int:
    """How many entries a listing has on all its pages."""
    if _is_plain(listing):
        had = counts(connection, user_id, listing)
        return {None: had.total, False: had.unread, True: had.total - had.unread}[listing.is_read]
    return connection.execute(_count(_shape(listing)), _values(user_id, listing)).scalar_one()


@lru_cache(maxsize=256)
def _count(listing: Listing) -> Any:
    return _joined(select(func.count()).select_from(states), listing).where(*_conditions(listing))


def counts(connection: Connection, user_id: int, listing: Listing) -> Counts:
    """How many entries the listing's feeds have: sums over subscriptions, never a walk over entries."""
    row = connection.execute(_counts(_shape(listing)), _values(user_id, listing)).one()
    return Counts(int(row[0]) - row[2], int(row[1]))


@lru_cache(maxsize=16)
def _counts(listing: Listing) -> Any:
    own = subscriptions.c
    held = (own.user_id == _READER) & (own.visibility >= _LEAST) & own.left_at.is_(None)
    away = select(func.count()).where(states.c.user_id == _READER, PUT_AWAY, _is_followed())
    if listing.feed_ids is not None:
        held &= own.feed_id.in_(_several("feed_ids"))
        away = away.where(states.c.feed_id.in_(_several("feed_ids")))
    total, unread = func.coalesce(func.sum(own.total_count), 0), func.coalesce(func.sum(own.unread_count), 0)
    return select(total, unread, away.scalar_subquery()).where(held)


def _shape(listing: Listing) -> Listing:
    """What makes a statement another one: which bounds there are, not their values. Statements are built once
    for each shape: building one takes longer than running it."""
    changes: dict[str, Any] = {"search": "", "limit": 0, "offset": 0, "least": Visibility.FEED}
    changes |= {name: () for name in _SEVERAL if getattr(listing, name) is not None}
    changes |= {name: _SOME_ID for name in ("above", "below") if getattr(listing, name) is not None}
    changes |= {name: EPOCH for name in _MOMENTS if getattr(listing, name) is not None}
    return listing.with_(**changes)


def _values(user_id: int, listing: Listing) -> dict[str, Any]:
    names = ("above", "below", *_MOMENTS)
    values: dict[str, Any] = {name: getattr(listing, name) for name in names}
    values |= {name: list(getattr(listing, name) or ()) for name in _SEVERAL}
    if listing.changed_after is not None:
        values["arrived_after"] = microseconds(listing.changed_after)
    if listing.changed_before is not None:
        values["changed_before"] = microseconds(listing.changed_before)
    values |= {"limit": listing.limit, "offset": listing.offset, "least": int(listing.least)}
    return values | {"reader": user_id}


def _several(name: str) -> Any:
    return bindparam(name, expanding=True, type_=BigInteger)


def _paged(statement: Any) -> Any:
    return statement.limit(bindparam("limit", type_=BigInteger)).offset(bindparam("offset", type_=BigInteger))


def _is_plain(listing: Listing) -> bool:
    narrowed = (listing.is_starred, listing.label_ids, listing.entry_ids, listing.above, listing.below)
    in_time = (
        listing.published_after,
        listing.published_before,
        listing.changed_after,
        listing.changed_before,
    )
    return not listing.categories and all(bound is None for bound in (*narrowed, *in_time))


def _is_walk_cheaper(connection: Connection, user_id: int, listing: Listing) -> bool:
    if any((listing.is_starred, listing.changed_after, listing.entry_ids is not None, listing.label_ids)):
        return False
    if listing.key is Key.PUBLISHED and (listing.published_after or listing.published_before):
        return True
    many = count(connection, user_id, listing) if _is_plain(listing) else 0
    archive: int = connection.execute(select(clock.c.last_serial)).scalar_one()
    steps = archive // max(many, 1) * (listing.limit + listing.offset)
    return steps < many * _SORTING


@lru_cache(maxsize=256)
def _walk(listing: Listing) -> Any:
    held = exists().where(states.c.entry_id == entries.c.id, *_of_states(listing))
    found = select(entries.c.id).where(held, *_of_entries(listing))
    order = (_directed(_WALKED[listing.key], listing), _directed(entries.c.id, listing))
    return _paged(found.order_by(*order))


@lru_cache(maxsize=256)
def _sort(listing: Listing, *, is_serial: bool = False) -> Any:
    column = states.c.entry_id
    if is_serial:
        found = select(entries.c.serial).select_from(states).join(entries, entries.c.id == column)
    else:
        found = _joined(select(column), listing)
    found = found.where(*_conditions(listing))
    keys = () if listing.key is Key.ARRIVAL else (_directed(_order(listing.key), listing),)
    return _paged(found.order_by(*keys, _directed(column, listing)))


def _order(key: Key) -> Any:
    if key in _ORDERS:
        return _ORDERS[key]
    held = (subscriptions.c.user_id == _READER) & (subscriptions.c.feed_id == states.c.feed_id)
    oldest = (
        select(func.coalesce(func.min(subscription_folders.c.folder_id), _LAST))
        .join(subscriptions, subscriptions.c.id == subscription_folders.c.subscription_id)
        .where(held)
        .correlate(states)
        .scalar_subquery()
    )
    if key is Key.FOLDER:
        return oldest
    return select(folders.c.name_key).where(folders.c.id == oldest).scalar_subquery()


def _joined(statement: Any, listing: Listing) -> Any:
    if listing.key in (Key.ARRIVAL, Key.STATUS, Key.FOLDER, Key.FOLDER_NAME) and not _of_entries(listing):
        return statement
    return statement.join(entries, entries.c.id == states.c.entry_id)


def _directed(column: Any, listing: Listing) -> Any:
    return column.asc() if listing.is_ascending else column.desc()


def _conditions(listing: Listing) -> list[Condition]:
    return _of_states(listing) + _of_entries(listing)


def _of_states(listing: Listing) -> list[Condition]:
    held = states.c
    found = [held.user_id == _READER, *_of_flags(listing), _is_followed()]
    if listing.feed_ids is not None:
        found.append(held.feed_id.in_(_several("feed_ids")))
    if listing.entry_ids is not None:
        found.append(held.entry_id.in_(_several("entry_ids")))
    if listing.above is not None:
        found.append(held.entry_id > bindparam("above", type_=BigInteger))
    if listing.below is not None:
        found.append(held.entry_id < bindparam("below", type_=BigInteger))
    if listing.changed_after is not None:
        found.append(held.entry_id.in_(_changed_since()))
    if listing.label_ids is not None:
        mine = (labelled.c.user_id == _READER) & labelled.c.label_id.in_(_several("label_ids"))
        found.append(held.entry_id.in_(select(labelled.c.entry_id).where(mine)))
    return found


def _of_flags(listing: Listing) -> list[Condition]:
    if listing.is_read is False:
        found: list[Condition] = [states.c.is_unread]
    else:
        found = [~states.c.is_hidden, states.c.snoozed_until.is_(None)]
    if listing.is_read:
        found.append(~states.c.is_unread)
    if listing.is_starred is not None:
        found.append(states.c.is_starred if listing.is_starred else ~states.c.is_starred)
    return found


def _is_followed() -> Condition:
    own = subscriptions.c
    held = (own.user_id == _READER) & (own.feed_id == states.c.feed_id) & own.left_at.is_(None)
    return exists().where(held, own.visibility >= _LEAST)


def _changed_since() -> Any:
    """Whose state or content changed since, or what arrived since: three short walks of three indexes."""
    mine = states.c.user_id == _READER
    after = bindparam("changed_after", type_=states.c.changed_at.type)
    arrival = bindparam("arrived_after", type_=BigInteger)
    touched = select(states.c.entry_id).where(mine, states.c.changed_at > after)
    arrived = select(states.c.entry_id).where(mine, states.c.entry_id > arrival)
    rewritten = select(versions.c.entry_id).where(versions.c.replaced_at > after)
    return union_all(touched, arrived, rewritten)


def _of_entries(listing: Listing) -> list[Condition]:
    found: list[Condition] = []
    if listing.published_after is not None:
        found.append(entries.c.published_at > bindparam("published_after", type_=_MOMENT))
    if listing.published_before is not None:
        found.append(entries.c.published_at < bindparam("published_before", type_=_MOMENT))
    if listing.changed_before is not None:
        found.append(_ORDERS[Key.CHANGED] < bindparam("changed_before", type_=BigInteger))
    return found + [_has_category(name) for name in listing.categories]


def _has_category(name: str) -> Condition:
    """Categories are kept as a JSON list: a name between its quotes is found whole or not at all."""
    written = type_coerce(contents.c.categories, Text)
    spellings = sorted({name, name.lower(), name.upper(), name.title(), name.capitalize()})
    alike = [written.contains(json.dumps(one, ensure_ascii=False), autoescape=True) for one in spellings]
    return exists().where(contents.c.entry_id == entries.c.id, or_(*alike))


def ids_of_serials(connection: Connection, serials: Sequence[int]) -> dict[int, int]:
    """Entry ids by the serials that apps know them by; unknown and impossible ones are absent."""
    found: dict[int, int] = {}
    for some in _chunks([one for one in serials if 0 < one <= _LAST]):
        statement = select(entries.c.serial, entries.c.id).where(entries.c.serial.in_(some))
        found.update((serial, entry_id) for serial, entry_id in connection.execute(statement))
    return found


def serials_of_ids(connection: Connection, entry_ids: Sequence[int]) -> dict[int, int]:
    """The serials of entries by id."""
    found: dict[int, int] = {}
    for some in _chunks(entry_ids):
        statement = select(entries.c.id, entries.c.serial).where(entries.c.id.in_(some))
        found.update((entry_id, serial) for entry_id, serial in connection.execute(statement))
    return found


def _chunks(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))


def id_at(connection: Connection, serial: int) -> int:
    """The id of the newest entry whose serial is at most ``serial`` (0 where there is none): serials and ids
    grow together, so that a bound on one is a bound on the other."""
    bounded = max(0, min(serial, _LAST))
    found = select(entries.c.id).where(entries.c.serial <= bounded).order_by(entries.c.serial.desc()).limit(1)
    return connection.execute(found).scalar_one_or_none() or 0


def guids(connection: Connection, user_id: int, feed_id: int) -> list[tuple[int, str]]:
    """Id and guid of all that a reader has of a feed, newest first."""
    mine = (states.c.user_id == user_id) & (states.c.feed_id == feed_id)
    found = select(entries.c.id, entries.c.guid).join(states, states.c.entry_id == entries.c.id).where(mine)
    return [(row.id, row.guid) for row in connection.execute(found.order_by(entries.c.id.desc()))]
