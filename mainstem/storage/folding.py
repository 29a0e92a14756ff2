"""Statements that fold the copies of a story under its lead, for readers who want that."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import (
    Connection,
    Text,
    and_,
    delete,
    false,
    func,
    insert,
    not_,
    or_,
    select,
    type_coerce,
    update,
)

from mainstem.storage.schema import states, story_folding, story_links, users
from mainstem.storage.schema.metadata import microseconds

_SWITCH = '%"fold_stories":true%'  # preferences are kept as compact JSON
_CHUNK = 500


def readers(connection: Connection, since: datetime, now: datetime) -> list[int]:
    """Those who want folding. For who has begun to want it, what arrived since a time is folded; for who has
    ceased, everything is unfolded.
    """
    switched_on = select(users.c.id).where(type_coerce(users.c.preferences, Text).like(_SWITCH))
    wanted = set(connection.execute(switched_on).scalars())
    had = set(connection.execute(select(story_folding.c.user_id)).scalars())
    for user_id in had - wanted:
        _unfold(connection, user_id, now)
    if begun := wanted - had:
        connection.execute(
            insert(story_folding), [{"user_id": user_id, "begun_at": now} for user_id in begun]
        )
        recent = select(story_links.c.story_id).distinct().where(story_links.c.entry_id > microseconds(since))
        fold(connection, begun, connection.execute(recent).scalars().all(), now)
    return sorted(wanted)


def _unfold(connection: Connection, user_id: int, now: datetime) -> None:
    folded = and_(states.c.user_id == user_id, states.c.is_folded)
    connection.execute(update(states).where(folded).values(is_folded=False, changed_at=now))
    connection.execute(delete(story_folding).where(story_folding.c.user_id == user_id))


def fold(connection: Connection, user_ids: Collection[int], story_ids: Iterable[int], now: datetime) -> None:
    """In these stories, leave each reader the lead alone: the earliest entry that they have and did not hide.

    What a reader starred or asked to stay unread is never folded. Entries that a story has lost come out again.
    """
    wanted = sorted(set(story_ids))
    if not user_ids:
        return
    for at in range(0, len(wanted), _CHUNK):
        _fold(connection, user_ids, wanted[at : at + _CHUNK], now)


def _fold(connection: Connection, user_ids: Collection[int], story_ids: list[int], now: datetime) -> None:
    own, mate, held = story_links.alias("own"), story_links.alias("mate"), states.alias("held")
    has_mate = and_(
        held.c.entry_id == mate.c.entry_id, held.c.user_id == states.c.user_id, not_(held.c.is_hidden)
    )
    together = own.join(mate, mate.c.story_id == own.c.story_id).join(held, has_mate)
    lead = (
        select(func.min(mate.c.entry_id))
        .select_from(together)
        .where(own.c.entry_id == states.c.entry_id)
        .correlate(states)
        .scalar_subquery()
    )
    touched = and_(
        states.c.user_id.in_(list(user_ids)),
        states.c.entry_id.in_(select(story_links.c.entry_id).where(story_links.c.story_id.in_(story_ids))),
    )
    is_claimed = or_(states.c.is_starred, states.c.is_kept_unread)
    is_copy = and_(states.c.entry_id > func.coalesce(lead, states.c.entry_id), not_(is_claimed))
    put_under = and_(touched, not_(states.c.is_folded), is_copy)
    take_out = and_(touched, states.c.is_folded, not_(is_copy))
    connection.execute(update(states).where(put_under).values(is_folded=True, changed_at=now))
    connection.execute(update(states).where(take_out).values(is_folded=false(), changed_at=now))
