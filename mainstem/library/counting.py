"""The counts of all streams at once: what badges, titles and polling apps ask for again and again."""

from __future__ import annotations

from mainstem.accounts.user import User
from mainstem.library.context import Library
from mainstem.reading.counts import Count, Counted, of_streams
from mainstem.reading.stream import Stream, Visibility
from mainstem.storage import counting


def by_feed(library: Library, user: User) -> list[Counted]:
    """The counts of each subscription that apps are shown: all but the hidden ones."""
    with library.database.read() as connection:
        found = counting.subscriptions_of(connection, user.id)
    return [one for one in found if one.visibility >= Visibility.FEED]


def every(library: Library, user: User) -> dict[Stream, Count]:
    """Unread and total of the main, important, all and starred streams, each folder, feed and label; exact."""
    with library.database.read() as connection:
        return of_streams(
            counting.subscriptions_of(connection, user.id),
            counting.parents_of(connection, user.id),
            counting.labels_of(connection, user.id),
        )
