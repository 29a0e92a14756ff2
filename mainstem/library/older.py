"""Older entries than a feed's document holds: fetched when a reader asks for them; nothing of it is unread."""

from __future__ import annotations

import asyncio

from mainstem.accounts.user import User
from mainstem.library import polling, subscribing
from mainstem.library.context import Library
from mainstem.refresh import history
from mainstem.refresh.history import Older
from mainstem.storage import documents

__all__ = ["Older", "fetch", "has_more"]


def has_more(library: Library, user: User, feed_id: int) -> bool:
    """Whether the publisher says that there are older entries, or is known to have them. Raises NotFound."""
    subscribing.one(library, user, feed_id)
    with library.database.read() as connection:
        return documents.history(connection, feed_id) != ""


def fetch(library: Library, user: User, feed_id: int) -> Older:
    """Fetch the next page of older entries, read already for everybody. Raises NotFound, FetchFailed (HostHeld
    where the host is to be left alone), NotAFeed."""
    subscribing.one(library, user, feed_id)
    return asyncio.run(history.fetch(library.database, polling.Internet(library), feed_id))
