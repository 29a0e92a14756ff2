"""Statements for apps that keep a copy: ids inside and outside of streams, copies of entries, the outline.

Each is one statement over an index of the reader's states; no list of all subscriptions is built for a page.
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
    and_,
    bindparam,
    false,
    func,
    not_,
    select,
    true,
    type_coerce,
)

from mainstem.reading.stream import Visibility
from mainstem.reading.sync import Copy, Count, Followed, Outline, Sieve, Test
from mainstem.storage import subscriptions as subscription_statements
from mainstem.storage.schema import (
    contents,
    entries,
    feeds,
    folders,
    labelled,
    labels,
    states,
    subscription_folders,
    subscriptions,
)

_SECOND = 1_000_000
_CHUNK = 10_000  # SQLite takes 32,766 parameters in one statement
_READER = bindparam("reader", type_=BigInteger)

_VISIBLE: tuple[ColumnElement[bool], ...] = (~states.c.is_hidden, states.c.snoozed_until.is_(None))


def ids(
    connection: Connection,
    user_id: int,
    sieve: Sieve,
    limit: int,
    after: int | None = None,
    *,
    is_ascending: bool = False,
) -> list[int]:
    """Entry ids in the order of arrival, newest first unless ``is_ascending``, beyond the id ``after``."""
    left_out = subscription_statements.narrow(connection, user_id, Visibility.FEED)
    shape = _shape(sieve, bool(left_out))
    statement = _listing(shape, after is not None, is_ascending)
    values = {**_values(user_id, sieve, left_out), "after": after, "limit": limit}
    # all at once: one by one, rows take twice as long
    return list(connection.execute(statement, values).scalars().all())


def count(connection: Connection, user_id: int, sieve: Sieve) -> int:
    """How many entries a sieve lets through."""
    left_out = subscription_statements.narrow(connection, user_id, Visibility.FEED)
    found = select(func.count()).select_from(states).where(*_conditions(_shape(sieve, bool(left_out))))
    return connection.execute(found, _values(user_id, sieve, left_out)).scalar_one()


_Tests = tuple[tuple[Test, int], ...]


@dataclass(frozen=True, slots=True)
class _Shape:
    """What decides about the words of a statement; all else are its parameters. A statement is built once for
    each shape: building takes longer than SQLite needs to answer it."""

    within: _Tests
    without: _Tests
    has_oldest: bool
    has_newest: bool
    has_left_out: bool


def _shape(sieve: Sieve, has_left_out: bool) -> _Shape:
    within = tuple((part.test, min(len(part.ids), 2)) for part in sieve.within if part.test is not Test.ALL)
    without = tuple((part.test, min(len(part.ids), 2)) for part in sieve.without)
    return _Shape(within, without, sieve.oldest_id is not None, sieve.newest_id is not None, has_left_out)


def _values(user_id: int, sieve: Sieve, left_out: Sequence[int]) -> dict[str, Any]:
    values: dict[str, Any] = {"reader": user_id, "oldest": sieve.oldest_id, "newest": sieve.newest_id}
    if left_out:
        values["left_out"] = left_out
    within = [part for part in sieve.within if part.test is not Test.ALL]
    for side, parts in (("within", within), ("without", sieve.without)):
        for place, part in enumerate(parts):
            if part.ids:
                values[f"{side}{place}"] = part.ids[0] if len(part.ids) == 1 else part.ids
    return values


@lru_cache(maxsize=512)
def _listing(shape: _Shape, has_after: bool, is_ascending: bool) -> Any:
    column = states.c.entry_id
    statement = select(column).where(*_conditions(shape))
    if has_after:
        after = bindparam("after", type_=BigInteger)
        statement = statement.where(column > after if is_ascending else column < after)
    return statement.order_by(column.asc() if is_ascending else column.desc()).limit(bindparam("limit"))


def _conditions(shape: _Shape) -> list[ColumnElement[bool]]:
    """What a row of ``states`` must fulfil to pass."""
    found: list[ColumnElement[bool]] = [states.c.user_id == _READER]
    found += [] if (Test.UNREAD, 0) in shape.within else _VISIBLE
    found += [_fits(one, f"within{place}") for place, one in enumerate(shape.within)]
    found += [not_(_fits(one, f"without{place}")) for place, one in enumerate(shape.without)]
    if shape.has_left_out:
        found.append(states.c.feed_id.not_in(bindparam("left_out", expanding=True)))
    if shape.has_newest:
        found.append(states.c.entry_id <= bindparam("newest", type_=BigInteger))
    if shape.has_oldest:
        found.append(states.c.entry_id >= bindparam("oldest", type_=BigInteger))
    return found


def _fits(one: tuple[Test, int], name: str) -> ColumnElement[bool]:
    test, count_of_ids = one
    match test:
        case Test.UNREAD:
            fits: ColumnElement[bool] = states.c.is_unread
        case Test.READ:
            fits = ~states.c.is_unread
        case Test.STARRED:
            fits = states.c.is_starred
        case Test.IN_FEEDS:
            fits = _in(states.c.feed_id, count_of_ids, name)
        case Test.LABELLED:
            held = and_(labelled.c.user_id == _READER, _in(labelled.c.label_id, count_of_ids, name))
            fits = states.c.entry_id.in_(select(labelled.c.entry_id).where(held))
        case Test.ALL:
            fits = true()
    return fits


def _in(column: Any, count_of_ids: int, name: str) -> ColumnElement[bool]:
    if not count_of_ids:
        return false()
    return column == bindparam(name) if count_of_ids == 1 else column.in_(bindparam(name, expanding=True))


# the labels of an entry, joined into one word: a second statement costs more than it
_LABELS = (
    select(func.aggregate_strings(labelled.c.label_id.cast(Text), ","))
    .where(labelled.c.user_id == states.c.user_id, labelled.c.entry_id == states.c.entry_id)
    .scalar_subquery()
)
_COPIES = (
    select(
        states.c.entry_id,
        entries.c.serial,
        states.c.feed_id,
        entries.c.url,
        entries.c.title,
        entries.c.authors,
        type_coerce(entries.c.published_at, BigInteger),
        type_coerce(func.coalesce(entries.c.updated_at, entries.c.published_at), BigInteger),
        contents.c.html,
        contents.c.summary,
        type_coerce(contents.c.enclosures, Text),
        states.c.is_unread,
        states.c.is_starred,
        _LABELS,
    )
    .select_from(states)
    .join(entries, entries.c.id == states.c.entry_id)
    .join(contents, contents.c.entry_id == states.c.entry_id)
    .where(states.c.user_id == _READER, *_VISIBLE)
    .where(states.c.entry_id.in_(bindparam("wanted", expanding=True, type_=BigInteger)))
)


def copies(connection: Connection, user_id: int, wanted: Sequence[int]) -> list[Copy]:
    """Those of the entries that the reader has and may see, newest first."""
    left_out = set(subscription_statements.narrow(connection, user_id, Visibility.FEED))
    found: list[Copy] = []
    ordered = sorted(set(wanted), reverse=True)
    for start in range(0, len(ordered), _CHUNK):
        values = {"reader": user_id, "wanted": ordered[start : start + _CHUNK]}
        rows = connection.execute(_COPIES, values).all()
        found += [_copy(row) for row in rows if row[2] not in left_out]
    found.sort(key=_newest_first)
    return found


def _newest_first(one: Copy) -> int:
    return -one.id


def _copy(row: Any) -> Copy:
    entry_id, serial, feed_id, url, title, authors, published, updated = row[:8]
    html, summary, enclosures, is_unread, is_starred, held = row[8:]
    return Copy(
        entry_id,
        serial,
        feed_id,
        url,
        title,
        authors.replace("\n", ", "),
        published // _SECOND,
        updated // _SECOND,
        html or summary,
        tuple(json.loads(enclosures)) if enclosures != "[]" else (),
        not is_unread,
        bool(is_starred),
        tuple(map(int, held.split(","))) if held else (),
    )


_IS_LISTED = and_(
    subscriptions.c.user_id == _READER,
    subscriptions.c.left_at.is_(None),
    subscriptions.c.visibility >= int(Visibility.FEED),
)
_FOLDER = (
    select(func.min(subscription_folders.c.folder_id))
    .where(subscription_folders.c.subscription_id == subscriptions.c.id)
    .scalar_subquery()
)
# a row for each folder (see _each_once): in thousands of rows a subquery for each is what takes the time
_IN_FOLDERS = subscription_folders.c.subscription_id == subscriptions.c.id
_ANY_FOLDER = func.coalesce(subscription_folders.c.folder_id, 0)
# the columns of Followed, made in the database, for the same reason
_FOLLOWED = (
    select(
        subscriptions.c.feed_id,
        func.coalesce(
            func.nullif(subscriptions.c.title, ""), func.nullif(feeds.c.title, ""), feeds.c.feed_url
        ),
        feeds.c.feed_url,
        feeds.c.site_url,
        func.coalesce(feeds.c.icon_id, 0),
        _ANY_FOLDER,
        subscriptions.c.unread_count,
        func.coalesce(type_coerce(feeds.c.succeeded_at, BigInteger), 0) // _SECOND,
    )
    .select_from(subscriptions)
    .join(feeds, feeds.c.id == subscriptions.c.feed_id)
    .outerjoin(subscription_folders, _IN_FOLDERS)
    .where(_IS_LISTED)
)
_FOLDER_PLACE = Followed._fields.index("folder_id")
_SOME_FOLLOWED = _FOLLOWED.where(subscriptions.c.feed_id.in_(bindparam("wanted", expanding=True)))


def followed(connection: Connection, user_id: int) -> list[Followed]:
    """What a reader follows, by title."""
    rows = _each_once(connection.execute(_FOLLOWED, {"reader": user_id}).all(), _FOLDER_PLACE)
    return sorted(map(Followed._make, rows), key=lambda one: (one.title.casefold(), one.feed_id))


def _each_once(rows: Sequence[Any], place: int) -> Sequence[Any]:
    """The rows of subscriptions, of those in several folders the one with the oldest; ``place`` of the folder."""
    if len({row[0] for row in rows}) == len(rows):
        return rows
    return list({row[0]: row for row in sorted(rows, key=lambda row: -int(row[place]))}.values())


def some_followed(connection: Connection, user_id: int, feed_ids: Iterable[int]) -> dict[int, Followed]:
    """Those subscriptions of a reader's, by feed."""
    wanted = list(feed_ids)
    found: dict[int, Followed] = {}
    for start in range(0, len(wanted), _CHUNK):
        values = {"reader": user_id, "wanted": wanted[start : start + _CHUNK]}
        rows = _each_once(connection.execute(_SOME_FOLLOWED, values).all(), _FOLDER_PLACE)
        found.update((row[0], Followed._make(row)) for row in rows)
    return found


_IN_FOLDER = select(subscriptions.c.feed_id).where(
    _IS_LISTED, func.coalesce(_FOLDER, 0) == bindparam("folder", type_=BigInteger)
)


def feeds_in(connection: Connection, user_id: int, folder_id: int) -> list[int]:
    """The feeds that an app shows in a folder; 0: outside all folders."""
    return list(connection.execute(_IN_FOLDER, {"reader": user_id, "folder": folder_id}).scalars())


_FOLDERS = (
    select(folders.c.id, folders.c.name, folders.c.parent_id, folders.c.position, folders.c.name_key)
    .where(folders.c.user_id == _READER)
    .order_by(folders.c.position.is_(None), folders.c.position, folders.c.name_key)
)
_LABEL_NAMES = (
    select(labels.c.id, labels.c.name, labels.c.unread_count)
    .where(labels.c.user_id == _READER)
    .order_by(labels.c.position.is_(None), labels.c.position, labels.c.name_key)
)


def names(connection: Connection, user_id: int) -> tuple[dict[int, str], dict[int, str], dict[int, int]]:
    """The paths of a reader's folders, the names of labels, and how many unread entries each label has."""
    rows = connection.execute(_FOLDERS, {"reader": user_id}).all()
    by_id = {row.id: row for row in rows}
    found = connection.execute(_LABEL_NAMES, {"reader": user_id}).all()
    paths = {row.id: _path(by_id, row) for row in rows}
    return paths, {row.id: row.name for row in found}, {row.id: row.unread_count for row in found}


def _path(by_id: dict[int, Any], row: Any) -> str:
    parts, above = [row.name], row.parent_id
    while above in by_id and len(parts) < 50:
        parts.append(by_id[above].name)
        above = by_id[above].parent_id
    return "/".join(reversed(parts))


def outline(connection: Connection, user_id: int) -> Outline:
    """All that a reader follows."""
    paths, label_names, label_unread = names(connection, user_id)
    return Outline(tuple(followed(connection, user_id)), paths, label_names, label_unread)


_NEWEST = (
    select(states.c.entry_id)
    .where(states.c.user_id == subscriptions.c.user_id, states.c.feed_id == subscriptions.c.feed_id)
    .order_by(states.c.entry_id.desc())
    .limit(1)
    .scalar_subquery()
)
_COUNTS = (
    select(subscriptions.c.feed_id, _ANY_FOLDER, subscriptions.c.unread_count, func.coalesce(_NEWEST, 0))
    .select_from(subscriptions)
    .outerjoin(subscription_folders, _IN_FOLDERS)
    .where(_IS_LISTED)
)


def counts(connection: Connection, user_id: int) -> list[Count]:
    """The unread entries and the newest of every feed that a reader follows."""
    rows = _each_once(connection.execute(_COUNTS, {"reader": user_id}).all(), 1)
    return list(map(Count._make, rows))


_HAS_UNFILED = select(subscriptions.c.id).where(_IS_LISTED, _FOLDER.is_(None)).limit(1)


def has_unfiled(connection: Connection, user_id: int) -> bool:
    """Whether an app shows any feed outside all folders."""
    return connection.execute(_HAS_UNFILED, {"reader": user_id}).first() is not None


def serials(connection: Connection, user_id: int, sieve: Sieve) -> str:
    """The serials of all entries that a sieve lets through, ascending, with commas between them: the text is
    joined in the database, since a reader may have a hundred thousand."""
    left_out = subscription_statements.narrow(connection, user_id, Visibility.FEED)
    statement = _serials(_shape(sieve, bool(left_out)))
    return connection.execute(statement, _values(user_id, sieve, left_out)).scalar() or ""


@lru_cache(maxsize=64)
def _serials(shape: _Shape) -> Any:
    """Serials grow with ids, and the states are walked in the order of these."""
    wanted = select(entries.c.serial.cast(Text).label("serial"))
    wanted = wanted.join(states, states.c.entry_id == entries.c.id).where(*_conditions(shape))
    ordered = wanted.order_by(states.c.entry_id).subquery()
    return select(func.aggregate_strings(ordered.c.serial, ","))


def feed_id_of(connection: Connection, user_id: int, feed_url: str) -> int | None:
    """The feed of that address which the reader follows."""
    held = and_(_IS_LISTED, feeds.c.feed_url == feed_url)
    found = select(feeds.c.id).join(subscriptions, subscriptions.c.feed_id == feeds.c.id).where(held)
    return connection.execute(found.limit(1), {"reader": user_id}).scalar()


def newest_refresh(connection: Connection, user_id: int) -> int:
    """When any of the reader's feeds was last read, in whole seconds since 1970; 0: never."""
    held = select(func.max(type_coerce(feeds.c.succeeded_at, BigInteger)))
    held = held.join(subscriptions, subscriptions.c.feed_id == feeds.c.id).where(_IS_LISTED)
    return (connection.execute(held, {"reader": user_id}).scalar() or 0) // _SECOND
