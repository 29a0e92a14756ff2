"""Statements that read counts alone, in as few columns as they need."""

from __future__ import annotations

from sqlalchemy import Connection, select

from mainstem.reading.counts import Count, Counted
from mainstem.storage.schema import feeds, folders, labels, subscription_folders, subscriptions

_OWN = subscriptions.c
_COUNTS = (
    _OWN.id,
    _OWN.feed_id,
    _OWN.visibility,
    _OWN.unread_count,
    _OWN.total_count,
    _OWN.starred_unread_count,
    _OWN.starred_count,
)


def subscriptions_of(connection: Connection, user_id: int) -> list[Counted]:
    """The counts of a reader's subscriptions."""
    held = (_OWN.user_id == user_id) & _OWN.left_at.is_(None)
    pairs = select(subscription_folders.c.subscription_id, subscription_folders.c.folder_id)
    pairs = pairs.join(folders, folders.c.id == subscription_folders.c.folder_id)
    grouped: dict[int, tuple[int, ...]] = {}
    for subscription_id, folder_id in connection.execute(pairs.where(folders.c.user_id == user_id)).all():
        grouped[subscription_id] = (*grouped.get(subscription_id, ()), folder_id)
    rows = connection.execute(select(*_COUNTS).where(held)).all()
    return [Counted(*row[1:], grouped.get(row[0], ())) for row in rows]


def parents_of(connection: Connection, user_id: int) -> dict[int, int | None]:
    """The folder that each folder of a reader's is in."""
    found = select(folders.c.id, folders.c.parent_id).where(folders.c.user_id == user_id)
    return {folder_id: parent_id for folder_id, parent_id in connection.execute(found).tuples()}


def labels_of(connection: Connection, user_id: int) -> dict[int, Count]:
    """The counts of a reader's labels."""
    found = select(labels.c.id, labels.c.unread_count, labels.c.total_count).where(
        labels.c.user_id == user_id
    )
    return {label_id: Count(unread, total) for label_id, unread, total in connection.execute(found).tuples()}


def feeds_by_title(connection: Connection, user_id: int) -> list[int]:
    """A reader's feeds in the order of their titles."""
    named = select(_OWN.feed_id, _OWN.title, feeds.c.title, feeds.c.feed_url)
    named = named.join(feeds, feeds.c.id == _OWN.feed_id)
    rows = connection.execute(named.where(_OWN.user_id == user_id, _OWN.left_at.is_(None))).tuples()
    ordered = sorted((((own or given or url).casefold(), feed_id) for feed_id, own, given, url in rows))
    return [feed_id for _, feed_id in ordered]
