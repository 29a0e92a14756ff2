"""The way of a feed on one page: fetch → read (parse, clean) → decide → keep, and when to ask again.

``refresh`` walks it for one feed. Each step is a function of what it is given; the database is touched in
``keep`` alone, in one transaction, so that a crash at any moment loses nothing and doubles nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from mainstem.feeds import caching, changes, rhythm, schedule
from mainstem.feeds.errors import BadStatus, FetchFailed, NotAFeed
from mainstem.feeds.feed import DueFeed
from mainstem.fetching import Fetched, NotModified, Options, Request
from mainstem.refresh import reading
from mainstem.refresh.reading import Reading
from mainstem.storage import Connection, Database, entries, feeds


class Internet(Protocol):
    """Whatever fetches: the real fetcher or the fake."""

    async def fetch(self, request: Request) -> Fetched | NotModified:
        """Ask an address; raises FetchFailed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a poll. ``trouble`` is the error, or None; ``new_ids`` the entries that arrived."""

    feed_id: int
    new_ids: tuple[int, ...] = ()
    changed: int = 0
    is_unchanged: bool = False
    trouble: FetchFailed | NotAFeed | None = None


Answer = Fetched | NotModified | FetchFailed


async def refresh(due: DueFeed, internet: Internet, database: Database) -> Outcome:
    """Walk the whole way with one feed; trouble is an outcome, never an exception."""
    answer = await fetch(due, internet)
    return await asyncio.to_thread(follow, due, answer, database)


async def fetch(due: DueFeed, internet: Internet) -> Answer:
    """Ask the publisher, conditionally where we can."""
    options = Options(**due.options) if due.options else Options()
    request = Request(due.feed_url, due.etag, due.last_modified, due.subscribers, options)
    try:
        return await internet.fetch(request)
    except FetchFailed as trouble:
        return trouble


def follow(due: DueFeed, answer: Answer, database: Database) -> Outcome:
    """Read what came, then keep what follows from it."""
    read = understand(due, answer)
    with database.write() as connection:
        return keep(connection, due, answer, read, datetime.now(UTC))


def understand(due: DueFeed, answer: Answer) -> Reading | NotAFeed | None:
    """The document, or why it is none; None where nothing new came to be read."""
    if not isinstance(answer, Fetched) or reading.body_hash(answer.body) == due.body_hash:
        return None
    try:
        return reading.read(answer.body, answer.final_url, answer.headers, due.guid_policy)
    except NotAFeed as trouble:
        return trouble


def keep(
    connection: Connection, due: DueFeed, answer: Answer, read: Reading | NotAFeed | None, now: datetime
) -> Outcome:
    """Write everything that follows from one poll, in the caller's transaction."""
    if isinstance(answer, FetchFailed):
        return _keep_trouble(connection, due, answer, now)
    if isinstance(read, NotAFeed):
        return _keep_trouble(connection, due, read, now)
    values = _answered(due, answer, now)
    if read is None:
        feeds.change(connection, due.id, values | _next(due, answer, now))
        return Outcome(due.id, is_unchanged=True)
    have = entries.have(connection, due.id, [entry.guid_key for entry in read.entries])
    decided = changes.decide(read.entries, have)
    new_ids = entries.keep(connection, due.id, decided, now)
    values |= _said(read) | ({"changed_at": now} if new_ids else {})
    feeds.change(connection, due.id, values | _next(due, answer, now, read))
    return Outcome(due.id, new_ids, len(decided.changed))


def _answered(due: DueFeed, answer: Fetched | NotModified, now: datetime) -> dict[str, Any]:
    """Validators as received; those that a 304 leaves out stay."""
    values: dict[str, Any] = {"fetched_at": now, "succeeded_at": now, "faults": 0, "fault": ""}
    values |= {"failing_since": None}
    if isinstance(answer, Fetched):
        return values | {"etag": answer.etag, "last_modified": answer.last_modified}
    return values | {
        "etag": answer.etag or due.etag,
        "last_modified": answer.last_modified or due.last_modified,
    }


def _said(read: Reading) -> dict[str, Any]:
    """What the document says of the feed; what it leaves out stays as it was."""
    said = {
        "title": read.feed.title,
        "site_url": read.feed.site_url,
        "description": read.feed.description,
        "language": read.feed.language,
        "image_url": read.feed.image_url or read.feed.icon_url,
    }
    kept: dict[str, Any] = {name: value for name, value in said.items() if value}
    return kept | {"body_hash": read.body_hash, "guid_policy": read.guid_policy}


def _next(
    due: DueFeed, answer: Fetched | NotModified, now: datetime, read: Reading | None = None
) -> dict[str, Any]:
    known = rhythm.of([one.published_at for one in read.entries], now) if read else rhythm.UNKNOWN
    decided = schedule.next_poll(
        schedule.Known(
            now=now,
            rhythm=known,
            freshness=caching.freshness(answer.headers, now),
            has_validators=bool(due.etag or due.last_modified or answer.etag or answer.last_modified),
            seed=due.id,
        )
    )
    return {"due_at": decided.due_at}


def _keep_trouble(
    connection: Connection, due: DueFeed, trouble: FetchFailed | NotAFeed, now: datetime
) -> Outcome:
    status = trouble.status if isinstance(trouble, BadStatus) else 0
    is_fault = status != 429
    faults = due.faults + is_fault
    outcome = schedule.Outcome.GONE if status == 410 else schedule.Outcome.FAILED
    outcome = schedule.Outcome.LIMITED if status == 429 else outcome
    retry_after = trouble.retry_after if isinstance(trouble, BadStatus) else None
    known = schedule.Known(
        now=now, outcome=outcome, faults=faults, limits=1, retry_after=retry_after, seed=due.id
    )
    values: dict[str, Any] = {
        "fetched_at": now,
        "faults": faults,
        "fault": str(trouble),
        "is_gone": status == 410,
    }
    values |= {"failing_since": due.failing_since or now, "due_at": schedule.next_poll(known).due_at}
    feeds.change(connection, due.id, values)
    return Outcome(due.id, trouble=trouble)
