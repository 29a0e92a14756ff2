"""Older entries, fetched page by page when a reader asks for them, at the pace of the host's gate."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from mainstem.feeds import paging
from mainstem.feeds.errors import BadStatus, NotAFeed, NotFound
from mainstem.feeds.feed import DueFeed
from mainstem.fetching import Fetched, Options, Request, stored, target
from mainstem.refresh import keeping, way
from mainstem.refresh.clock import WALL, Clock
from mainstem.storage import Database, documents, feeds


@dataclass(frozen=True, slots=True)
class Older:
    """How many entries a page of history brought, and whether there may be more."""

    entries: int
    has_more: bool


async def fetch(database: Database, internet: way.Internet, feed_id: int, clock: Clock = WALL) -> Older:
    """Fetch the next page of a feed's history over a way that waits at gates. Unread counts stay as they are.

    Raises NotFound, NotAFeed, FetchFailed: HostHeld where the host is to be left alone for longer.
    """
    with database.read() as connection:
        known = feeds.due_by_ids(connection, [feed_id])
        url = documents.history(connection, feed_id)
    if not known:
        raise NotFound("There is no such feed.")
    if not url:
        return Older(0, has_more=False)
    try:
        answer = await internet.fetch(Request(url, subscribers=0, options=_options(known[0], url)))
    except BadStatus as told:
        if told.status not in (404, 410):
            raise
        return await asyncio.to_thread(_end, database, feed_id)
    if not isinstance(answer, Fetched):
        return await asyncio.to_thread(_end, database, feed_id)
    return await asyncio.to_thread(_keep, database, feed_id, url, answer, clock)


def _options(due: DueFeed, url: str) -> Options:
    """How the feed is asked; its secrets are for its own origin, whatever address its document names."""
    is_home = target.read(url).origin == target.read(due.feed_url).origin
    return stored.read(due.options) if is_home else Options()


def _keep(database: Database, feed_id: int, url: str, answer: Fetched, clock: Clock) -> Older:
    with database.read() as connection:
        [due] = feeds.due_by_ids(connection, [feed_id])
    read = way.here(answer, due)
    if isinstance(read, NotAFeed):
        raise read
    following = paging.older(read.feed, url) if read.entries else ""
    with database.write() as connection:
        count = keeping.keep_older(connection, feed_id, read, clock.now())
        documents.reach(connection, feed_id, following)
    return Older(count, has_more=bool(following))


def _end(database: Database, feed_id: int) -> Older:
    with database.write() as connection:
        documents.reach(connection, feed_id, "")
    return Older(0, has_more=False)
