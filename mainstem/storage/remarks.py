"""Statements about snoozing and notes: changes like any other, kept with what they replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, case, delete, insert, literal, select, update

from mainstem.storage.schema import changed_entries, changes, states
from mainstem.storage.states import BITS, SNOOZED, Actor, Change, insert_affected, open_change

_BITS: ColumnElement[int] = BITS + case((states.c.snoozed_until.isnot(None), SNOOZED), else_=0)


def snooze(
    connection: Connection,
    user_id: int,
    entry_ids: Sequence[int],
    until: datetime,
    actor: Actor,
    now: datetime,
) -> Change | None:
    """Take entries out of sight until a time; None where the reader has none of them."""
    return _apply(connection, user_id, entry_ids, ("snooze", until.isoformat()), actor, now, until)


def unsnooze(
    connection: Connection, user_id: int, entry_ids: Sequence[int], actor: Actor, now: datetime
) -> Change | None:
    """Bring snoozed entries back before their time."""
    return _apply(connection, user_id, entry_ids, ("wake", ""), actor, now, None)


def _apply(
    connection: Connection,
    user_id: int,
    entry_ids: Sequence[int],
    named: tuple[str, str],
    actor: Actor,
    now: datetime,
    until: datetime | None,
) -> Change | None:
    action, value = named
    kept = open_change(connection, user_id, action, actor, now, "", value)
    mine = (states.c.user_id == user_id) & states.c.entry_id.in_(list(entry_ids))
    wanted = mine if until else mine & states.c.snoozed_until.isnot(None)
    count = insert_affected(connection, select(literal(kept.id), states.c.entry_id, _BITS).where(wanted))
    if not count:
        connection.execute(delete(changes).where(changes.c.id == kept.id))
        return None
    connection.execute(update(changes).where(changes.c.id == kept.id).values(count=count))
    connection.execute(update(states).where(wanted).values(snoozed_until=until, changed_at=now))
    return Change(kept.id, now, actor, action, "", value, count)


def due(connection: Connection, user_ids: Sequence[int], now: datetime) -> list[int]:
    """What was snoozed until now by any of these readers."""
    mine = states.c.user_id.in_(list(user_ids)) & (states.c.snoozed_until <= now)
    return list(connection.execute(select(states.c.entry_id).where(mine)).scalars())


def wake(connection: Connection, now: datetime) -> int:
    """Bring back, unread, what was snoozed until now; returns how many."""
    due = states.c.snoozed_until <= now
    back = (
        update(states)
        .where(due)
        .values(snoozed_until=None, is_read=False, is_kept_unread=True, read_at=None, changed_at=now)
    )
    return connection.execute(back).rowcount


def note(
    connection: Connection, user_id: int, entry_id: int, text: str, actor: Actor, now: datetime
) -> Change | None:
    """Write a reader's note on an entry, or take it away with ""; None where it is so already."""
    mine = (states.c.user_id == user_id) & (states.c.entry_id == entry_id)
    row = connection.execute(select(states.c.note).where(mine)).one_or_none()
    if row is None or (row.note or "") == text:
        return None
    kept = open_change(connection, user_id, "note", actor, now, "", row.note or "")
    affected = {"change_id": kept.id, "entry_id": entry_id, "before": 0}
    connection.execute(insert(changed_entries).values(**affected))
    connection.execute(update(changes).where(changes.c.id == kept.id).values(count=1))
    connection.execute(update(states).where(mine).values(note=text or None, changed_at=now))
    return Change(kept.id, now, actor, "note", "", row.note or "", 1)
