"""Who may change what a feed holds: its only reader, or an administrator. Entries are shared, and nobody
writes into what others read."""

from __future__ import annotations

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotAllowed, NotFound
from mainstem.storage import Connection, feeds, subscriptions


def check(connection: Connection, user: User, feed_id: int) -> None:
    """Raises NotFound where the reader does not follow the feed, NotAllowed where others do too."""
    if subscriptions.one(connection, user.id, feed_id) is None:
        raise NotFound("You do not follow this feed.")
    if user.is_admin:
        return
    [due] = feeds.due_by_ids(connection, [feed_id])
    if due.subscribers > 1:
        raise NotAllowed("Others read this feed too; only an administrator may change its entries.")
