"""Statements that delete a label as a change, so that it can come back, and that carry one over to another."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, literal, select, update

from mainstem.reading.subscription import Label
from mainstem.storage import labels as label_statements
from mainstem.storage.schema import changed_entries, changes, labelled, labels, states
from mainstem.storage.states import LABELLED, Actor, Change, insert_affected, open_change

ACTION = "remove label"


def remove(connection: Connection, user_id: int, had: Label, actor: Actor, now: datetime) -> Change:
    """Delete a label; the change remembers its name, color, place and entries."""
    value = json.dumps({"name": had.name, "color": had.color, "position": had.position}, ensure_ascii=False)
    kept = open_change(connection, user_id, ACTION, actor, now, "", value)
    held = (labelled.c.user_id == user_id) & (labelled.c.label_id == had.id)
    mine = states.c.entry_id.in_(select(labelled.c.entry_id).where(held))
    rows = select(literal(kept.id), states.c.entry_id, literal(LABELLED)).where(
        states.c.user_id == user_id, mine
    )
    count = insert_affected(connection, rows)
    connection.execute(update(changes).where(changes.c.id == kept.id).values(count=count))
    label_statements.remove(connection, had.id)
    return Change(kept.id, now, actor, ACTION, "", value, count)


def put_back(connection: Connection, row: Any, now: datetime) -> bool:
    """Make a deleted label anew and put it where it was; into a label of that name, where there is one now."""
    said = json.loads(row.value)
    label_id = label_statements.add(connection, row.user_id, said["name"])
    place = {"color": said["color"], "position": said["position"]}
    connection.execute(update(labels).where(labels.c.id == label_id).values(**place))
    held = (labelled.c.user_id == row.user_id) & (labelled.c.label_id == label_id)
    columns = (
        literal(row.user_id),
        literal(label_id),
        changed_entries.c.entry_id,
        literal(now, labelled.c.labelled_at.type),
    )
    missing = select(*columns).where(
        changed_entries.c.change_id == row.id,
        changed_entries.c.entry_id.not_in(select(labelled.c.entry_id).where(held)),
    )
    names = ["user_id", "label_id", "entry_id", "labelled_at"]
    connection.execute(insert(labelled).from_select(names, missing))
    return True


def carry(connection: Connection, user_id: int, source: int, target: int, now: datetime) -> None:
    """Give the entries of one label another one too."""
    held = (labelled.c.user_id == user_id) & (labelled.c.label_id == source)
    had = select(labelled.c.entry_id).where(labelled.c.user_id == user_id, labelled.c.label_id == target)
    columns = (
        literal(user_id),
        literal(target),
        labelled.c.entry_id,
        literal(now, labelled.c.labelled_at.type),
    )
    missing = select(*columns).where(held, labelled.c.entry_id.not_in(had))
    names = ["user_id", "label_id", "entry_id", "labelled_at"]
    connection.execute(insert(labelled).from_select(names, missing))
