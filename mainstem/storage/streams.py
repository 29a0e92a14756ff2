"""Statements that list a stream: which entries of a reader, in which order, from which key on.

A list walks an index of the reader's own states, never the archive. Where a stream is a small part of
what the reader has (a folder of quiet feeds), it is merged from its feeds' heads instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, false, func, or_, select

from mainstem.reading.stream import Show
from mainstem.reading.subscription import State
from mainstem.storage.schema import entries, labelled, states
from mainstem.storage.searching import Compiled, found_by

_SHOWN: dict[Show, Callable[[Any], tuple[ColumnElement[bool], ...]]] = {
    Show.UNREAD: lambda of: (of.is_unread,),
    Show.READ: lambda of: (of.is_read, ~of.is_hidden),
    Show.STARRED: lambda of: (of.is_starred, ~of.is_hidden),
    Show.UNREAD_STARRED: lambda of: (or_(of.is_unread, of.is_starred), ~of.is_hidden),
    Show.ALL: lambda of: (~of.is_hidden, of.snoozed_until.is_(None)),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which of a reader's entries. ``feed_ids`` None: of all feeds, without ``not_feed_ids``.
    ``label_ids`` None: labelled or not; empty: none; ``is_labelled``: with any. Ids bound what is seen, both
    included. ``search`` narrows further; ``is_history`` means what was read, by when."""

    user_id: int
    show: Show = Show.ALL
    feed_ids: tuple[int, ...] | None = None
    not_feed_ids: tuple[int, ...] = ()
    label_ids: tuple[int, ...] | None = None
    is_labelled: bool = False
    is_starred: bool = False
    is_hidden: bool = False
    is_snoozed: bool = False
    is_history: bool = False
    search: Compiled | None = None
    newest_id: int | None = None
    oldest_id: int | None = None


def conditions(selection: Selection, of: Any = states.c) -> list[ColumnElement[bool]]:
    """What a row of ``states`` (and of ``entries``, where there is a search) must fulfil; ``of`` are the
    columns of ``states`` or of an alias."""
    found: list[ColumnElement[bool]] = [of.user_id == selection.user_id]
    found += _shown(selection, of)
    if selection.feed_ids is not None:
        found.append(_in(of.feed_id, selection.feed_ids))
    if selection.not_feed_ids:
        found.append(of.feed_id.not_in(selection.not_feed_ids))
    if selection.label_ids is not None:
        held = and_(labelled.c.user_id == selection.user_id, _in(labelled.c.label_id, selection.label_ids))
        found.append(of.entry_id.in_(select(labelled.c.entry_id).where(held)))
    if selection.is_labelled:
        mine = labelled.c.user_id == selection.user_id
        found.append(of.entry_id.in_(select(labelled.c.entry_id).where(mine)))
    if selection.search is not None:
        found += selection.search.conditions
    if selection.newest_id is not None:
        found.append(of.entry_id <= selection.newest_id)
    if selection.oldest_id is not None:
        found.append(of.entry_id >= selection.oldest_id)
    return found


def _shown(selection: Selection, of: Any) -> list[ColumnElement[bool]]:
    if selection.is_hidden:
        return [of.is_hidden]
    if selection.is_snoozed:
        return [of.snoozed_until.isnot(None)]
    if selection.is_history:
        return [of.is_read, of.read_at.isnot(None), ~of.is_hidden]
    starred: list[ColumnElement[bool]] = [of.is_starred] if selection.is_starred else []
    return starred + list(_SHOWN[selection.show](of))


def _in(column: Any, values: Sequence[int]) -> ColumnElement[bool]:
    if not values:
        return false()
    return column == values[0] if len(values) == 1 else column.in_(list(values))


def selected(selection: Selection, *columns: Any, is_sqlite: bool) -> Any:
    """A SELECT of columns of ``states`` (and ``entries``) over the selection, in no order."""
    statement = select(*columns).where(*conditions(selection))
    search = selection.search
    if search is None:
        return statement
    joined = states.join(entries, entries.c.id == states.c.entry_id)
    if search.written:
        statement = statement.where(found_by(search.written, is_sqlite=is_sqlite))
    return statement.select_from(joined)


def count(connection: Connection, selection: Selection) -> int:
    """How many entries are in the selection."""
    is_sqlite = connection.dialect.name == "sqlite"
    return connection.execute(selected(selection, func.count(), is_sqlite=is_sqlite)).scalar_one()


def states_of(connection: Connection, user_id: int, entry_ids: Sequence[int]) -> dict[int, State]:
    """A reader's states of those entries, with their labels; entries that the reader never had are absent."""
    wanted = list(entry_ids)
    pairs = select(labelled.c.entry_id, labelled.c.label_id).where(
        labelled.c.user_id == user_id, labelled.c.entry_id.in_(wanted)
    )
    label_ids: dict[int, tuple[int, ...]] = {}
    for entry_id, label_id in connection.execute(pairs):
        label_ids[entry_id] = (*label_ids.get(entry_id, ()), label_id)
    found = select(states).where(states.c.user_id == user_id, states.c.entry_id.in_(wanted))
    return {row.entry_id: _state(row, label_ids.get(row.entry_id, ())) for row in connection.execute(found)}


def _state(row: Any, label_ids: tuple[int, ...]) -> State:
    return State(
        is_read=row.is_read,
        is_starred=row.is_starred,
        is_hidden=row.is_hidden,
        is_folded=row.is_folded,
        is_kept_unread=row.is_kept_unread,
        snoozed_until=row.snoozed_until,
        read_at=row.read_at,
        starred_at=row.starred_at,
        changed_at=row.changed_at,
        note=row.note or "",
        label_ids=label_ids,
    )
