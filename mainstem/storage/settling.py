"""Statements that settle a story: what a reader does with one of its entries is done with the others as well."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Connection, literal, select, update

from mainstem.storage import folding
from mainstem.storage.schema import changed_entries, changes, states, story_links
from mainstem.storage.states import ACTIONS, BITS, Change, insert_affected

_SETTLING = ("read", "unread", "star", "unstar")
_PORTION = 5_000


def settle(connection: Connection, user_id: int, change: Change, now: datetime, *, with_copies: bool) -> int:
    """Let the stories of what a change changed follow it, as part of the same change, and fold them anew; returns
    how many entries followed. ``with_copies``: every entry of a story follows. Without, reading a copy reads the
    lead as well, and nothing else follows.
    """
    if not folding.is_enrolled(connection, user_id):
        return 0
    entry_ids = _changed(connection, change.id)
    touched = list(_stories(connection, entry_ids))
    count = 0
    if change.action in _SETTLING:
        following = _following(
            connection, user_id, touched, set(entry_ids), change.action, with_copies=with_copies
        )
        opened = str(entry_ids[0]) if len(entry_ids) == 1 else ""
        count = _follow(connection, user_id, change, following, now, opened)
    folding.fold(connection, [user_id], touched, now)
    return count


def refold(connection: Connection, user_id: int, change_id: int, now: datetime) -> None:
    """Fold the stories of what a change changed anew, after it was taken back."""
    if folding.is_enrolled(connection, user_id):
        folding.fold(connection, [user_id], _stories(connection, _changed(connection, change_id)), now)


def _changed(connection: Connection, change_id: int) -> list[int]:
    found = select(changed_entries.c.entry_id).where(changed_entries.c.change_id == change_id)
    return list(connection.execute(found).scalars())


def _stories(connection: Connection, entry_ids: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for at in range(0, len(entry_ids), _PORTION):
        held = story_links.c.entry_id.in_(entry_ids[at : at + _PORTION])
        found.update(connection.execute(select(story_links.c.story_id).where(held)).scalars())
    return found


def _following(
    connection: Connection,
    user_id: int,
    touched: Sequence[int],
    changed: Collection[int],
    action: str,
    *,
    with_copies: bool,
) -> list[int]:
    following: list[int] = []
    for held in folding.stories(connection, [user_id], touched).values():
        mates = [one for one in held if one.entry_id not in changed]
        if len(mates) == len(held):
            continue
        if with_copies:
            following += [one.entry_id for one in mates]
        elif action == "read":
            following += [one.entry_id for one in mates if not one.is_folded]
    return following


def _follow(
    connection: Connection,
    user_id: int,
    change: Change,
    following: Sequence[int],
    now: datetime,
    opened: str,
) -> int:
    """Let entries follow a change; ``opened`` is the one entry that it was about, "" where it was about several."""
    done = ACTIONS[change.action]
    count = 0
    for at in range(0, len(following), _PORTION):
        portion = following[at : at + _PORTION]
        mine = (states.c.user_id == user_id) & states.c.entry_id.in_(portion) & done.where
        count += insert_affected(connection, select(literal(change.id), states.c.entry_id, BITS).where(mine))
        connection.execute(
            update(states).where(mine).values(**done.values(now, change.action), changed_at=now)
        )
    if count:
        values = {"count": change.count + count, "value": opened}
        connection.execute(update(changes).where(changes.c.id == change.id).values(**values))
    return count
