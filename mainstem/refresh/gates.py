"""Every request waits at its host's gate, whoever makes it: feeds take their turns when they are claimed; icons,
full texts, pages, history, and the next stop of a redirect take theirs here."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mainstem.feeds import gate, hosts, schedule
from mainstem.feeds.errors import HostHeld
from mainstem.fetching import Fetched, NotModified, Request
from mainstem.refresh.clock import WALL, Clock
from mainstem.refresh.way import Internet
from mainstem.storage import Database
from mainstem.storage import hosts as budgets

PATIENCE = timedelta(seconds=20)  # for who waits for an answer; what can wait longer comes again

Enter = Callable[[str], Awaitable[None]]


def of(database: Database, clock: Clock = WALL, patience: timedelta = PATIENCE) -> Enter:
    """The gate of an installation: a function that takes the next turn at an address's host and waits for it.
    It raises HostHeld where that would take longer than ``patience``."""

    async def enter(url: str) -> None:
        if hosts.key(url).is_private:  # somebody waits for an answer of his own service
            return
        begins_at = await asyncio.to_thread(_reserve, database, url, clock.now(), patience)
        wait = begins_at - clock.now()
        if wait > timedelta():
            await clock.sleep(wait.total_seconds())

    return enter


@dataclass(frozen=True, slots=True)
class Gated:
    """A way to the network that waits at the gate before each request."""

    internet: Internet
    enter: Enter

    async def fetch(self, request: Request) -> Fetched | NotModified:
        """Ask an address at its host's pace; raises FetchFailed."""
        await self.enter(request.url)
        return await self.internet.fetch(request)


def _reserve(database: Database, url: str, now: datetime, patience: timedelta) -> datetime:
    key = hosts.key(url)
    with database.write() as connection:
        budget, begins_at = gate.reserve(budgets.budgets(connection, [key])[key], now)
        wait = begins_at - now
        if wait > patience:
            raise HostHeld(
                wait, f"The host wants to be left alone for {schedule.span(wait)} more.", about=key.key
            )
        budgets.keep(connection, {key: budget})
    return begins_at
