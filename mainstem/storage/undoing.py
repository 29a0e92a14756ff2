"""Statements that put back what a change changed, wherever nobody has changed it again since."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, true, update

from mainstem.storage import labelling
from mainstem.storage.schema import changed_entries, changes, labels, states
from mainstem.storage.states import (
    ACTIONS,
    HIDDEN,
    KEPT_UNREAD,
    READ,
    SNOOZED,
    STARRED,
    Change,
    change_of,
    set_labels,
)

_COLUMNS = {READ: "is_read", STARRED: "is_starred", HIDDEN: "is_hidden", KEPT_UNREAD: "is_kept_unread"}
_FAMILIES = (
    ("read", "unread"),
    ("star", "unstar"),
    ("hide", "show"),
    ("snooze", "wake"),
    ("label", "unlabel"),
)


def undo(
    connection: Connection, user_id: int, change_id: int, now: datetime, since: datetime | None = None
) -> Change | None:
    """Put back what a change of the reader's changed. None where there is none, where it is undone already,
    where it is older than ``since``, or where what it was about is gone.

    An entry whose same state was changed again later stays as that later change left it.
    """
    mine = (changes.c.id == change_id) & (changes.c.user_id == user_id) & changes.c.undone_at.is_(None)
    row = connection.execute(select(changes).where(mine).with_for_update()).one_or_none()
    if row is None or (since is not None and row.changed_at < since) or not _put_back(connection, row, now):
        return None
    connection.execute(update(changes).where(changes.c.id == change_id).values(undone_at=now))
    return change_of(row)


def _put_back(connection: Connection, row: Any, now: datetime) -> bool:
    if row.action in ("label", "unlabel"):
        return _put_label_back(connection, row, now)
    if row.action == labelling.ACTION:
        return labelling.put_back(connection, row, now)
    if row.action == "note":
        _set(connection, row, true(), {"note": row.value or None, "changed_at": now})
    elif row.action == "snooze":
        _set(connection, row, _was(SNOOZED, was=False), {"snoozed_until": None, "changed_at": now})
    elif row.action in ACTIONS:
        _put_bits_back(connection, row, ACTIONS[row.action].bits, now)
    else:
        return False
    return True


def _put_label_back(connection: Connection, row: Any, now: datetime) -> bool:
    held = (labels.c.id == int(row.value)) & (labels.c.user_id == row.user_id)
    if connection.execute(select(labels.c.id).where(held)).one_or_none() is None:
        return False
    set_labels(connection, row.user_id, int(row.value), row.id, now, is_set=row.action == "unlabel")
    return True


def _put_bits_back(connection: Connection, row: Any, bits: int, now: datetime) -> None:
    """Set the columns that ``bits`` names to what they were before, one statement a value."""
    untouched = _untouched(connection, row)
    for bit, name in _COLUMNS.items():
        if bits & bit:
            for was in (True, False):
                differs = (states.c[name] != was) & untouched
                values: dict[str, Any] = {name: was, "changed_at": now}
                if name == "is_read":
                    values["read_at"] = now if was else None
                _set(connection, row, _was(bit, was=was), values, differs)


def _was(bit: int, *, was: bool) -> ColumnElement[bool]:
    had = changed_entries.c.before.op("&")(bit) != 0
    return had if was else ~had


def _set(
    connection: Connection,
    row: Any,
    which: ColumnElement[bool],
    values: dict[str, Any],
    where: ColumnElement[bool] | None = None,
) -> None:
    rows = select(changed_entries.c.entry_id).where(changed_entries.c.change_id == row.id, which)
    statement = update(states).where(states.c.user_id == row.user_id, states.c.entry_id.in_(rows))
    if where is not None:
        statement = statement.where(where)
    connection.execute(statement.values(**values))


def _untouched(connection: Connection, row: Any) -> ColumnElement[bool]:
    """That no later change of the same kind touched an entry; told without looking where there is none."""
    family = next((names for names in _FAMILIES if row.action in names), (row.action,))
    later = (
        (changes.c.user_id == row.user_id)
        & (changes.c.id > row.id)
        & changes.c.undone_at.is_(None)
        & changes.c.action.in_(family)
    )
    ids = connection.execute(select(changes.c.id).where(later)).scalars().all()
    if not ids:
        return true()
    again = select(changed_entries.c.entry_id).where(
        changed_entries.c.change_id.in_(select(changes.c.id).where(later))
    )
    return states.c.entry_id.not_in(again)
