"""The fake internet behaves like the real one."""

import asyncio

import pytest

from mainstem.feeds.errors import BadStatus, HostNotFound, TooSlow
from mainstem.fetching import FakeInternet, Fetched, NotModified, Page, Request

URL = "https://example.org/feed"


def fetch(internet: FakeInternet, url: str = URL, **request):
    return asyncio.run(internet.fetch(Request(url, **request)))


def test_answers_come_in_turn_and_the_last_stays():
    internet = FakeInternet()
    internet.put(URL, Page(b"one"), Page(b"two"))
    assert [fetch(internet).body for _ in range(3)] == [b"one", b"two", b"two"]


def test_validators_are_honoured():
    internet = FakeInternet()
    internet.put(URL, Page(b"one", etag='"1"', last_modified="now"))
    assert isinstance(fetch(internet), Fetched)
    assert isinstance(fetch(internet, etag='"1"'), NotModified)
    assert isinstance(fetch(internet, etag='"0"', last_modified="now"), Fetched)
    assert isinstance(fetch(internet, last_modified="now"), NotModified)


def test_redirects_are_followed_by_the_real_code():
    internet = FakeInternet()
    internet.put(URL, Page(status=301, headers={"Location": "/there"}))
    internet.put("https://example.org/there", Page(b"x"))
    came = fetch(internet)
    assert came.final_url == "https://example.org/there"
    assert [hop.status for hop in came.hops] == [301]


def test_trouble_is_raised():
    internet = FakeInternet()
    internet.put(URL, TooSlow(), Page(status=503, headers={"Retry-After": "60"}))
    with pytest.raises(TooSlow):
        fetch(internet)
    with pytest.raises(BadStatus):
        fetch(internet)
    with pytest.raises(HostNotFound):
        fetch(internet, "https://nowhere.example/")


def test_what_was_asked_is_written_down():
    internet = FakeInternet()
    internet.put(URL, lambda asked: Page(asked.headers["user-agent"].encode()))
    assert b"3 subscribers" in fetch(internet, subscribers=3).body
    assert [each.method for each in internet.asked_for(URL)] == ["GET"]
