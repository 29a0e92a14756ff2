"""Statements about entries as they arrive at readers: their settings, equal titles, too many unread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from mainstem.storage.schema import entries, folders, states, subscription_folders, subscriptions, users

Levels = dict[int, list[Mapping[str, Any]]]


def settings_of(connection: Connection, feed_ids: Sequence[int]) -> dict[int, Levels]:
    """By feed and reader, what everybody who follows it has set: by the subscription, its folders, the reader."""
    own = select(
        subscriptions.c.feed_id,
        subscriptions.c.id,
        subscriptions.c.user_id,
        subscriptions.c.settings,
        users.c.preferences,
    )
    own = own.join(users, users.c.id == subscriptions.c.user_id)
    is_theirs = subscriptions.c.feed_id.in_(list(feed_ids))
    rows = connection.execute(own.where(is_theirs, subscriptions.c.left_at.is_(None))).all()
    above = select(subscription_folders.c.subscription_id, folders.c.settings)
    above = above.join(folders, folders.c.id == subscription_folders.c.folder_id)
    above = above.join(subscriptions, subscriptions.c.id == subscription_folders.c.subscription_id)
    of_folders: dict[int, list[Mapping[str, Any]]] = {}
    for subscription_id, settings in connection.execute(above.where(is_theirs)):
        of_folders.setdefault(subscription_id, []).append(settings)
    levels: dict[int, Levels] = {feed_id: {} for feed_id in feed_ids}
    for row in rows:
        reading = (row.preferences or {}).get("reading", {})
        levels[row.feed_id][row.user_id] = [row.settings, *of_folders.get(row.id, ()), reading]
    return levels


def same_title(
    connection: Connection, feed_ids: Iterable[int], new_ids: Sequence[int], newest: int
) -> list[int]:
    """Those of the new entries whose title is among the ``newest`` earlier entries of the feeds."""
    wanted = select(entries.c.id, entries.c.title).where(entries.c.id.in_(list(new_ids)))
    titles = {
        entry_id: title for entry_id, title in connection.execute(wanted.order_by(entries.c.id)).tuples()
    }
    first = min(titles, default=0)
    earlier = select(entries.c.title).where(entries.c.feed_id.in_(list(feed_ids)), entries.c.id < first)
    known = set(connection.execute(earlier.order_by(entries.c.id.desc()).limit(newest)).scalars())
    same = []
    for entry_id, title in titles.items():
        if title in known:
            same.append(entry_id)
        known.add(title)
    return same


def feeds_beside(connection: Connection, user_id: int, feed_id: int) -> list[int]:
    """The feeds in the folders that a reader's feed is in, itself among them."""
    mine = (subscriptions.c.user_id == user_id) & (subscriptions.c.feed_id == feed_id)
    held = select(subscription_folders.c.folder_id).join(
        subscriptions, subscriptions.c.id == subscription_folders.c.subscription_id
    )
    beside = select(subscriptions.c.feed_id).distinct()
    beside = beside.join(subscription_folders, subscription_folders.c.subscription_id == subscriptions.c.id)
    found = connection.execute(beside.where(subscription_folders.c.folder_id.in_(held.where(mine)))).scalars()
    return sorted({feed_id, *found})


def beyond_unread(connection: Connection, user_id: int, feed_id: int, newest: int) -> list[int]:
    """A feed's unread entries but the ``newest``."""
    unread = (states.c.user_id == user_id) & (states.c.feed_id == feed_id) & states.c.is_unread
    found = select(states.c.entry_id).where(unread).order_by(states.c.entry_id.desc())
    return list(connection.execute(found.offset(newest).limit(10_000)).scalars())


def no_longer_listed(connection: Connection, feed_id: int, tolerance: timedelta) -> list[int]:
    """A feed's entries that its last document did not list; ``listed_at`` may be stale by ``tolerance``."""
    of_feed = entries.c.feed_id == feed_id
    last = connection.execute(select(func.max(entries.c.listed_at)).where(of_feed)).scalar()
    if last is None:
        return []
    gone = select(entries.c.id).where(of_feed, entries.c.listed_at < last - tolerance)
    return list(connection.execute(gone.order_by(entries.c.id.desc()).limit(10_000)).scalars())
