"""What is done beside polling, now and then: tidying up, asking hubs, looking for icons and for lost feeds."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Protocol

from mainstem.refresh import icons, mending, websub
from mainstem.refresh.gathering import Gathering
from mainstem.refresh.way import Internet
from mainstem.storage import Database, feeds, hosts, polls

_TIDY_EVERY = timedelta(hours=6)
_HUBS_EVERY = timedelta(minutes=1)
_ICONS_EVERY = timedelta(minutes=1)


class Outside(Internet, websub.Caller, Protocol):
    """The network as the loop needs it: feeds are fetched, hubs are called."""


class Chores:
    """Remembers what was done when; ``do`` does what it is time for."""

    def __init__(self, database: Database, outside: Outside, public_url: str = "") -> None:
        self._database = database
        self._outside = outside
        self._public_url = public_url.rstrip("/")
        self._gathering = Gathering(database)
        self._tidied_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._looked_at: datetime | None = None

    async def do(self, now: datetime) -> None:
        """Do what it is time for."""
        await asyncio.to_thread(self._gathering.gather, now)
        if _is_time(self._tidied_at, now, _TIDY_EVERY):
            self._tidied_at = now
            await asyncio.to_thread(self._tidy, now)
        if self._public_url and _is_time(self._asked_at, now, _HUBS_EVERY):
            self._asked_at = now
            await websub.subscribe(self._database, self._outside, self._public_url, now)

        if _is_time(self._looked_at, now, _ICONS_EVERY):
            self._looked_at = now
            await icons.search(self._database, self._outside)
            await mending.search(self._database, self._outside)

    def _tidy(self, now: datetime) -> None:
        """Drop old rows, and mend what a clock that ran ahead left behind."""
        with self._database.write() as connection:
            polls.forget(connection, now)
        mend_clock(self._database, now)


def mend_clock(database: Database, now: datetime) -> None:
    """Where the last poll was made in what is the future now, the clock ran ahead then: what was put off by that
    time is put right."""
    with database.read() as connection:
        last = polls.newest_at(connection)
    if last is not None and last > now + timedelta(hours=1):
        with database.write() as connection:
            feeds.mend_clock(connection, now)
            hosts.mend_clock(connection, now)


def _is_time(last: datetime | None, now: datetime, every: timedelta) -> bool:
    return last is None or now - last >= every or last > now
