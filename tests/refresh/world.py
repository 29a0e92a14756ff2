"""Picky servers, simulated time, and a reader who follows them: the harness for whole sequences of polls."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

from mainstem.feeds.feed import DueFeed
from mainstem.feeds.poll import Poll
from mainstem.fetching import Asked, FakeInternet, Page
from mainstem.refresh import worker
from mainstem.refresh.clock import Clock
from mainstem.storage import Database, feeds, polls, subscriptions, users

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)  # a Monday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = "https://paper.example/feed"


def rss(*entries: tuple[str, datetime], head: str = "") -> bytes:
    """A feed with entries of those titles and dates."""
    items = "".join(
        f"<item><title>{title}</title><guid>urn:{title}</guid><link>https://paper.example/{title}</link>"
        f"<pubDate>{format_datetime(at)}</pubDate><description>About {title}</description></item>"
        for title, at in entries
    )
    return f'<rss version="2.0"><channel><title>Paper</title>{head}{items}</channel></rss>'.encode()


class World:
    """``clock`` stands still within a round, except for what the gate waits."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.at = START
        self.internet = FakeInternet(lambda: self.at)
        self.slept: list[float] = []
        self._sleepers: list[datetime] = []
        self._clock = Clock(lambda: self.at, self._sleep)
        with database.write() as connection:
            self.reader = users.add(connection, "ida", "hash", START)

    async def _sleep(self, seconds: float) -> None:
        """Sleepers wake in their order; time goes on only when nobody is busy."""
        self.slept.append(seconds)
        until = self.at + timedelta(seconds=seconds)
        self._sleepers.append(until)
        while self.at < until:
            await asyncio.sleep(0.0001)
            if min(self._sleepers) == until:
                self.at = until
        self._sleepers.remove(until)

    def follow(self, url: str = URL, *programme: object, **options: object) -> int:
        """Follow a feed that answers so; returns its id."""
        if programme:
            self.internet.put(url, *programme)  # type: ignore[arg-type]
        with self.database.write() as connection:
            feed = feeds.add(connection, url, self.at, options=options or None)
            subscriptions.add(connection, self.reader.id, feed.id, self.at)
        return feed.id

    def round(self, *feed_ids: int, is_confirmed: bool = False) -> int:
        """What ``mainstem refresh --once`` does now."""
        work = worker.once(
            self.database, self.internet, feed_ids or None, clock=self._clock, is_confirmed=is_confirmed
        )
        return asyncio.run(work)

    def live(self, span: timedelta, step: timedelta = 10 * MINUTE) -> None:
        """Run a round at every step of simulated time."""
        until = self.at + span
        while self.at < until:
            if self._is_due():
                self.round()
            self.at += step

    def _is_due(self) -> bool:
        with self.database.read() as connection:
            due_at = feeds.next_due_at(connection)
        return due_at is not None and due_at <= self.at

    def asked(self, url: str = URL) -> list[Asked]:
        """The requests for an address, in order."""
        return self.internet.asked_for(url)

    def times(self, url: str = URL) -> list[datetime]:
        """When an address was asked."""
        return [one.at for one in self.asked(url)]

    def gaps(self, url: str = URL) -> list[timedelta]:
        """The times between two requests."""
        times = self.times(url)
        return [later - earlier for earlier, later in pairwise(times)]

    def feed(self, feed_id: int) -> DueFeed:
        """The feed as it is kept."""
        with self.database.read() as connection:
            return feeds.due_by_ids(connection, [feed_id])[0]

    def polls(self, feed_id: int) -> list[Poll]:
        """The rows of its polls, oldest first."""
        with self.database.read() as connection:
            return polls.of_feed(connection, feed_id, 10_000)[::-1]

    def titles(self) -> list[str]:
        """The entries that arrived, in their order."""
        from sqlalchemy import select

        from mainstem.storage.schema import entries

        with self.database.read() as connection:
            return list(connection.execute(select(entries.c.title).order_by(entries.c.id)).scalars())


def page(body: bytes, **headers: str) -> Page:
    """A page with validators of its body, as a good server has them."""
    made = Page(body, etag=f'"{hash(body) & 0xFFFFFF:x}"', last_modified="Mon, 02 Mar 2026 05:00:00 GMT")
    return replace(made, headers={name.replace("_", "-"): value for name, value in headers.items()})
