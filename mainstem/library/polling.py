"""Asking one feed now, while the reader waits."""

from __future__ import annotations

import asyncio

from mainstem.accounts.user import User
from mainstem.feeds import schedule
from mainstem.feeds.errors import TooManyTries
from mainstem.fetching import Answer, Fetched, NotModified, Request
from mainstem.library import subscribing
from mainstem.library.context import Library
from mainstem.refresh import claiming, way
from mainstem.refresh.way import Outcome
from mainstem.storage import feeds


class Internet:
    """The library's own way out, as the refresh expects it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    async def fetch(self, request: Request) -> Fetched | NotModified:
        """Ask an address; raises FetchFailed."""
        return await asyncio.to_thread(self._library.fetch, request)

    async def call(self, request: Request) -> Answer:
        """Ask a service; raises FetchFailed."""
        return await asyncio.to_thread(self._library.call, request)


def refresh(library: Library, user: User, feed_id: int) -> Outcome:
    """Ask a feed of the reader's now, and keep what came. Raises NotFound, FetchFailed, NotAFeed; TooManyTries
    within five minutes of the last request, and while the host wants to be left alone."""
    subscribing.one(library, user, feed_id)
    with library.database.read() as connection:
        [due] = feeds.due_by_ids(connection, [feed_id])
    now = library.now()
    until = claiming.may_refresh(due, now)
    if until is not None:
        wait = until - now
        raise TooManyTries(wait, f"This feed can be refreshed again in {schedule.span(wait)}.")
    outcome = asyncio.run(way.refresh(due, Internet(library), library.database))
    if outcome.trouble is not None:
        raise outcome.trouble
    return outcome
