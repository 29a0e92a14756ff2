"""The way of a feed on one page: turn → fetch → read (parse, clean) → decide → keep, and when to ask again.

``refresh`` walks it for one feed. Each step is a function of what it is given; the database is touched in
``keeping`` alone, in one transaction, so that a crash at any moment loses nothing and doubles nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from mainstem.feeds.errors import FetchFailed, NotAFeed
from mainstem.feeds.feed import DueFeed
from mainstem.fetching import Fetched, NotModified, Request
from mainstem.refresh import keeping, reading, turn
from mainstem.refresh.clock import utc_now
from mainstem.refresh.keeping import Polled
from mainstem.refresh.reading import Reading
from mainstem.refresh.turn import Answer, Outcome, Turn
from mainstem.storage import Database, documents

__all__ = ["Answer", "Internet", "Outcome", "Turn", "ask", "follow", "refresh", "understand"]

Read = Callable[[Fetched, DueFeed, bytes], Reading | NotAFeed]


class Internet(Protocol):
    """Whatever fetches: the real fetcher or the fake."""

    async def fetch(self, request: Request) -> Fetched | NotModified:
        """Ask an address; raises FetchFailed."""


async def refresh(due: DueFeed, internet: Internet, database: Database) -> Outcome:
    """Walk the whole way with one feed; trouble of the feed is an outcome, never an exception."""
    answer = await ask(turn.of(due), internet, utc_now())
    return await asyncio.to_thread(follow, due, answer, database)


async def ask(its: Turn, internet: Internet, now: datetime) -> Answer:
    """Ask the publisher, conditionally where we can."""
    try:
        return await internet.fetch(turn.request(its, now))
    except FetchFailed as trouble:
        return trouble


def follow(due: DueFeed, answer: Answer, database: Database) -> Outcome:
    """Read what came, then keep what follows from it."""
    read = understand(due, answer, here, database)
    polled = Polled(turn.of(due), answer, read)
    return keeping.keep_all(database, [polled], utc_now())[0]


def understand(
    due: DueFeed, answer: Answer, read: Read, database: Database | None = None
) -> Reading | NotAFeed | None:
    """The document, or why it is none; None where nothing new came to be read. What is known of the document
    before is looked up in ``database``."""
    if not isinstance(answer, Fetched) or reading.body_hash(answer.body) == due.body_hash:
        return None
    known = b""
    if database is not None and due.body_hash:
        with database.read() as connection:
            known = documents.traces(connection, due.id)
    return read(answer, due, known)


def here(answer: Fetched, due: DueFeed, known: bytes = b"") -> Reading | NotAFeed:
    """Read a document in this process."""
    try:
        return reading.read(answer.body, answer.final_url, answer.headers, due.guid_policy, known, due.recipe)
    except NotAFeed as trouble:
        return trouble
