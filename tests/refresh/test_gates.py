"""The gate that every request waits at: icons, pages, and the next stop of a redirect."""

import asyncio

import pytest

from mainstem.feeds.errors import HostHeld
from mainstem.feeds.hosts import key
from mainstem.feeds.poll import Came
from mainstem.fetching import Page
from mainstem.refresh import gates
from mainstem.storage import hosts
from tests.refresh.test_manners import BUSY
from tests.refresh.world import HOUR, START, URL, World, page

THERE = "https://feeds.other.example/feed"


@pytest.fixture
def world(sqlite_database) -> World:
    made = World(sqlite_database)
    made.internet.gate = gates.of(made.database, made._clock)
    return made


def redirecting(world: World, *there: Page) -> int:
    feed = world.follow(URL, Page(status=302, headers={"location": THERE}))
    world.internet.put(THERE, *there)
    return feed


def test_requests_to_one_host_are_two_seconds_apart_whoever_makes_them(world):
    async def three() -> None:
        enter = gates.of(world.database, world._clock)
        for name in ("a", "b", "c"):
            await enter(f"https://{name}.site.example/")

    asyncio.run(three())
    assert (world.at - START).total_seconds() >= 4


def test_nobody_waits_inside_the_house(world):
    asyncio.run(gates.of(world.database, world._clock)("http://127.0.0.1:1200/x"))
    assert world.slept == []


def test_who_would_wait_too_long_is_told_how_long(world):
    redirecting(world, Page(status=429, headers={"retry-after": "36000"}))
    world.round()
    with pytest.raises(HostHeld, match="10 hours") as told:
        asyncio.run(gates.of(world.database, world._clock)(THERE))
    assert told.value.wait <= 10 * HOUR


def test_a_complaint_is_laid_to_the_host_that_made_it(world):
    redirecting(world, Page(status=429, headers={"retry-after": "36000"}))
    world.round()
    with world.database.read() as connection:
        held = hosts.held(connection, world.at)
    assert list(held) == [key(THERE).key]


def test_a_redirect_to_a_host_that_wants_rest_waits_and_is_no_fault(world):
    busy = world.follow("https://www.other.example/feed", Page(status=429, headers={"retry-after": "36000"}))
    feed = redirecting(world, page(BUSY))
    world.round(busy)
    world.round(feed)
    assert world.asked(THERE) == []
    assert world.polls(feed)[-1].outcome is Came.LIMITED
    assert world.feed(feed).faults == 0
    assert world.feed(feed).due_at - world.at >= 9 * HOUR
    world.live(20 * HOUR)
    assert world.asked(THERE)
    assert world.feed(feed).succeeded_at is not None
