"""The health of the polling, after some days among good, bad and careless publishers."""

import pytest

from mainstem.fetching import Page
from mainstem.library import Library, accounts, health
from tests.library.world import PASSWORD
from tests.refresh.test_manners import BUSY, DAILY
from tests.refresh.world import DAY, HOUR, START, World, page, rss
from tests.web.site import Site

OLD = rss(*((f"e{n}", START - 90 * DAY - n * DAY) for n in range(1, 10)))


@pytest.fixture
def world(sqlite_database) -> World:
    made = World(sqlite_database)
    made.follow("https://good.example/f", page(DAILY))
    made.follow("https://broken.example/f", page(BUSY), Page(status=500))
    made.follow("https://strict.example/f", Page(status=429, headers={"retry-after": "900000"}))
    made.follow("https://quiet.example/f", page(OLD))
    made.follow("https://careless.example/f", Page(BUSY))
    made.follow("https://gone.example/f", Page(status=410))
    made.live(3 * DAY, HOUR)
    return made


def test_everything_is_told_and_nothing_is_held_against_us(world):
    seen = health.look(Library(world.database, b"s" * 32, now=lambda: world.at))
    assert [[feed.feed_url for feed in feeds] for feeds in seen.troubled.values()] == [
        ["https://broken.example/f"]
    ]
    assert [feed.feed_url for feed in seen.gone] == ["https://gone.example/f"]
    assert [one.feed.feed_url for one in seen.quiet] == ["https://quiet.example/f"]
    assert list(seen.held_hosts) == ["strict.example"]
    assert seen.etiquette.faults == 0
    assert seen.etiquette.requests > 30
    [careless] = [one for one in seen.careless if one.feed.feed_url == "https://careless.example/f"]
    assert careless.wasted_bytes >= 4 * len(BUSY)
    assert "ETag" in careless.note
    assert not [one for one in seen.careless if one.feed.feed_url == "https://good.example/f"]


def test_the_page_says_it_all(world):
    site = Site(world.database)
    accounts.add(site.library, "root", PASSWORD, is_admin=True)
    text = site.signed_in("root").get("/health").text
    for told in (
        "broken.example",
        "gone.example",
        "Feeds that fell silent",
        "strict.example",
        "careless.example",
    ):
        assert told in text
    assert "Needlessly without condition" in text


def test_publishers_may_read_about_the_poller_without_an_account(sqlite_database):
    site = Site(sqlite_database)
    accounts.add(site.library, "root", PASSWORD, is_admin=True)
    assert "Retry-After is obeyed" in site.visitor().get("/poller").text
