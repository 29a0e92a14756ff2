"""Looking over everything that a reader follows, with unread counts: what each page's sidebar needs."""

from __future__ import annotations

from mainstem.accounts.user import User
from mainstem.library.context import Library
from mainstem.reading.overview import Overview
from mainstem.storage import entries, labels, overview, subscriptions

_ROW_BYTES = 300


def look(library: Library, user: User) -> Overview:
    """A reader's overview as it is now; remembered as long as the database does not change."""
    version, key = library.database.version(), ("overview", user.id)
    had: Overview | None = library.answers.get(key, version)
    if had is not None:
        return had
    with library.database.read() as connection:
        seen = Overview(
            tuple(overview.followed(connection, user.id)),
            tuple(subscriptions.folders_of(connection, user.id)),
            tuple(labels.every(connection, user.id)),
            entries.newest_id(connection),
        )
    library.answers.put(key, version, seen, 1000 + _ROW_BYTES * len(seen.followed))
    return seen
