"""The icons of sites: looked for once a feed was read, again every few weeks, at the pace of the host's gate."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from urllib.parse import urljoin

from mainstem.feeds.errors import FetchFailed
from mainstem.fetching import Fetched, Request
from mainstem.parsing import siteicon
from mainstem.refresh import gates
from mainstem.refresh.clock import WALL, Clock
from mainstem.refresh.way import Internet
from mainstem.storage import Database, icons
from mainstem.storage.icons import Wanted

EVERY = timedelta(days=21)
_AT_ONCE = 8
_LARGEST = 1_000_000  # bytes: an icon, not a photograph


async def search(database: Database, internet: Internet, clock: Clock = WALL) -> int:
    """Look for the icons of some feeds; returns how many were found."""
    with database.read() as connection:
        wanted = icons.to_search(connection, clock.now() - EVERY, _AT_ONCE)
    return sum(await asyncio.gather(*(_search(database, internet, clock, one) for one in wanted)))


async def _search(database: Database, internet: Internet, clock: Clock, wanted: Wanted) -> bool:
    found: tuple[str, str, bytes] | None = None
    await asyncio.to_thread(_begin, database, wanted.feed_id, clock.now())
    site_url = wanted.site_url if _is_page(wanted) else urljoin(wanted.feed_url, "/")
    page = await _get(database, internet, clock, site_url, "text/html,*/*;q=0.5")
    named = siteicon.candidates(page.body.decode("utf-8", "replace"), page.final_url) if page else []
    for url in [*named[:2], siteicon.usual(page.final_url if page else site_url)]:
        answer = await _get(database, internet, clock, url, "image/*,*/*;q=0.5")
        if answer is None or len(answer.body) > _LARGEST:
            continue
        kind, data = await asyncio.to_thread(siteicon.shrunk, answer.body)
        if kind:
            found = url, kind, data
            break
    await asyncio.to_thread(_keep, database, wanted.feed_id, found, clock.now())
    return found is not None


def _is_page(wanted: Wanted) -> bool:
    """Feeds that give themselves as their site are not asked once more, without validators."""
    return wanted.site_url.startswith(("http://", "https://")) and wanted.site_url != wanted.feed_url


async def _get(database: Database, internet: Internet, clock: Clock, url: str, accept: str) -> Fetched | None:
    """What lies at an address, asked for when the host's gate allows it; None for trouble of any kind."""
    try:
        await gates.of(database, clock)(url)
        answer = await internet.fetch(Request(url, accept=accept, subscribers=0))
    except FetchFailed:
        return None
    return answer if isinstance(answer, Fetched) else None


def _begin(database: Database, feed_id: int, now: datetime) -> None:
    """A process that dies meanwhile looks again tomorrow, not at each start."""
    with database.write() as connection:
        icons.searched(connection, feed_id, now - EVERY + timedelta(days=1))


def _keep(database: Database, feed_id: int, found: tuple[str, str, bytes] | None, now: datetime) -> None:
    with database.write() as connection:
        icons.searched(connection, feed_id, now)
        if found:
            icons.keep(connection, feed_id, *found, now)
