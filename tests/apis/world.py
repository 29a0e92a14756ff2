"""A reader with feeds, entries and an app that may sign in; and a live server on loopback."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from mainstem.accounts.user import User
from mainstem.feeds.entry import Enclosure
from mainstem.feeds.feed import Feed
from mainstem.fetching import FakeInternet, Fetched, NotModified, Page, Request
from mainstem.library import Library, accounts, folders, subscribing
from mainstem.storage import Database, entries
from tests.storage.library import add_feed, clean, keep

FEED_URL = "https://tidepool.example/feed.xml"
DOCUMENT = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Tidepool</title>
<link>https://tidepool.example/</link><description>Low tide</description>
<item><guid>urn:t:1</guid><link>https://tidepool.example/1</link><title>Kelp</title>
<description>&lt;p&gt;Low tide at nine.&lt;/p&gt;</description>
<pubDate>Sat, 14 Mar 2026 08:00:00 GMT</pubDate></item></channel></rss>"""
PAGE = b"""<!doctype html><title>Tidepool</title>
<link rel="alternate" type="application/rss+xml" title="Tidepool" href="/feed.xml"><p>Welcome."""
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@dataclass
class World:
    """One library; ``clock`` is what it takes for now."""

    library: Library
    user: User
    secret: str
    internet: FakeInternet
    clock: list[datetime] = field(default_factory=list)

    def later(self, seconds: float = 60) -> datetime:
        """Let time pass."""
        self.clock[0] += timedelta(seconds=seconds)
        return self.clock[0]

    def reader(self, name: str, *, is_admin: bool = False) -> tuple[User, str]:
        """Another reader with an app's password."""
        user = accounts.add(self.library, name, "correct horse", is_admin=is_admin)
        return user, accounts.add_app(self.library, user, "app")[1]

    def feed(self, number: int, count: int = 3, *readers: User, folder: str = "") -> Feed:
        """A feed of that number with entries, followed by the readers (or the world's own)."""
        url = f"https://paper{number}.example/feed"
        held = readers or (self.user,)
        feed = add_feed(self.library.database, self.clock[0], *held, url=url)
        if folder:
            kept = folders.add(self.library, held[0], folder)
            subscribing.change(self.library, held[0], feed.id, folder_ids=[kept.id], title=f"Paper {number}")
        self.bring(feed, count)
        return feed

    def bring(self, feed: Feed, count: int, **changes: object) -> tuple[int, ...]:
        """Let entries arrive in a feed; returns their ids."""
        with self.library.database.read() as connection:
            first = entries.newest_id(connection)
        came = [
            clean(
                first + place,
                **{
                    "guid": f"urn:{feed.id}:{first}:{place}",
                    "published_at": self.clock[0] - timedelta(days=count - place),
                    "enclosures": (Enclosure("https://paper.example/1.mp3", "audio/mpeg", size_bytes=5),),
                    "categories": ("Harbour", "News"),
                    **changes,
                },
            )
            for place in range(count)
        ]
        return keep(self.library.database, feed, self.later(), *came)


def build(database: Database) -> World:
    """A library with one reader, who is an administrator, and an internet with one feed and its page."""
    internet = FakeInternet()
    internet.put(FEED_URL, Page(DOCUMENT, headers={"Content-Type": "application/rss+xml"}))
    internet.put("https://tidepool.example/", Page(PAGE, headers={"Content-Type": "text/html"}))
    clock = [NOW]

    def fetch(request: Request) -> Fetched | NotModified:
        return asyncio.run(internet.fetch(request))

    library = Library(database, b"x" * 32, fetch=fetch, now=lambda: clock[0])
    user = accounts.add(library, "ida", "correct horse", is_admin=True)
    _, secret = accounts.add_app(library, user, "phone")
    return World(library, user, secret, internet, clock)


@contextmanager
def served(routes: Callable[[Library], list[BaseRoute]], library: Library) -> Iterator[str]:
    """The address of a live server on loopback that answers these routes."""
    config = uvicorn.Config(Starlette(routes=routes(library)), port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
