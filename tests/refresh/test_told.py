"""What polling tells of itself: why, health, manners."""

from datetime import timedelta

import pytest

from mainstem.feeds.etiquette import Etiquette
from mainstem.fetching import Page
from mainstem.library import Library, health, polls
from mainstem.refresh.metrics import METER
from tests.refresh.test_manners import BUSY, DAILY
from tests.refresh.world import DAY, HOUR, START, URL, World, page


@pytest.fixture
def world(sqlite_database) -> World:
    return World(sqlite_database)


def library(world: World) -> Library:
    return Library(world.database, b"s" * 32, now=lambda: world.at)


def test_a_feed_explains_itself(world):
    feed = world.follow(
        URL, page(BUSY, Cache_Control="max-age=7200"), Page(status=429, headers={"retry-after": "90000"})
    )
    world.live(4 * HOUR)
    told = polls.why(library(world), feed)
    assert "25 hours" in told.reasons[0]
    assert "left alone" in told.host
    words = [polls.in_words(one) for one in told.polls]
    assert "too many requests (status 429" in words[0]
    assert "ceased to be fresh" in words[0]
    assert words[1].startswith("It was its first poll. Asked without validators; came: 10 new entries")


def test_health_groups_trouble_by_cause_and_finds_the_quiet(world):
    for number in range(3):
        world.follow(f"https://h{number}.example/f", Page(status=404))
    gone = world.follow("https://gone.example/f", Page(status=410))
    quiet = world.follow(URL, page(DAILY))
    world.live(20 * DAY, HOUR)
    seen = health.look(library(world))
    assert [(cause, len(some)) for cause, some in seen.troubled.items()] == [
        ("The host answered with status 404.", 3)
    ]
    assert [one.id for one in seen.gone] == [gone]
    assert [(one.feed.id, one.usual_gap) for one in seen.quiet] == [(quiet, DAY)]
    assert seen.feeds == 5


def test_our_own_manners_are_faultless_among_the_odd(world):
    answers = {
        "plain": [Page(BUSY)],
        "good": [page(BUSY)],
        "mixed": [Page(BUSY, etag='"1"'), Page(DAILY, etag='"2"'), Page(BUSY), Page(status=500), page(DAILY)],
        "limits": [page(BUSY), Page(status=429), page(BUSY)],
        "broken": [page(BUSY), Page(b"<html/>", etag='"x"'), page(BUSY)],
    }
    for name, programme in answers.items():
        world.follow(f"https://{name}.example/f", *programme)
    total = Etiquette()
    for _ in range(10):
        world.live(DAY - timedelta(minutes=10))
        total += health.look(library(world)).etiquette
        world.at += timedelta(minutes=10)
    assert total.requests > 100
    assert total.faults == 0
    assert world.at >= START + 9 * DAY


def test_prometheus_is_told_of_every_poll(world):
    pytest.importorskip("prometheus_client")
    from mainstem.library import metrics

    METER.start()
    world.follow(URL, page(BUSY))
    world.round()
    world.at += HOUR
    told = (metrics.exposition(library(world)) or b"").decode()
    assert 'mainstem_polls_total{outcome="new"}' in told
    assert "mainstem_feeds_due 1.0" in told
    lag = [float(line.split()[1]) for line in told.splitlines() if line.startswith("mainstem_lag_seconds ")]
    assert 0 < lag[0] <= 3600
