"""Statements that list a reader's entries as apps ask for them: by date, change or name, bounded in time,
page by number, with how many there are in all.

A list holds visible entries (neither hidden nor snoozed) of feeds that the reader follows. Where the order is
that of publication, either the archive is walked in that order or what the reader has is sorted, whichever
touches fewer rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Text,
    case,
    exists,
    func,
    or_,
    select,
    type_coerce,
    union_all,
)

from mainstem.reading.listing import Key, Listing
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
from mainstem.storage.schema.metadata import microseconds
from mainstem.storage.schema.states import PUT_AWAY

Condition = ColumnElement[bool]

_CHUNK = 10_000  # SQLite takes 32,766 parameters in one statement
_LAST = 2**31 - 1
_SORTING = 3  # what sorting a row costs, against stepping over one
_TOUCHED = func.coalesce(type_coerce(states.c.changed_at, BigInteger), 0)
_ARRIVED = entries.c.id  # the moment of arrival in microseconds
_REWRITTEN = type_coerce(entries.c.changed_at, BigInteger)
_LATER = case((_REWRITTEN > _ARRIVED, _REWRITTEN), else_=_ARRIVED)
_ORDERS: dict[Key, ColumnElement[Any]] = {
    # the addition keeps a planner from walking the archive in that order: see _walk for that
    Key.PUBLISHED: type_coerce(entries.c.published_at, BigInteger) + 0,
    Key.CHANGED: case((_TOUCHED > _LATER, _TOUCHED), else_=_LATER),
    Key.TITLE: func.lower(entries.c.title),
    Key.AUTHOR: func.lower(entries.c.authors),
    Key.STATUS: case((states.c.is_unread, 1), else_=0),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many visible entries some feeds of a reader's have."""

    total: int
    unread: int


def ids(connection: Connection, user_id: int, listing: Listing) -> list[int]:
    """The ids of one page of a listing, in its order."""
    if listing.key is Key.PUBLISHED and _is_walk_cheaper(connection, user_id, listing):
        statement = _walk(user_id, listing)
    else:
        statement = _sort(user_id, listing)
    return list(connection.execute(statement.limit(listing.limit).offset(listing.offset)).scalars())


def count(connection: Connection, user_id: int, listing: Listing) -> int:
    """How many entries a listing has on all its pages."""
    if _is_plain(listing):
        had = counts(connection, user_id, listing)
        return {None: had.total, False: had.unread, True: had.total - had.unread}[listing.is_read]
    found = _joined(select(func.count()).select_from(states), listing).where(*_conditions(user_id, listing))
    return connection.execute(found).scalar_one()


def counts(connection: Connection, user_id: int, listing: Listing) -> Counts:
    """How many entries the listing's feeds have: sums over subscriptions, never a walk over entries."""
    own = subscriptions.c
    held = (own.user_id == user_id) & (own.visibility >= int(listing.least)) & own.left_at.is_(None)
    away = select(func.count()).where(states.c.user_id == user_id, PUT_AWAY, _is_followed(user_id, listing))
    if listing.feed_ids is not None:
        held &= own.feed_id.in_(listing.feed_ids)
        away = away.where(states.c.feed_id.in_(listing.feed_ids))
    total, unread = func.coalesce(func.sum(own.total_count), 0), func.coalesce(func.sum(own.unread_count), 0)
    row = connection.execute(select(total, unread, away.scalar_subquery()).where(held)).one()
    return Counts(int(row[0]) - row[2], int(row[1]))


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
    if listing.published_after or listing.published_before:
        return True
    many = count(connection, user_id, listing) if _is_plain(listing) else 0
    archive: int = connection.execute(select(clock.c.last_serial)).scalar_one()
    steps = archive // max(many, 1) * (listing.limit + listing.offset)
    return steps < many * _SORTING


def _walk(user_id: int, listing: Listing) -> Any:
    held = exists().where(states.c.entry_id == entries.c.id, *_of_states(user_id, listing))
    found = select(entries.c.id).where(held, *_of_entries(listing))
    return found.order_by(_directed(entries.c.published_at, listing), _directed(entries.c.id, listing))


def _sort(user_id: int, listing: Listing) -> Any:
    column = states.c.entry_id
    found = _joined(select(column), listing).where(*_conditions(user_id, listing))
    keys = () if listing.key is Key.ARRIVAL else (_directed(_order(user_id, listing.key), listing),)
    return found.order_by(*keys, _directed(column, listing))


def _order(user_id: int, key: Key) -> Any:
    if key in _ORDERS:
        return _ORDERS[key]
    held = (subscriptions.c.user_id == user_id) & (subscriptions.c.feed_id == states.c.feed_id)
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


def _conditions(user_id: int, listing: Listing) -> list[Condition]:
    return _of_states(user_id, listing) + _of_entries(listing)


def _of_states(user_id: int, listing: Listing) -> list[Condition]:
    held = states.c
    found = [held.user_id == user_id, *_of_flags(listing), _is_followed(user_id, listing)]
    if listing.feed_ids is not None:
        found.append(held.feed_id.in_(listing.feed_ids))
    if listing.entry_ids is not None:
        found.append(held.entry_id.in_(listing.entry_ids))
    if listing.above is not None:
        found.append(held.entry_id > listing.above)
    if listing.below is not None:
        found.append(held.entry_id < listing.below)
    if listing.changed_after is not None:
        found.append(held.entry_id.in_(_changed_since(user_id, listing.changed_after)))
    if listing.label_ids is not None:
        mine = (labelled.c.user_id == user_id) & labelled.c.label_id.in_(listing.label_ids)
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


def _is_followed(user_id: int, listing: Listing) -> Condition:
    own = subscriptions.c
    held = (own.user_id == user_id) & (own.feed_id == states.c.feed_id) & own.left_at.is_(None)
    return exists().where(held, own.visibility >= int(listing.least))


def _changed_since(user_id: int, moment: datetime) -> Any:
    """Whose state or content changed since, or what arrived since: three short walks of three indexes."""
    mine = states.c.user_id == user_id
    touched = select(states.c.entry_id).where(mine, states.c.changed_at > moment)
    arrived = select(states.c.entry_id).where(mine, states.c.entry_id > microseconds(moment))
    rewritten = select(versions.c.entry_id).where(versions.c.replaced_at > moment)
    return union_all(touched, arrived, rewritten)


def _of_entries(listing: Listing) -> list[Condition]:
    found: list[Condition] = []
    if listing.published_after is not None:
        found.append(entries.c.published_at > listing.published_after)
    if listing.published_before is not None:
        found.append(entries.c.published_at < listing.published_before)
    if listing.changed_before is not None:
        found.append(_ORDERS[Key.CHANGED] < microseconds(listing.changed_before))
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
