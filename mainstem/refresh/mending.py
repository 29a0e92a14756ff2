"""Feeds that fail for a week are looked for anew: at https, at the stored redirect, on the site, at usual places.

What is found is proposed with the overlap of its entries, for people to decide on; nothing is switched here.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from urllib.parse import urljoin

from mainstem import parsing
from mainstem.feeds import polling
from mainstem.feeds.entry import digest
from mainstem.feeds.errors import FetchFailed, NotAFeed
from mainstem.feeds.feed import DueFeed, Feed
from mainstem.feeds.parsed import ParsedFeed
from mainstem.fetching import Fetched, Request
from mainstem.refresh import gates
from mainstem.refresh.clock import WALL, Clock
from mainstem.refresh.reading import url_key
from mainstem.refresh.way import Internet
from mainstem.storage import Database, feeds, repairs
from mainstem.storage.repairs import Proposal

FAILING_FOR = timedelta(days=7)
SEARCH_EVERY = timedelta(days=14)
_USUAL = ("/feed", "/feed/", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json")
_MOST_TRIES = 12


async def search(database: Database, internet: Internet, clock: Clock = WALL, limit: int = 2) -> int:
    """Look for replacements of some feeds; returns for how many one was found."""
    now = clock.now()
    with database.read() as connection:
        ids = repairs.to_search(connection, now - FAILING_FOR, now - SEARCH_EVERY, limit)
    return sum([await _search(database, internet, clock, feed_id) for feed_id in ids])


async def _search(database: Database, internet: Internet, clock: Clock, feed_id: int) -> bool:
    with database.read() as connection:
        known, [due] = feeds.by_id(connection, feed_id), feeds.due_by_ids(connection, [feed_id])
    if known is None:
        return False
    best = Proposal(feed_id, "", "", 0.0, clock.now())
    places = await _places(database, internet, clock, known, due)
    for url in places[:_MOST_TRIES]:
        answer = await _get(database, internet, clock, url)
        proposal = await asyncio.to_thread(_judged, database, feed_id, answer, clock) if answer else None
        if proposal is not None and (not best.feed_url or proposal.overlap > best.overlap):
            best = proposal
        if best.overlap >= 0.5:
            break
    with database.write() as connection:
        repairs.keep(connection, best)
    return bool(best.feed_url)


async def _places(
    database: Database, internet: Internet, clock: Clock, known: Feed, due: DueFeed
) -> list[str]:
    """Addresses worth a try, the likeliest first; never the one that fails."""
    moved_to = polling.from_json(due.polling).sighting.url
    found = [moved_to, known.feed_url.replace("http://", "https://", 1)]
    site_url = known.site_url or urljoin(known.feed_url, "/")
    page = await _get(database, internet, clock, site_url)
    if page is not None:
        try:
            parsing.parse(page.body, page.final_url, page.headers)
            found.append(page.final_url)
        except NotAFeed as told:
            found += [str(getattr(one, "feed_url", "")) for one in told.candidates]
    found += [urljoin(site_url, path) for path in _USUAL]
    return [
        url
        for url in dict.fromkeys(found)
        if url.startswith(("http://", "https://")) and url != known.feed_url
    ]


def _judged(database: Database, feed_id: int, answer: Fetched, clock: Clock) -> Proposal | None:
    """How much of what lies there is ours already; None where it is no feed."""
    try:
        feed: ParsedFeed = parsing.parse(answer.body, answer.final_url, answer.headers)
    except NotAFeed:
        return None
    guid_keys = [digest(entry.guid or entry.url) for entry in feed.entries]
    url_keys = [url_key(entry.url) for entry in feed.entries if entry.url]
    with database.read() as connection:
        overlap = repairs.overlap(connection, feed_id, guid_keys, url_keys)
    return Proposal(feed_id, answer.final_url, feed.title, overlap, clock.now())


async def _get(database: Database, internet: Internet, clock: Clock, url: str) -> Fetched | None:
    """What lies at an address, asked for when the host's gate allows it; None for trouble of any kind."""
    try:
        await gates.of(database, clock)(url)
        answer = await internet.fetch(Request(url, subscribers=0))
    except FetchFailed:
        return None
    return answer if isinstance(answer, Fetched) else None
