"""Statements that fold the copies of a story under its lead, for readers who want that.

A reader is enrolled while any of their subscriptions folds; only then is anything of this done for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Text, delete, insert, select, type_coerce, update

from mainstem.reading import Visibility
from mainstem.reading.folding import SWITCH, does_fold
from mainstem.storage import mended
from mainstem.storage.schema import (
    folders,
    states,
    story_folding,
    story_links,
    subscription_folders,
    subscriptions,
    users,
)
from mainstem.storage.schema.metadata import microseconds, moment
from mainstem.storage.states import Actor, mark
from mainstem.stories.leading import Held, folded, lead
from mainstem.stories.own import Own

PREFERENCES = (SWITCH, "settle_copies")  # which change what is folded

WINDOW = timedelta(days=3)  # what arrived in it is folded for a reader who begins to want it
BY_ITSELF = timedelta(seconds=5)  # what was read so soon after its arrival was read by a rule or a setting
_SWITCHED_ON = f'%"{SWITCH}":true%'  # preferences are kept as compact JSON
_STORIES = 500  # in one statement
_READERS = 200

Opened = Mapping[int, Mapping[int, int]]  # openings by reader and feed
Stories = dict[tuple[int, int], list[Held]]  # by reader and the reader's story


def readers(connection: Connection) -> list[int]:
    """Those for whom stories are folded."""
    return sorted(connection.execute(select(story_folding.c.user_id)).scalars())


def enrol(connection: Connection, now: datetime) -> None:
    """Begin with readers whose preferences say so and came by another way than a form: an archive, a command."""
    wanted = type_coerce(users.c.preferences, Text).like(_SWITCHED_ON)
    known = select(story_folding.c.user_id)
    found = connection.execute(select(users.c.id).where(wanted, users.c.id.not_in(known))).scalars().all()
    for user_id in found:
        refold(connection, user_id, now)


def is_enrolled(connection: Connection, user_id: int) -> bool:
    """Whether anything is folded for a reader."""
    found = select(story_folding.c.user_id).where(story_folding.c.user_id == user_id)
    return connection.execute(found).first() is not None


def refold(connection: Connection, user_id: int, now: datetime) -> None:
    """Fold anew what is folded or arrived lately, after a reader's settings, subscriptions or corrections changed."""
    has_any = bool(foldable(connection, [user_id]))
    if has_any != is_enrolled(connection, user_id):
        if has_any:
            connection.execute(insert(story_folding).values(user_id=user_id, begun_at=now))
        else:
            connection.execute(delete(story_folding).where(story_folding.c.user_id == user_id))
    elif not has_any:
        return
    lately = story_links.c.entry_id > microseconds(now - WINDOW)
    mine = (states.c.entry_id == story_links.c.entry_id) & (states.c.user_id == user_id)
    touched = select(story_links.c.story_id).distinct().join(states, mine).where(lately | states.c.is_folded)
    _unfold_left(connection, user_id, now)
    fold(connection, [user_id], connection.execute(touched).scalars().all(), now)


def _unfold_left(connection: Connection, user_id: int, now: datetime) -> None:
    """Copies of feeds that no longer fold come out."""
    feeds = [feed_id for _, feed_id in foldable(connection, [user_id])]
    out = (states.c.user_id == user_id) & states.c.is_folded & states.c.feed_id.not_in(feeds)
    connection.execute(update(states).where(out).values(is_folded=False, changed_at=now))


def fold(
    connection: Connection,
    user_ids: Sequence[int],
    story_ids: Iterable[int],
    now: datetime,
    opened: Opened | None = None,
) -> None:
    """In these gathered stories, leave each of the readers the lead alone. With ``opened``, who leads may change
    for the sake of a reader's habits.
    """
    wanted = sorted(set(story_ids))
    for at in range(0, len(user_ids) if wanted else 0, _READERS):
        some = user_ids[at : at + _READERS]
        whole = _settle_whole(connection, some)
        for (user_id, _), held in stories(connection, some, wanted).items():
            habits = None if opened is None else opened.get(user_id, {})
            under = folded(held, habits)
            into = [one.entry_id for one in held if one.entry_id in under and not one.is_folded]
            out = [one.entry_id for one in held if one.entry_id not in under and one.is_folded]
            _set(connection, user_id, into, now)
            _set(connection, user_id, out, now, is_folded=False)
            if user_id in whole and lead(held, habits).is_settled:
                late = [one.entry_id for one in held if one.entry_id in under and not one.is_read]
                if late:
                    mark(connection, "read", (user_id, late), Actor("story"), now)


def _settle_whole(connection: Connection, user_ids: Sequence[int]) -> set[int]:
    """Those of the readers who want copies to follow."""
    found = select(users.c.id, users.c.preferences).where(users.c.id.in_(list(user_ids)))
    rows = connection.execute(found)
    return {row.id for row in rows if (row.preferences or {}).get("settle_copies", True)}


def _set(
    connection: Connection, user_id: int, entry_ids: Sequence[int], now: datetime, *, is_folded: bool = True
) -> None:
    for at in range(0, len(entry_ids), _STORIES):
        mine = (states.c.user_id == user_id) & states.c.entry_id.in_(entry_ids[at : at + _STORIES])
        connection.execute(update(states).where(mine).values(is_folded=is_folded, changed_at=now))


def stories(connection: Connection, user_ids: Sequence[int], story_ids: Sequence[int]) -> Stories:
    """The stories of readers that those gathered stories belong to: all entries that may be folded or lead."""
    found: Stories = {}
    menders = mended.menders(connection, user_ids)
    for user_id in menders:
        own = mended.own(connection, user_id)
        _gather(found, connection, [user_id], *_parts(own, story_ids), own)
    others = [one for one in user_ids if one not in menders]
    _gather(found, connection, others, story_ids, (), Own())
    return found


def _parts(own: Own, story_ids: Iterable[int]) -> tuple[list[int], list[int]]:
    """The gathered stories and single entries of the reader's stories that those stories are part of."""
    whole, single = set(story_ids), set(own.entries)
    for story_id in story_ids:
        whole |= own.parts(own.stories.get(story_id, story_id))[0]
    for own_id in set(own.entries.values()):
        whole |= own.parts(own_id)[0]
    return sorted(whole), sorted(single)


def _gather(
    found: Stories,
    connection: Connection,
    user_ids: Sequence[int],
    whole: Sequence[int],
    single: Sequence[int],
    own: Own,
) -> None:
    if not user_ids:
        return
    rows = [row for condition in _portions(whole, single) for row in _rows(connection, user_ids, condition)]
    may_fold = foldable(connection, user_ids, {row.feed_id for row in rows})
    for row in {(row.user_id, row.entry_id): row for row in rows}.values():
        if (row.user_id, row.feed_id) in may_fold:
            key = (row.user_id, own.of(row.entry_id, row.story_id))
            found.setdefault(key, []).append(_held(row))


def _portions(whole: Sequence[int], single: Sequence[int]) -> Iterator[Any]:
    for at in range(0, len(whole), _STORIES):
        yield story_links.c.story_id.in_(whole[at : at + _STORIES])
    for at in range(0, len(single), _STORIES):
        yield story_links.c.entry_id.in_(single[at : at + _STORIES])


def _rows(connection: Connection, user_ids: Sequence[int], condition: Any) -> Sequence[Any]:
    held = (states.c.entry_id == story_links.c.entry_id) & states.c.user_id.in_(list(user_ids))
    flags = (
        states.c.is_read,
        states.c.read_at,
        states.c.is_starred,
        states.c.is_kept_unread,
        states.c.is_folded,
    )
    found = select(states.c.user_id, states.c.entry_id, states.c.feed_id, *flags, story_links.c.story_id)
    seen = states.c.is_hidden.is_(False) & states.c.snoozed_until.is_(None)
    return connection.execute(found.join(story_links, held).where(condition, seen)).all()


def _held(row: Any) -> Held:
    is_settled = bool(row.is_read and row.read_at and row.read_at > moment(row.entry_id) + BY_ITSELF)
    return Held(
        row.entry_id,
        row.feed_id,
        row.is_read,
        is_settled,
        row.is_starred,
        row.is_kept_unread,
        row.is_folded,
    )


def foldable(
    connection: Connection, user_ids: Collection[int], feed_ids: Collection[int] | None = None
) -> set[tuple[int, int]]:
    """The pairs of reader and feed whose entries may be folded and lead, as far as asked for."""
    held = subscriptions.c.user_id.in_(list(user_ids)) & subscriptions.c.left_at.is_(None)
    held &= subscriptions.c.visibility > int(Visibility.HIDDEN)
    columns = (subscriptions.c.id, subscriptions.c.user_id, subscriptions.c.feed_id, subscriptions.c.settings)
    found = (
        select(*columns, users.c.preferences).join(users, users.c.id == subscriptions.c.user_id).where(held)
    )
    rows = [row for row in connection.execute(found) if feed_ids is None or row.feed_id in feed_ids]
    above = select(subscription_folders.c.subscription_id, folders.c.settings)
    above = above.join(folders, folders.c.id == subscription_folders.c.folder_id)
    above = above.where(folders.c.user_id.in_(list(user_ids)))
    of_folders: dict[int, list[Mapping[str, Any]]] = {}
    for subscription_id, settings in connection.execute(above):
        of_folders.setdefault(subscription_id, []).append(settings)
    return {
        (row.user_id, row.feed_id)
        for row in rows
        if does_fold([row.settings, *of_folders.get(row.id, ())], row.preferences or {})
    }
