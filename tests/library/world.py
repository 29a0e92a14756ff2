"""An open library on a fake internet, for tests."""

from __future__ import annotations

import asyncio
from datetime import datetime

from mainstem.accounts.user import User
from mainstem.fetching import FakeInternet, Page
from mainstem.library import Library, accounts
from mainstem.refresh import worker
from mainstem.storage import Database, feeds

FEED_URL = "https://paper.example/feed"
PASSWORD = "a long enough one"


def open_library(
    database: Database, internet: FakeInternet | None = None, now: datetime | None = None
) -> Library:
    """A library whose network is the fake one."""
    net = internet or FakeInternet()
    moment = {"now": (lambda: now)} if now else {}
    return Library(database, b"s" * 32, fetch=lambda request: asyncio.run(net.fetch(request)), **moment)


def reader(library: Library, name: str = "ida") -> User:
    """An account."""
    return accounts.add(library, name, PASSWORD)


def rss(*titles: str, title: str = "The Paper") -> Page:
    """A feed with an entry for each title, newest first."""
    items = "".join(
        f"<item><title>{one}</title><guid>urn:{one}</guid><link>https://paper.example/{one}</link>"
        f"<description>&lt;p&gt;About {one}&lt;/p&gt;</description></item>"
        for one in titles
    )
    head = f"<title>{title}</title><link>https://paper.example/</link>"
    body = f'<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
    return Page(body, headers={"content-type": "application/rss+xml"})


def refresh(library: Library, internet: FakeInternet, *feed_ids: int) -> int:
    """Walk the way with what is due, or with those feeds, as if they had not been asked for long."""
    with library.database.write() as connection:
        for feed_id in feed_ids:
            feeds.change(connection, feed_id, {"fetched_at": None})
    return asyncio.run(worker.once(library.database, internet, feed_ids or None))
