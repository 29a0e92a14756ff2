"""Freshness and Retry-After, as servers write them."""

from datetime import UTC, datetime, timedelta

import pytest

from mainstem.feeds import caching, httpdate
from mainstem.feeds.trip import Headers

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DATE = "Sun, 22 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Cache-Control": "max-age=3600"}, 3600),
        ({"Cache-Control": "public, MAX-AGE=3600, must-revalidate"}, 3600),
        ({"Cache-Control": 'max-age="3600"'}, 3600),
        ({"Cache-Control": "max-age = 3600"}, 3600),
        ({"Cache-Control": "max-age=3600, max-age=60"}, 3600),
        ({"Cache-Control": "max-age=3600", "Age": "600"}, 3000),
        ({"Cache-Control": "max-age=3600", "Age": "7200"}, 0),
        ({"Cache-Control": "s-maxage=3600"}, None),
        ({"Cache-Control": "no-cache"}, None),
        ({"Cache-Control": "no-cache", "Expires": "Sun, 22 Nov 2026 13:00:00 GMT"}, None),
        ({"Cache-Control": "max-age=banana"}, None),
        ({"Cache-Control": "max-age=-1"}, None),
        ({"Cache-Control": "max-age=600", "Expires": "Sun, 22 Nov 2026 13:00:00 GMT"}, 600),
        ({"Expires": "Sun, 22 Nov 2026 13:00:00 GMT", "Date": DATE}, 3600),
        ({"Expires": "Sun, 22 Nov 2026 13:00:00 GMT"}, 3600),
        ({"Expires": "Sun, 22 Nov 2026 13:00:00 GMT", "Date": "Sun, 22 Nov 2026 12:50:00 GMT"}, 600),
        ({"Expires": "0"}, None),
        ({"Expires": "Sun, 22 Nov 2020 13:00:00 GMT"}, 0),
        ({"Cache-Control": "max-age=" + "9" * 17}, 365 * 86400),
        ({}, None),
    ],
)
def test_freshness(headers: dict[str, str], seconds: int | None):
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert caching.freshness(Headers(headers.items()), NOW) == expected


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": " 120 "}, 120),
        ({"Retry-After": "120.5"}, 120.5),
        ({"Retry-After": "Sun, 22 Nov 2026 12:02:00 GMT"}, 120),
        ({"Retry-After": "Sun, 22 Nov 2026 12:02:00 GMT", "Date": "Sun, 22 Nov 2026 12:01:00 GMT"}, 60),
        ({"Retry-After": "Sunday, 22-Nov-26 12:02:00 GMT"}, 120),
        ({"Retry-After": "0"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "Sun, 22 Nov 2020 12:02:00 GMT"}, None),
        ({}, None),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None):
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert caching.retry_after(Headers(headers.items()), NOW) == expected


def test_a_spent_allowance_says_when_it_is_renewed():
    spent = Headers([("x-ratelimit-remaining", "0.0"), ("x-ratelimit-reset", "240")])
    assert caching.rate_limit_reset(spent) == timedelta(seconds=240)
    left = Headers([("x-ratelimit-remaining", "5"), ("x-ratelimit-reset", "240")])
    assert caching.rate_limit_reset(left) is None
    clock_time = Headers([("ratelimit-remaining", "0"), ("ratelimit-reset", "1795000000")])
    assert caching.rate_limit_reset(clock_time) is None


def test_dates_without_sense_are_none():
    for text in ("", "0", "-1", "yesterday", "Mon, 99 Foo 2026 25:61:00 GMT", "\x00"):
        assert httpdate.read(text) is None
