"""The statement behind the sidebar: the few columns that it shows, read as they are kept."""

from __future__ import annotations

from sqlalchemy import BindParameter, Connection, bindparam, select

from mainstem.reading.overview import Followed
from mainstem.storage.schema import feeds, folders, subscription_folders, subscriptions

_READER: BindParameter[int] = bindparam("reader")
_OWN, _FEED = subscriptions.c, feeds.c
_ROWS = (
    select(
        _OWN.id,
        _OWN.title,
        _FEED.title.label("feed_title"),
        _FEED.feed_url,
        _OWN.feed_id,
        _OWN.unread_count,
        _OWN.starred_unread_count,
        _OWN.visibility,
        _FEED.icon_id,
        _OWN.is_muted,
        _FEED.faults,
        _FEED.is_gone,
        _OWN.position,
    )
    .join(feeds, _FEED.id == _OWN.feed_id)
    .where(_OWN.user_id == _READER, _OWN.left_at.is_(None))
)
_HELD = (
    select(subscription_folders.c.subscription_id, subscription_folders.c.folder_id)
    .join(folders, folders.c.id == subscription_folders.c.folder_id)
    .where(folders.c.user_id == _READER)
)
_NONE: tuple[int, ...] = ()
_LAST = 1 << 62


def followed(connection: Connection, user_id: int) -> list[Followed]:
    """A reader's subscriptions: those that were put in an order, then the others by title."""
    grouped: dict[int, tuple[int, ...]] = {}
    for own_id, folder_id in connection.execute(_HELD, {"reader": user_id}).all():
        grouped[own_id] = (*grouped.get(own_id, _NONE), folder_id)
    found = [
        (
            _LAST if place is None else place,
            Followed(
                feed_id,
                own or given or url,
                unread,
                starred,
                visibility,
                icon or 0,
                is_muted,
                bool(faults) or is_gone,
                grouped.get(own_id, _NONE),
            ),
        )
        for own_id, own, given, url, feed_id, unread, starred, visibility, icon, is_muted, faults, is_gone, place in (
            connection.execute(_ROWS, {"reader": user_id}).all()
        )
    ]
    found.sort(key=lambda pair: (pair[0], pair[1].title.casefold(), pair[1].feed_id))
    return [one for _, one in found]
