"""A process that is killed at any moment: nothing is lost, nothing is double, nobody is asked too early."""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.fetching.servers import ok, serving
from tests.refresh.test_manners import BUSY
from tests.refresh.world import START, World

_FEEDS = 40
_REFRESH = """
import asyncio, sys
from mainstem.fetching import Fetcher
from mainstem.refresh import worker
from mainstem.storage import connect
async def main():
    async with Fetcher(allowed_addresses=["127.0.0.1"]) as fetcher:
        await worker.once(connect(sys.argv[1]), fetcher)
asyncio.run(main())
"""


@pytest.fixture
def world(sqlite_database) -> World:
    return World(sqlite_database)


@pytest.mark.parametrize("moment", [0.0, 0.05])
def test_kill_nine_loses_and_doubles_nothing(world, tmp_path: Path, moment: float):
    """Killed ``moment`` seconds after the tenth request; then run to the end, lease by lease."""
    command = [sys.executable, "-c", _REFRESH, f"sqlite:///{tmp_path / 'mainstem.db'}"]
    asked: list[bytes] = []

    async def run() -> None:
        def answer(request: bytes) -> bytes:
            asked.append(request.split(b"\r\n")[0])
            return ok(BUSY, 'ETag: "1"')

        async with AsyncExitStack() as servers:
            for number in range(_FEEDS):
                server = await servers.enter_async_context(serving(answer))
                world.follow(f"{server.url}/{number}")
            process = subprocess.Popen(command)
            while len(asked) < 10:
                await asyncio.sleep(0.001)
            await asyncio.sleep(moment)
            os.kill(process.pid, signal.SIGKILL)
            await asyncio.to_thread(process.wait)
            first = list(asked)
            again = await asyncio.create_subprocess_exec(*command)
            assert await again.wait() == 0
            assert not set(asked[len(first) :]) & set(first)  # whoever was asked has a lease
            _end_leases(world)
            last = await asyncio.create_subprocess_exec(*command)
            assert await last.wait() == 0

    asyncio.run(asyncio.wait_for(run(), 60))
    assert len(world.titles()) == _FEEDS * 10


def _end_leases(world: World) -> None:
    from sqlalchemy import update

    from mainstem.storage.schema import feeds

    with world.database.write() as connection:
        unasked = update(feeds).where(feeds.c.fetched_at.is_(None))
        connection.execute(unasked.values(due_at=START))
