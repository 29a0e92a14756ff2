"""What makes a feed another one (its recipe, how it is asked, its address) is changed by moving over: the new one
is followed as the old one was, and what was done with the entries comes along."""

from __future__ import annotations

from mainstem.accounts.user import User
from mainstem.feeds.errors import AlreadyExists
from mainstem.feeds.feed import Feed
from mainstem.library import doubles, subscribing
from mainstem.library.context import Library
from mainstem.reading import Subscription
from mainstem.storage import subscriptions


def move(library: Library, user: User, feed_id: int, to: Feed) -> Subscription:
    """Follow ``to`` instead of a feed, under the same name, in the same folders, with the same settings. Raises
    NotFound."""
    had = subscribing.one(library, user, feed_id)
    if had.feed.id == to.id:
        return had
    title = had.title if had.title != had.feed.name else ""
    with library.database.write() as connection:
        try:
            held = subscribing.follow(connection, user, to, library.now(), title, had.folder_ids)
            kept = {
                "visibility": int(had.visibility),
                "is_muted": had.is_muted,
                "position": had.position,
                "settings": dict(had.settings),
            }
            subscriptions.change(connection, held, kept)
        except AlreadyExists:
            pass
    return doubles.merge(library, user, to.id, feed_id)
