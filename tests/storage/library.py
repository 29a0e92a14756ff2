"""A small world to test storage with: a reader, a feed, entries."""

from __future__ import annotations

from datetime import datetime

from mainstem.accounts.user import User
from mainstem.feeds.changes import decide
from mainstem.feeds.entry import CleanEntry
from mainstem.feeds.feed import Feed
from mainstem.storage import Database, entries, feeds, subscriptions, users


def clean(number: int, **changes: object) -> CleanEntry:
    """An entry as it comes out of cleaning."""
    values: dict[str, object] = {
        "guid": f"urn:{number}",
        "url": f"https://paper.example/{number}",
        "title": f"Title {number}",
        "html": f"<p>Body {number}</p>",
        "text": f"Body {number}",
    }
    return CleanEntry(**{**values, **changes})  # type: ignore[arg-type]


def add_reader(database: Database, now: datetime, name: str = "ida") -> User:
    """A reader."""
    with database.write() as connection:
        return users.add(connection, name, "hash", now)


def add_feed(
    database: Database, now: datetime, *readers: User, url: str = "https://paper.example/feed"
) -> Feed:
    """A feed that the readers follow."""
    with database.write() as connection:
        feed = feeds.add(connection, url, now)
        for reader in readers:
            subscriptions.add(connection, reader.id, feed.id, now)
    return feed


def keep(database: Database, feed: Feed, now: datetime, *came: CleanEntry) -> tuple[int, ...]:
    """Entries that came with a fetch; returns the new ids."""
    with database.write() as connection:
        have = entries.have(connection, feed.id, [one.guid_key for one in came])
        return entries.keep(connection, feed.id, decide(came, have), now)
