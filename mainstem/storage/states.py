"""Statements that change states: each change is a row that says who, when and what, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, delete, exists, insert, literal, select, true, update

from mainstem.storage.schema import changed_entries, changes, labelled, states
from mainstem.storage.streams import Selection
from mainstem.storage.streams import selected as selected_rows

_PORTION = 5_000  # ids in one statement
READ, STARRED, HIDDEN, KEPT_UNREAD, FOLDED, LABELLED, SNOOZED = 1, 2, 4, 8, 16, 32, 64


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes: ``kind`` is page, api, rule, age, story or command; ``client`` the app's or rule's name."""

    kind: str = "page"
    client: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change as it was kept."""

    id: int
    changed_at: datetime
    actor: Actor
    action: str
    scope: str
    value: str
    count: int
    undone_at: datetime | None = None


BITS: ColumnElement[int] = (
    case((states.c.is_read, READ), else_=0)
    + case((states.c.is_starred, STARRED), else_=0)
    + case((states.c.is_hidden, HIDDEN), else_=0)
    + case((states.c.is_kept_unread, KEPT_UNREAD), else_=0)
    + case((states.c.is_folded, FOLDED), else_=0)
)


@dataclass(frozen=True, slots=True)
class _Action:
    """``where``: the rows that it changes; ``bits``: what an undo puts back."""

    where: ColumnElement[bool]
    bits: int

    def values(self, now: datetime, name: str) -> dict[str, Any]:
        """The columns that the action sets."""
        columns: dict[str, dict[str, Any]] = {
            "read": {"is_read": True, "is_kept_unread": False, "read_at": now},
            "unread": {"is_read": False, "is_kept_unread": True, "read_at": None},
            "star": {"is_starred": True, "starred_at": now},
            "unstar": {"is_starred": False, "starred_at": None},
            "hide": {"is_hidden": True},
            "show": {"is_hidden": False},
        }
        return columns[name]


ACTIONS = {
    "read": _Action(~states.c.is_read, READ | KEPT_UNREAD),
    "unread": _Action(states.c.is_read, READ | KEPT_UNREAD),
    "star": _Action(~states.c.is_starred, STARRED),
    "unstar": _Action(states.c.is_starred, STARRED),
    "hide": _Action(~states.c.is_hidden, HIDDEN),
    "show": _Action(states.c.is_hidden, HIDDEN),
}


def mark(
    connection: Connection,
    action: str,
    selected: Selection | tuple[int, Sequence[int]],
    actor: Actor,
    now: datetime,
    scope: str = "",
) -> Change | None:
    """Apply ``action`` (see ACTIONS) to a selection, or to (user id, entry ids); None where nothing changed."""
    done = ACTIONS[action]
    user_id = selected.user_id if isinstance(selected, Selection) else selected[0]
    kept = open_change(connection, user_id, action, actor, now, scope)
    count = sum(
        insert_affected(connection, rows.where(done.where))
        for rows in _wanted(connection, selected, (literal(kept.id), states.c.entry_id, BITS))
    )
    if not count:
        connection.execute(delete(changes).where(changes.c.id == kept.id))
        return None
    connection.execute(update(changes).where(changes.c.id == kept.id).values(count=count))
    rows = states.c.entry_id.in_(
        select(changed_entries.c.entry_id).where(changed_entries.c.change_id == kept.id)
    )
    values = {**done.values(now, action), "changed_at": now}
    connection.execute(update(states).where(states.c.user_id == user_id, rows).values(**values))
    return Change(kept.id, now, actor, action, scope, "", count)


def _wanted(
    connection: Connection, wanted: Selection | tuple[int, Sequence[int]], columns: tuple[Any, ...]
) -> Iterator[Any]:
    """SELECTs of the columns over a selection, or over ids in portions that any database takes."""
    if isinstance(wanted, Selection):
        yield selected_rows(wanted, *columns, is_sqlite=connection.dialect.name == "sqlite")
        return
    user_id, entry_ids = wanted
    unique = list(dict.fromkeys(entry_ids))
    for start in range(0, len(unique), _PORTION):
        portion = states.c.entry_id.in_(unique[start : start + _PORTION])
        yield select(*columns).where(states.c.user_id == user_id, portion)


def settle(connection: Connection, entry_ids: Sequence[int], now: datetime) -> None:
    """Let entries that just arrived be read for everybody: they are old, and nobody did it."""
    unique = list(dict.fromkeys(entry_ids))
    for start in range(0, len(unique), _PORTION):
        portion = states.c.entry_id.in_(unique[start : start + _PORTION])
        connection.execute(update(states).where(portion).values(is_read=True, read_at=now))


def open_change(
    connection: Connection,
    user_id: int,
    action: str,
    actor: Actor,
    now: datetime,
    scope: str,
    value: str = "",
) -> Any:
    """A new change, to be filled by ``insert_affected``; its row holds its id."""
    row = {"user_id": user_id, "changed_at": now, "actor": actor.kind, "client": actor.client[:200]}
    row |= {"action": action, "scope": scope[:2000], "value": value, "count": 0}
    return connection.execute(insert(changes).values(**row).returning(changes.c.id)).one()


def insert_affected(connection: Connection, rows: Any) -> int:
    """Note which entries a change changes, and what they were; returns how many."""
    statement = insert(changed_entries).from_select(["change_id", "entry_id", "before"], rows)
    return connection.execute(statement.execution_options(preserve_rowcount=True)).rowcount


def label(
    connection: Connection,
    user_id: int,
    label_id: int,
    entry_ids: Sequence[int],
    actor: Actor,
    now: datetime,
    *,
    is_set: bool = True,
) -> Change | None:
    """Put a label on entries, or take it off; None where nothing changed."""
    held = (labelled.c.user_id == user_id) & (labelled.c.label_id == label_id)
    had = select(labelled.c.entry_id).where(held)
    mine = (states.c.user_id == user_id) & states.c.entry_id.in_(list(entry_ids))
    action = "label" if is_set else "unlabel"
    kept = open_change(connection, user_id, action, actor, now, "", str(label_id))
    which = states.c.entry_id.not_in(had) if is_set else states.c.entry_id.in_(had)
    before = literal(0 if is_set else LABELLED)
    rows = select(literal(kept.id), states.c.entry_id, before).where(mine, which)
    count = insert_affected(connection, rows)
    if not count:
        connection.execute(delete(changes).where(changes.c.id == kept.id))
        return None
    connection.execute(update(changes).where(changes.c.id == kept.id).values(count=count))
    set_labels(connection, user_id, label_id, kept.id, now, is_set=is_set)
    return Change(kept.id, now, actor, action, "", str(label_id), count)


def set_labels(
    connection: Connection, user_id: int, label_id: int, change_id: int, now: datetime, *, is_set: bool
) -> None:
    """Put a label on the entries of a change, or take it off them."""
    affected = select(changed_entries.c.entry_id).where(changed_entries.c.change_id == change_id)
    held = (labelled.c.user_id == user_id) & (labelled.c.label_id == label_id)
    connection.execute(delete(labelled).where(held, labelled.c.entry_id.in_(affected)))
    if is_set:
        columns = (
            literal(user_id),
            literal(label_id),
            changed_entries.c.entry_id,
            literal(now, labelled.c.labelled_at.type),
        )
        rows = select(*columns).where(changed_entries.c.change_id == change_id)
        names = ["user_id", "label_id", "entry_id", "labelled_at"]
        connection.execute(insert(labelled).from_select(names, rows))


def changes_of(connection: Connection, user_id: int, limit: int, entry_id: int | None = None) -> list[Change]:
    """A reader's latest changes, newest first; of one entry where ``entry_id`` is given."""
    held = (changed_entries.c.change_id == changes.c.id) & (changed_entries.c.entry_id == entry_id)
    touched = exists(select(changed_entries.c.entry_id).where(held).correlate(changes))
    condition: ColumnElement[bool] = true() if entry_id is None else touched
    found = (
        select(changes)
        .where(changes.c.user_id == user_id, condition)
        .order_by(changes.c.id.desc())
        .limit(limit)
    )
    return [change_of(row) for row in connection.execute(found)]


def change_of(row: Any) -> Change:
    """A Change of a row of ``changes``."""
    actor = Actor(row.actor, row.client)
    return Change(row.id, row.changed_at, actor, row.action, row.scope, row.value, row.count, row.undone_at)


def forget(connection: Connection, before: datetime) -> int:
    """Drop the changes older than ``before``, which can no longer be undone; returns how many."""
    return connection.execute(delete(changes).where(changes.c.changed_at < before)).rowcount
