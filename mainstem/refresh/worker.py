"""Which feeds are due, many at once, until told to stop."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta

from mainstem.feeds.errors import StorageTrouble
from mainstem.feeds.feed import DueFeed
from mainstem.refresh.way import Internet, Outcome, refresh
from mainstem.storage import Database, feeds

_BATCH = 200
_LONGEST_REST = timedelta(seconds=30)
_SHORTEST_REST = timedelta(seconds=1)

Report = Callable[[DueFeed, Outcome], None]


def _ignore(_feed: DueFeed, _outcome: Outcome) -> None: ...


async def once(
    database: Database, internet: Internet, feed_ids: Iterable[int] | None = None, report: Report = _ignore
) -> int:
    """Refresh what is due now (or the feeds of those ids, due or not); returns how many feeds were asked."""
    asked: set[int] = set()
    while True:
        batch = [feed for feed in await asyncio.to_thread(_due, database, feed_ids) if feed.id not in asked]
        if not batch:
            return len(asked)
        asked.update(feed.id for feed in batch)
        await asyncio.gather(*(_one(feed, internet, database, report) for feed in batch))


async def forever(
    database: Database,
    internet: Internet,
    stop: asyncio.Event,
    report: Report = _ignore,
    trouble: Callable[[StorageTrouble], Awaitable[None]] | None = None,
) -> None:
    """Refresh whatever becomes due until ``stop`` is set; trouble of the database is told and waited out."""
    while not stop.is_set():
        try:
            await once(database, internet, None, report)
            rest = await asyncio.to_thread(_rest, database)
        except StorageTrouble as error:
            rest = _LONGEST_REST
            if trouble is not None:
                await trouble(error)
        try:
            await asyncio.wait_for(stop.wait(), rest.total_seconds())
        except TimeoutError:
            continue


async def _one(feed: DueFeed, internet: Internet, database: Database, report: Report) -> None:
    report(feed, await refresh(feed, internet, database))


def _due(database: Database, feed_ids: Iterable[int] | None) -> list[DueFeed]:
    with database.read() as connection:
        if feed_ids is not None:
            return feeds.due_by_ids(connection, feed_ids)
        return feeds.due(connection, datetime.now(UTC), _BATCH)


def _rest(database: Database) -> timedelta:
    with database.read() as connection:
        due_at = feeds.next_due_at(connection)
    left = due_at - datetime.now(UTC) if due_at else _LONGEST_REST
    return min(max(left, _SHORTEST_REST), _LONGEST_REST)
