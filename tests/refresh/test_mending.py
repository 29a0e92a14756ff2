"""Feeds that failed for a week are looked for anew, and what is found is proposed, not taken."""

import asyncio

import pytest

from mainstem.fetching import Page
from mainstem.library import Library, health
from mainstem.refresh import mending
from mainstem.refresh.clock import Clock
from tests.refresh.test_manners import BUSY
from tests.refresh.world import DAY, HOUR, URL, World, page, rss

NEW = "https://paper.example/news.xml"


@pytest.fixture
def world(sqlite_database) -> World:
    made = World(sqlite_database)
    made.feed_id = made.follow(URL, page(BUSY), Page(status=404))
    made.live(DAY, HOUR)
    return made


def search(world: World) -> int:
    return asyncio.run(mending.search(world.database, world.internet, Clock(lambda: world.at, world._sleep)))


def proposals(world: World):
    return health.look(Library(world.database, b"s" * 32, now=lambda: world.at)).proposals


def announce(world: World, body: bytes) -> None:
    home = f'<html><head><link rel="alternate" type="application/rss+xml" href="{NEW}"></head><body>x</body></html>'
    world.internet.put("https://paper.example/", Page(home.encode()))
    world.internet.put(NEW, Page(body))


def test_not_before_a_week_of_failing(world):
    announce(world, BUSY)
    assert search(world) == 0
    world.at += 8 * DAY
    assert search(world) == 1


def test_the_feed_that_the_site_announces_is_proposed_with_its_overlap(world):
    announce(world, BUSY)
    world.at += 8 * DAY
    search(world)
    [one] = proposals(world)
    assert (one.feed_url, one.title, one.overlap) == (NEW, "Paper", 1.0)
    assert world.feed(world.feed_id).feed_url == URL
    assert search(world) == 0  # not again so soon


def test_another_feed_has_little_overlap(world):
    announce(world, rss(("something else", world.at)))
    world.at += 8 * DAY
    search(world)
    assert [one.overlap for one in proposals(world)] == [0.0]


def test_a_site_that_is_gone_too_gives_no_proposal(world):
    world.at += 8 * DAY
    assert search(world) == 0
    assert proposals(world) == ()
