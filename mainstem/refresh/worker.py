"""Many feeds at once: claims turns, asks when they begin, has documents read, keeps what came in groups."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from mainstem.feeds.errors import StorageTrouble
from mainstem.refresh import claiming
from mainstem.refresh.chores import Chores, Outside, mend_clock
from mainstem.refresh.clock import WALL, Clock
from mainstem.refresh.metrics import METER
from mainstem.refresh.readers import Readers
from mainstem.refresh.round import Report, Round, ignore
from mainstem.refresh.turn import Outcome, Turn
from mainstem.refresh.way import Internet
from mainstem.storage import Database, feeds

__all__ = ["Outcome", "Report", "forever", "once"]

_LOG = logging.getLogger(__name__)
_BATCH = 1_000
_LONGEST_REST = timedelta(seconds=5)
_SHORTEST_REST = timedelta(seconds=0.5)
_TROUBLE_REST = timedelta(seconds=30)
_PROBES = 5


async def once(
    database: Database,
    internet: Internet,
    feed_ids: Iterable[int] | None = None,
    report: Report = ignore,
    *,
    readers: Readers | None = None,
    clock: Clock = WALL,
    is_confirmed: bool = False,
) -> int:
    """Refresh what is due now, or by hand the feeds of those ids; returns how many feeds were asked."""
    async with Round(database, internet, report, readers, clock) as round:
        if feed_ids is not None:
            ids, now = list(feed_ids), clock.now()
            claimed = await asyncio.to_thread(
                claiming.claim_these, database, ids, now, is_confirmed=is_confirmed
            )
            await round.run(claimed)
            return len(claimed)
        asked = 0
        await asyncio.to_thread(mend_clock, database, clock.now())
        while turns := await asyncio.to_thread(claiming.claim, database, clock.now(), _BATCH - round.pending):
            asked += len(turns)
            for its in turns:
                round.start(its)
            await round.fewer_than(_BATCH // 2)
        return asked


async def forever(
    database: Database,
    internet: Outside,
    stop: asyncio.Event,
    *,
    trouble: Callable[[StorageTrouble], Awaitable[None]] | None = None,
    readers: Readers | None = None,
    clock: Clock = WALL,
    public_url: str = "",
) -> None:
    """Refresh whatever becomes due until ``stop`` is set; trouble of the database is told and waited out.

    With a ``public_url`` hubs are asked to push news to it.
    """
    METER.start()
    beside = asyncio.ensure_future(_beside(Chores(database, internet, public_url), stop, clock))
    while not stop.is_set():
        try:
            async with Round(database, internet, readers=readers, clock=clock) as round:
                while not stop.is_set():
                    await _turn_of_the_wheel(database, round, stop, clock)
        except StorageTrouble as error:
            _LOG.error("Polling pauses for %d seconds: %s", _TROUBLE_REST.total_seconds(), error)
            if trouble is not None:
                await trouble(error)
            await _rest(stop, _TROUBLE_REST)
    beside.cancel()
    await asyncio.gather(beside, return_exceptions=True)


async def _beside(chores: Chores, stop: asyncio.Event, clock: Clock) -> None:
    """Do the chores while the feeds are polled; a chore that fails is told, and tried again."""
    while not stop.is_set():
        try:
            await chores.do(clock.now())
        except Exception:
            _LOG.exception("A chore failed.")
        await _rest(stop, _TROUBLE_REST)


async def _turn_of_the_wheel(database: Database, round: Round, stop: asyncio.Event, clock: Clock) -> None:
    """Claim what is due as far as there is room for it; rest where nothing is."""
    room = _BATCH - round.pending
    turns = await asyncio.to_thread(_claim, database, clock.now(), room, is_probing=round.is_our_outage())
    for its in turns:
        round.start(its)
    if turns:
        await round.some_done()
    else:
        await _rest(stop, await asyncio.to_thread(_until_due, database, clock.now()))
    round.check()


def _claim(database: Database, now: datetime, room: int, *, is_probing: bool) -> list[Turn]:
    """While our own network is down a few feeds at a time are probes enough."""
    return claiming.claim(database, now, min(room, _PROBES) if is_probing else room) if room > 0 else []


async def _rest(stop: asyncio.Event, wait: timedelta) -> None:
    try:
        await asyncio.wait_for(stop.wait(), wait.total_seconds())
    except TimeoutError:
        return


def _until_due(database: Database, now: datetime) -> timedelta:
    with database.read() as connection:
        due_at = feeds.next_due_at(connection)
    left = due_at - now if due_at else _LONGEST_REST
    return min(max(left, _SHORTEST_REST), _LONGEST_REST)
