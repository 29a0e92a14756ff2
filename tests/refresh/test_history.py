"""Older entries, page by page, without touching what is unread."""

import asyncio

import pytest

from mainstem.feeds import paging
from mainstem.feeds.parsed import ParsedEntry, ParsedFeed
from mainstem.fetching import Page
from mainstem.refresh import gates, history
from mainstem.refresh.clock import Clock
from mainstem.storage import subscriptions
from tests.refresh.world import DAY, HOUR, START, URL, World, page, rss

ATOM = 'xmlns:atom="http://www.w3.org/2005/Atom"'


def archive(number: int, previous: str) -> bytes:
    head = f'<atom:link {ATOM} rel="prev-archive" href="{previous}"/>' if previous else ""
    return rss((f"old{number}", START - number * 30 * DAY), head=head)


@pytest.fixture
def world(sqlite_database) -> World:
    return World(sqlite_database)


def older(world: World, feed: int) -> history.Older:
    clock = Clock(lambda: world.at, world._sleep)
    gated = gates.Gated(world.internet, gates.of(world.database, clock))
    return asyncio.run(history.fetch(world.database, gated, feed, clock))


def unread(world: World, feed: int) -> tuple[int, int]:
    with world.database.read() as connection:
        mine = subscriptions.one(connection, world.reader.id, feed)
        return mine.unread_count, mine.total_count


def test_archives_are_walked_to_their_end(world):
    feed = world.follow(
        URL, page(rss(("new", START), head=f'<atom:link {ATOM} rel="prev-archive" href="/a2"/>'))
    )
    world.internet.put("https://paper.example/a2", Page(archive(1, "https://paper.example/a1")))
    world.internet.put("https://paper.example/a1", Page(archive(2, "")))
    world.round()
    assert older(world, feed) == history.Older(1, has_more=True)
    assert older(world, feed) == history.Older(1, has_more=False)
    assert older(world, feed) == history.Older(0, has_more=False)
    assert sorted(world.titles()) == ["new", "old1", "old2"]
    assert unread(world, feed) == (1, 3)


def test_pages_are_asked_at_the_hosts_pace(world):
    feed = world.follow(
        URL, page(rss(("new", START), head=f'<atom:link {ATOM} rel="prev-archive" href="/a"/>'))
    )
    world.internet.put("https://paper.example/a", Page(archive(1, "")))
    world.round()
    older(world, feed)
    first, second = (one.at for one in world.internet.asked)
    assert (second - first).total_seconds() >= 2


def test_secrets_stay_at_home_whatever_address_is_named_as_history(world):
    head = f'<atom:link {ATOM} rel="prev-archive" href="https://other.example/a"/>'
    feed = world.follow(URL, page(rss(("new", START), head=head)), username="ann", password="sesame")
    world.internet.put("https://other.example/a", Page(archive(1, URL + "?a=1")))
    world.internet.put(URL + "?a=1", Page(archive(2, "")))
    world.round()
    assert older(world, feed).entries == older(world, feed).entries == 1
    feeds_own, strangers, at_home = (one.headers for one in world.internet.asked)
    assert "authorization" in feeds_own
    assert "authorization" not in strangers
    assert "authorization" in at_home


def test_a_feed_without_history_asks_nothing(world):
    feed = world.follow(URL, page(rss(("new", START))))
    world.round()
    assert older(world, feed) == history.Older(0, has_more=False)
    assert len(world.internet.asked) == 1


def test_wordpress_has_pages_that_it_does_not_tell_of(world):
    head = "<generator>https://wordpress.org/?v=6.4</generator>"
    feed = world.follow(URL, page(rss(("new", START), head=head)))
    world.internet.put(URL + "?paged=2", Page(rss(("second", START - HOUR), head=head)))
    world.internet.put(URL + "?paged=3", Page(status=404))
    world.round()
    assert older(world, feed) == history.Older(1, has_more=True)
    assert older(world, feed) == history.Older(0, has_more=False)


def test_where_older_entries_are():
    entries = (ParsedEntry(),)
    assert (
        paging.older(ParsedFeed("json-1.1", next_url="https://x.example/2"), "https://x.example/")
        == "https://x.example/2"
    )
    assert paging.older(ParsedFeed("rss-2.0", next_url="https://x.example/"), "https://x.example/") == ""
    assert paging.older(ParsedFeed("rss-2.0", next_url="javascript:1"), "https://x.example/") == ""
    press = ParsedFeed("rss-2.0", generator="https://wordpress.org/?v=6", entries=entries)
    assert paging.older(press, "https://x.example/feed/?a=b&paged=4") == "https://x.example/feed/?a=b&paged=5"
