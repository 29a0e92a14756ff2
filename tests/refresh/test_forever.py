"""The loop that never ends: stops when told, outlives a full disk, and does its chores beside."""

import asyncio

import pytest

from mainstem.feeds.errors import DiskFull
from mainstem.refresh import keeping, worker
from mainstem.refresh.clock import Clock
from tests.refresh.test_manners import BUSY
from tests.refresh.world import URL, World, page


@pytest.fixture
def world(sqlite_database) -> World:
    return World(sqlite_database)


def live(world: World, until, *, seconds: float = 5.0, trouble=None) -> None:
    """Run the loop until a condition holds."""

    async def run():
        stop = asyncio.Event()
        clock = Clock(lambda: world.at, world._sleep)
        loop = asyncio.ensure_future(
            worker.forever(world.database, world.internet, stop, trouble=trouble, clock=clock)
        )
        async with asyncio.timeout(seconds):
            while not until():
                await asyncio.sleep(0.01)
        stop.set()
        await loop

    asyncio.run(run())


def test_what_is_due_is_polled_until_it_is_told_to_stop(world):
    for number in range(20):
        world.follow(f"https://h{number}.example/f", page(BUSY))
    live(world, lambda: len(world.titles()) == 200)
    assert len([one for one in world.internet.asked if one.url.endswith("/f")]) == 20


def test_a_full_disk_stops_polling_with_a_notice_and_it_goes_on_by_itself(world, monkeypatch):
    world.follow(URL, page(BUSY))
    kept, told = keeping.keep_all, []
    left = [2]

    def full(*args, **more):
        left[0] -= 1
        if left[0] >= 0:
            raise DiskFull()
        return kept(*args, **more)

    async def trouble(error):
        told.append(str(error))
        world.at += worker._TROUBLE_REST * 60  # the lease of what could not be kept ends

    async def no_rest(_stop, _wait):
        await asyncio.sleep(0.01)

    monkeypatch.setattr(keeping, "keep_all", full)
    monkeypatch.setattr(worker, "_rest", no_rest)
    live(world, lambda: len(world.titles()) == 10, trouble=trouble)
    assert len(told) == 2
    assert "disk is full" in told[0]
