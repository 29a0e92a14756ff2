"""Sequences of requests that publishers hold up as the example."""

from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from mainstem.feeds.errors import HostNotFound
from mainstem.feeds.poll import Came
from mainstem.fetching import Page
from tests.refresh.world import DAY, HOUR, MINUTE, START, URL, World, page, rss

BUSY = rss(*((f"e{n}", START - n * 10 * MINUTE) for n in range(10)))
DAILY = rss(*((f"e{n}", START - n * DAY) for n in range(1, 10)))


@pytest.fixture
def world(sqlite_database) -> World:
    return World(sqlite_database)


# conditional requests


def test_after_the_first_poll_every_request_is_conditional(world):
    world.follow(URL, page(BUSY))
    world.live(DAY)
    first, *others = world.asked()
    assert not {"if-none-match", "if-modified-since"} & set(first.headers)
    assert len(others) > 20
    assert all({"if-none-match", "if-modified-since"} <= set(one.headers) for one in others)


def test_validators_are_sent_back_as_they_came_however_odd(world):
    odd = Page(BUSY, etag='W/"x-gzip"', last_modified="Mon, 2 March 2026 5:00 CET")
    world.follow(URL, odd)
    world.live(2 * HOUR)
    assert {one.headers["if-none-match"] for one in world.asked()[1:]} == {'W/"x-gzip"'}
    assert {one.headers["if-modified-since"] for one in world.asked()[1:]} == {"Mon, 2 March 2026 5:00 CET"}


def test_new_validators_are_kept_though_the_body_is_the_same(world):
    world.follow(URL, Page(BUSY, etag='"1"'), Page(BUSY, etag='"2"'), Page(BUSY, etag='"3"'))
    world.live(2 * HOUR)
    assert [one.headers.get("if-none-match") for one in world.asked()[:4]] == [None, '"1"', '"2"', '"3"']


def test_validators_that_are_no_longer_given_are_no_longer_sent(world):
    world.follow(URL, Page(BUSY, etag='"1"', last_modified="x"), Page(DAILY, etag='"2"'), Page(BUSY))
    world.live(DAY)
    asked = world.asked()
    assert (asked[2].headers.get("if-none-match"), asked[2].headers.get("if-modified-since")) == ('"2"', None)
    assert not {"if-none-match", "if-modified-since"} & set(asked[3].headers)


def test_a_bare_304_keeps_the_validators_and_a_talkative_one_renews_them(world):
    world.follow(
        URL,
        Page(BUSY, etag='"1"'),
        Page(status=304),
        Page(status=304, headers={"etag": '"2"'}),
        Page(status=304),
    )
    world.live(2 * HOUR)
    assert [one.headers.get("if-none-match") for one in world.asked()[:5]] == [
        None,
        '"1"',
        '"1"',
        '"2"',
        '"2"',
    ]


def test_validators_of_an_answer_that_is_no_feed_are_not_kept(world):
    feed = world.follow(URL, page(BUSY), Page(b"<html>Sorry</html>", etag='"sorry"'), page(BUSY))
    world.live(6 * HOUR)
    assert '"sorry"' not in {one.headers.get("if-none-match") for one in world.asked()}
    assert [one.outcome for one in world.polls(feed)[:3]] == [Came.NEW, Came.NO_FEED, Came.NOT_MODIFIED]


def test_for_ever_not_modified_is_doubted_once_in_eight_days(world):
    def stubborn(asked):
        is_conditional = "if-none-match" in asked.headers
        return Page(status=304) if is_conditional else Page(DAILY, etag='"for ever"')

    world.follow(URL, stubborn)
    world.live(25 * DAY, HOUR)
    whole = [one.at for one in world.asked() if "if-none-match" not in one.headers]
    assert len(whole) == 4
    assert all(later - earlier >= 8 * DAY for earlier, later in pairwise(whole))


def test_a_server_that_answers_304_to_everything_is_not_asked_in_vain_more_often(world):
    world.follow(URL, page(DAILY), Page(status=304))
    world.live(20 * DAY, HOUR)
    whole = [one for one in world.asked()[1:] if "if-none-match" not in one.headers]
    assert 1 <= len(whole) <= 2


def test_one_of_two_validators_is_tried_where_both_never_match(world):
    def apache(asked):
        if asked.headers.get("if-modified-since") == "now" and "if-none-match" not in asked.headers:
            return Page(status=304)
        return Page(BUSY, headers={"etag": '"x-gzip"', "last-modified": "now"})

    world.follow(URL, apache)
    world.live(30 * DAY, HOUR)
    assert all("if-none-match" not in one.headers for one in world.asked()[-5:])
    assert all(one.headers["if-modified-since"] == "now" for one in world.asked()[-5:])


def test_nothing_needless_is_sent(world):
    world.follow(URL + "?a=b", page(BUSY, Set_Cookie="a=b"))
    world.live(HOUR)
    for one in world.asked(URL + "?a=b"):
        assert not {"cookie", "referer", "origin", "pragma", "cache-control"} & set(one.headers)
        assert one.headers["a-im"] == "feed"
        assert "1 subscriber)" in one.headers["user-agent"]
    assert {one.url for one in world.internet.asked} == {URL + "?a=b"}


def test_a_delta_takes_nothing_away(world):
    both = rss(("one", START), ("two", START - HOUR))
    world.follow(URL, Page(both, etag='"1"'), Page(rss(("three", START)), 226, {"im": "feed"}, '"2"'))
    world.live(3 * HOUR)
    assert world.titles() == ["two", "one", "three"]
    assert world.asked()[2].headers["if-none-match"] == '"2"'


# when


def test_polls_are_never_closer_than_a_quarter_of_an_hour(world):
    world.follow(URL, page(BUSY))
    world.live(DAY, MINUTE)
    assert min(world.gaps()) >= 15 * MINUTE


def test_without_validators_never_closer_than_an_hour(world):
    world.follow(URL, Page(BUSY))
    world.live(DAY, MINUTE)
    assert min(world.gaps()) >= HOUR


def test_a_server_that_never_says_not_modified_is_asked_daily(world):
    world.follow(URL, Page(BUSY))
    world.live(8 * DAY, 15 * MINUTE)
    assert all(gap >= DAY for gap in world.gaps()[4:])


def test_max_age_is_obeyed_on_200_and_on_304(world):
    world.follow(URL, page(BUSY, Cache_Control="max-age=7200"))
    world.live(DAY)
    assert min(world.gaps()) >= 2 * HOUR
    assert len(world.asked()) >= 10


def test_max_age_is_recomputed_on_304_and_kept_where_it_is_silent(world):
    etag = {"etag": '"1"'}
    first = Page(BUSY, etag='"1"', headers={"cache-control": "max-age=3600"})
    longer = Page(status=304, headers={**etag, "cache-control": "max-age=18000"})
    world.follow(URL, first, longer, Page(status=304, headers=etag))
    world.live(DAY)
    gaps = world.gaps()
    assert HOUR <= gaps[0] < 2 * HOUR
    assert all(gap >= 5 * HOUR for gap in gaps[1:])


def test_expires_is_obeyed(world):
    world.follow(URL, lambda _: page(BUSY, Expires=format_datetime(world.at + 3 * HOUR)))
    world.live(DAY)
    assert min(world.gaps()) >= 3 * HOUR


def test_a_max_age_of_years_is_believed_for_a_day(world):
    world.follow(URL, page(BUSY, Cache_Control="max-age=500000000"))
    world.live(5 * DAY, HOUR)
    assert max(world.gaps()) <= 25 * HOUR
    assert min(world.gaps()) >= DAY


def test_ttl_and_syndication_periods_are_obeyed(world):
    world.follow(URL, page(rss(("a", START), head="<ttl>180</ttl>")))
    world.live(DAY)
    assert min(world.gaps()) >= 3 * HOUR


def test_skipped_hours_and_days_are_left_out(world):
    hours = "".join(f"<hour>{n}</hour>" for n in range(8, 20))
    head = f"<skipHours>{hours}</skipHours><skipDays><day>Sunday</day></skipDays>"
    items = [(f"e{n}", START - n * 10 * MINUTE) for n in range(10)]
    world.follow(URL, page(rss(*items, head=head)))
    world.live(8 * DAY)
    assert len(world.times()) > 8
    assert all(at.hour not in range(8, 20) and at.weekday() != 6 for at in world.times())


def test_a_restart_changes_nothing(world):
    feed = world.follow(URL, page(BUSY, Cache_Control="max-age=7200"))
    world.round()
    due_at = world.feed(feed).due_at
    reborn = World.__new__(World)
    reborn.__dict__.update(world.__dict__)
    for _ in range(20):
        reborn.at += 5 * MINUTE
        reborn.round()
    assert len(world.asked()) == 1
    assert world.feed(feed).due_at == due_at


def test_a_readers_interval_is_heard(world):
    from mainstem.storage import subscriptions

    feed = world.follow(URL, page(DAILY))
    with world.database.write() as connection:
        mine = subscriptions.one(connection, world.reader.id, feed)
        subscriptions.change(connection, mine.id, {"settings": {"interval_minutes": 30}})
    world.live(6 * HOUR, 5 * MINUTE)
    assert len(world.asked()) >= 10
    assert min(world.gaps()) >= 30 * MINUTE


# trouble


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500, 502, 503])
def test_trouble_climbs_the_ladder_and_never_stops(world, status):
    world.follow(URL, Page(status=status))
    world.live(60 * DAY, 30 * MINUTE)
    hours = [gap / HOUR for gap in world.gaps()]
    for expected, seen in zip([1, 2, 4, 8, 16, *[24] * 31], hours, strict=False):
        assert expected <= seen <= expected * 1.1 + 0.5
    assert hours[-1] >= 168


def test_what_comes_back_is_asked_as_before(world):
    feed = world.follow(URL, page(BUSY), *[Page(status=500)] * 4, page(BUSY))
    world.live(2 * DAY)
    assert world.feed(feed).faults == 0
    assert world.feed(feed).failing_since is None
    assert world.gaps()[-1] < 3 * HOUR


def test_gone_is_gone(world):
    feed = world.follow(URL, page(BUSY), Page(status=410))
    world.live(40 * DAY, 6 * HOUR)
    assert len(world.asked()) == 2
    assert world.feed(feed).due_at is None
    assert world.polls(feed)[-1].outcome is Came.GONE
    assert "410" in world.polls(feed)[-1].why
    assert len(world.titles()) == 10


@pytest.mark.parametrize("status", [429, 503, 500, 404, 403])
def test_retry_after_in_seconds_is_obeyed(world, status):
    world.follow(URL, Page(status=status, headers={"retry-after": str(30 * 3600)}))
    world.live(5 * DAY, HOUR)
    assert min(world.gaps()) >= 30 * HOUR


def test_retry_after_as_a_date_is_obeyed_by_the_servers_own_clock(world):
    def wrong_clock(_):
        theirs = world.at - timedelta(days=400)
        headers = {"retry-after": format_datetime(theirs + 5 * HOUR), "date": format_datetime(theirs)}
        return Page(status=429, headers=headers)

    world.follow(URL, wrong_clock)
    world.live(2 * DAY, HOUR)
    assert min(world.gaps()) >= 5 * HOUR


def test_retry_after_on_a_304_and_on_a_redirect_is_obeyed(world):
    world.follow(URL, page(BUSY), Page(status=304, headers={"retry-after": "36000"}))
    world.follow("https://b.example/f", Page(status=302, headers={"location": "/g", "retry-after": "36000"}))
    world.internet.put("https://b.example/g", page(BUSY))
    world.live(2 * DAY)
    assert min(world.gaps()[1:]) >= 10 * HOUR
    assert min(world.gaps("https://b.example/f")) >= 10 * HOUR


def test_retry_after_is_believed_for_fourteen_days_at_most(world):
    world.follow(URL, Page(status=503, headers={"retry-after": "99999999"}))
    world.live(30 * DAY, HOUR)
    assert 14 * DAY <= world.gaps()[0] <= 14.5 * DAY


def test_too_many_requests_is_no_fault(world):
    feed = world.follow(URL, Page(status=429))
    world.live(3 * DAY, 30 * MINUTE)
    assert world.feed(feed).faults == 0
    assert all(later >= earlier for earlier, later in zip(world.gaps(), world.gaps()[1:5], strict=False))
    assert {one.outcome for one in world.polls(feed)} == {Came.LIMITED}


# hosts


def test_feeds_of_one_domain_are_asked_one_after_the_other(world):
    urls = [f"https://{name}.tumblr.com/rss" for name in "abcdefgh"]
    for url in urls:
        world.follow(url, page(BUSY))
    world.round()
    times = sorted(at for url in urls for at in world.times(url))
    assert len(times) == 8
    assert min(later - earlier for earlier, later in pairwise(times)) >= timedelta(seconds=3)


def test_a_domain_that_complains_is_left_alone_by_all_its_feeds(world):
    urls = [f"https://{name}.blog.example/rss" for name in "abcd"]
    for url in urls:
        world.follow(url, page(BUSY))
    world.round()
    world.internet.put(urls[0], Page(status=429, headers={"retry-after": "36000"}))
    world.live(2 * HOUR)
    limited_at = world.times(urls[0])[1]
    after = [at for url in urls for at in world.times(url) if at > limited_at + 20 * MINUTE]
    assert not [at for at in after if at < limited_at + 10 * HOUR]


def test_turns_that_wait_already_heed_a_complaint(world):
    urls = [f"https://{name}.blog.example/rss" for name in "abcd"]
    for url in urls:
        world.follow(url, Page(status=429, headers={"retry-after": "36000"}))
    world.round()
    assert len(world.internet.asked) == 1
    world.live(9 * HOUR)
    assert len(world.internet.asked) == 1


def test_a_service_inside_the_house_is_not_blamed_as_a_whole(world):
    urls = [f"http://127.0.0.1:1200/{name}" for name in "abcd"]
    for url in urls:
        world.follow(url, page(BUSY))
    world.internet.put(urls[0], Page(status=429, headers={"retry-after": "36000"}))
    world.live(3 * HOUR)
    assert len(world.times(urls[0])) == 1
    assert all(len(world.times(url)) > 3 for url in urls[1:])


def test_many_feeds_in_the_house_are_not_paced(world):
    for number in range(100):
        world.follow(f"http://127.0.0.1:8200/{number}", page(BUSY))
    assert world.round() == 100
    assert world.slept == []


def test_what_lies_too_far_ahead_waits_in_the_database(world):
    for number in range(100):
        world.follow(f"https://big.example/{number}", page(BUSY))
    asked = world.round()
    assert 20 <= asked <= 40
    world.live(10 * MINUTE, MINUTE)
    times = sorted(one.at for one in world.internet.asked)
    assert len(times) == 100
    assert min(later - earlier for earlier, later in pairwise(times)) >= timedelta(seconds=2)


def test_our_own_outage_is_nobodys_fault(world):
    ids = [world.follow(f"https://h{n}.example/f", page(BUSY)) for n in range(12)]
    world.round()
    for number in range(12):
        world.internet.put(f"https://h{number}.example/f", HostNotFound())
    world.live(3 * HOUR)
    assert {world.feed(one).faults for one in ids} == {0}
    assert {world.polls(one)[-1].outcome for one in ids} == {Came.OURS}
    for number in range(12):
        world.internet.put(f"https://h{number}.example/f", page(BUSY))
    back_at = world.at
    world.live(HOUR)
    times = [one.at for one in world.internet.asked if one.at >= back_at]
    assert len({one.url for one in world.internet.asked if one.at >= back_at}) == 12
    assert len(set(times)) > 1


def test_an_outage_is_the_same_one_for_the_next_process_and_is_over_gently(world):
    """Each round is a process of its own, and asks few hosts."""
    urls = [f"https://h{n}.example/f" for n in range(12)]
    ids = [world.follow(url, page(BUSY)) for url in urls]
    world.round()
    for url in urls:
        world.internet.put(url, HostNotFound())
    world.live(5 * HOUR, 5 * MINUTE)
    assert {world.feed(one).faults for one in ids} == {0}
    probed = {one.at for one in world.internet.asked if one.at >= START + 3 * HOUR}
    assert len(probed) > 10  # not all at once
    for url in urls:
        world.internet.put(url, page(BUSY))
    back_at = world.at
    world.live(HOUR, 5 * MINUTE)
    first = [min(at for at in world.times(url) if at >= back_at) for url in urls]
    assert len(set(first)) >= 4
    assert max(first) <= back_at + HOUR


def test_one_dead_host_among_many_is_its_own_fault(world):
    for number in range(12):
        world.follow(f"https://h{number}.example/f", page(BUSY))
    dead = world.follow("https://dead.example/f", HostNotFound())
    world.live(4 * HOUR)
    assert world.feed(dead).faults == 3


# moves


def moving(world, status, then="https://new.example/feed"):
    feed = world.follow(URL, Page(status=status, headers={"location": then}))
    world.internet.put(then, page(DAILY))
    return feed


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_move_is_believed_after_two_days(world, status):
    feed = moving(world, status)
    world.live(1.9 * DAY, HOUR)
    assert world.feed(feed).feed_url == URL
    world.live(2 * DAY, HOUR)
    assert world.feed(feed).feed_url == "https://new.example/feed"
    asked = len(world.asked())
    world.live(2 * DAY, HOUR)
    assert len(world.asked()) == asked
    assert all("if-none-match" in one.headers for one in world.asked("https://new.example/feed")[1:])


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_move_is_never_believed(world, status):
    feed = moving(world, status)
    world.live(6 * DAY, 3 * HOUR)
    assert world.feed(feed).feed_url == URL
    assert len(world.asked()) > 5


def test_a_move_to_what_is_no_feed_is_not_believed(world):
    feed = moving(world, 301)
    world.internet.put("https://new.example/feed", Page(b"<html>Sign in, please</html>"))
    world.live(10 * DAY, 3 * HOUR)
    assert world.feed(feed).feed_url == URL


def test_a_move_to_a_feed_that_is_there_makes_one_of_two(world):
    feed = moving(world, 301)
    there = world.follow("https://new.example/feed")
    world.live(4 * DAY, HOUR)
    with pytest.raises(IndexError):
        world.feed(feed)
    assert world.feed(there).subscribers == 1
    assert len(world.titles()) == 9


# by hand, and odd documents


def test_by_hand_is_never_repeated_within_five_minutes(world):
    feed = world.follow(URL, page(BUSY))
    world.round()
    assert world.round(feed) == 0
    world.at += 6 * MINUTE
    assert world.round(feed) == 1


def test_by_hand_obeys_retry_after_unless_confirmed(world):
    feed = world.follow(URL, Page(status=429, headers={"retry-after": "36000"}))
    world.round()
    world.at += HOUR
    assert world.round(feed) == 0
    assert world.round(feed, is_confirmed=True) == 1


def test_a_process_that_dies_asks_no_sooner_than_manners_allow(world, monkeypatch):
    world.follow(URL, page(BUSY))
    world.round()
    world.at += 30 * MINUTE
    monkeypatch.setattr("mainstem.refresh.keeping.keep_all", _die)
    with pytest.raises(KeyboardInterrupt):
        world.round()
    monkeypatch.undo()
    world.live(HOUR, MINUTE)
    assert min(world.gaps()) >= 15 * MINUTE
    assert len(world.titles()) == 10


def _die(*_args, **_kwargs):
    raise KeyboardInterrupt


def test_every_poll_leaves_a_row_that_explains_it(world):
    feed = world.follow(URL, page(BUSY, Cache_Control="max-age=7200"), Page(status=500))
    world.live(3 * HOUR)
    first, second = world.polls(feed)[:2]
    assert (first.cause, first.outcome, first.status, first.new_count) == ("first", Came.NEW, 200, 10)
    assert first.bytes == len(BUSY)
    assert first.decided_by == "freshness"
    assert "2 hours" in first.why
    assert (second.cause, second.outcome, second.status) == ("freshness", Came.FAILED, 500)
    assert set(second.sent) == {"if-none-match", "if-modified-since"}
    assert "500" in second.words


def test_a_body_that_changes_at_each_poll_brings_nothing(world):
    def dynamic(_):
        return Page(
            BUSY.replace(b"<title>Paper", f"<!-- {world.at} --><title>Paper".encode()), etag=f'"{world.at}"'
        )

    feed = world.follow(URL, dynamic)
    world.live(3 * DAY, HOUR)
    assert len(world.titles()) == 10
    assert {one.outcome for one in world.polls(feed)[1:]} == {Came.SAME}
    assert all(gap >= DAY for gap in world.gaps()[4:])


def test_guids_that_change_at_each_poll_make_no_new_entries(world):
    def churning(_):
        return page(BUSY.replace(b"urn:", f"urn:{world.at.timestamp()}:".encode()))

    feed = world.follow(URL, churning)
    world.live(DAY, HOUR)
    assert len(world.titles()) == 10
    assert {one.new_count for one in world.polls(feed)[1:]} == {0}
    assert world.feed(feed).polling["churn"] >= 3


def test_what_was_lost_from_the_database_comes_again(world):
    from sqlalchemy import delete

    from mainstem.storage.schema import entries

    older = rss(*((f"e{n}", START - n * 10 * MINUTE) for n in range(5)))
    world.follow(URL, page(older), page(BUSY))
    world.round()
    with world.database.write() as connection:
        connection.execute(delete(entries))
    world.live(2 * HOUR)
    assert len(world.titles()) == 10


def test_a_clock_set_back_a_little_does_not_hold_up_a_first_poll(world):
    world.follow(URL, page(BUSY))
    world.at -= timedelta(seconds=30)
    assert world.round() == 1
    assert world.round() == 0
