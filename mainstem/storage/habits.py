"""Statements about what a reader opens: told by the changes, so that nothing more is kept for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Text, cast, func, or_, select, true

from mainstem.storage.schema import changed_entries, changes, states

_IS_READ = (changes.c.action == "read") & changes.c.actor.in_(("page", "api"))
# One entry, by itself; ``value`` names it where its story was settled with it.
_IS_ONE = (changes.c.scope == "") & or_(changes.c.count == 1, changes.c.value != "")
_IS_OPENED = _IS_READ & _IS_ONE
_IS_STARRED = (changes.c.action == "star") & changes.c.actor.in_(("page", "api"))
_IS_PASSED = _IS_READ & ~_IS_OPENED


@dataclass(frozen=True, slots=True)
class Deed:
    """What a reader did with an entry: ``is_opened`` (or starred) it, or passed it over."""

    change_id: int
    entry_id: int
    is_opened: bool


def opened(connection: Connection, user_ids: Sequence[int], since: datetime) -> dict[int, dict[int, int]]:
    """How many entries of each feed readers opened since a time."""
    mine = changes.c.user_id.in_(list(user_ids)) & (changes.c.changed_at >= since)
    found = (
        select(states.c.user_id, states.c.feed_id, func.count())
        .select_from(changes)
        .join(changed_entries, _is_meant())
        .join(
            states,
            (states.c.user_id == changes.c.user_id) & (states.c.entry_id == changed_entries.c.entry_id),
        )
        .where(mine, _IS_OPENED | _IS_STARRED, changes.c.undone_at.is_(None))
        .group_by(states.c.user_id, states.c.feed_id)
    )
    counts: dict[int, dict[int, int]] = {}
    for user_id, feed_id, count in connection.execute(found).tuples():
        counts.setdefault(user_id, {})[feed_id] = count
    return counts


def deeds(
    connection: Connection, user_id: int, after: int, most: int, *, is_scrolling: bool = False
) -> list[Deed]:
    """What a reader did since a change, in order; at most so many. Where pages mark what is scrolled past, reading on
    them tells nothing (``is_scrolling``).
    """
    mine = (changes.c.user_id == user_id) & (changes.c.id > after) & changes.c.undone_at.is_(None)
    found = (
        select(changes.c.id, changed_entries.c.entry_id, (_IS_OPENED | _IS_STARRED).label("is_opened"))
        .join(changed_entries, _is_meant())
        .where(mine, _IS_OPENED | _IS_STARRED | _IS_PASSED)
        .where(~(_IS_OPENED & (changes.c.actor == "page")) if is_scrolling else true())
        .order_by(changes.c.id, changed_entries.c.entry_id)
        .limit(most)
    )
    return [Deed(row.id, row.entry_id, bool(row.is_opened)) for row in connection.execute(found)]


def _is_meant() -> ColumnElement[bool]:
    """The entry itself, not what was settled with it."""
    joined = changed_entries.c.change_id == changes.c.id
    return joined & or_(changes.c.value == "", cast(changed_entries.c.entry_id, Text) == changes.c.value)


def last_change(connection: Connection, user_id: int) -> int:
    """The last change that a reader made, 0 for none."""
    found = select(func.max(changes.c.id)).where(changes.c.user_id == user_id)
    return connection.execute(found).scalar() or 0
