"""Trouble: back off, obey Retry-After, never give up; gone is gone."""

from __future__ import annotations

import itertools

from tests.refresh.picky.journey import must, should
from tests.refresh.picky.site import BUSY, DAILY, DAY, HOUR, MINUTE, date, made, moved
from tests.refresh.picky.timing import near


def _ladder(said, hours=(1, 2, 4, 8, 16, 24, 24)):
    def story(site):
        site.answer = said
        yield
        gaps = site.gaps()
        assert len(gaps) >= len(hours), gaps
        assert all(near(gap, wait, HOUR) for gap, wait in zip(gaps, hours, strict=False)), gaps
        assert site.words

    return story


async def _reset(writer):
    writer.transport.abort()


for _name, _said in {
    "status_404": lambda asked: made(b"", 404),
    "status_400": lambda asked: made(b"", 400),
    "status_401": lambda asked: made(b"", 401, WWW_Authenticate='Basic realm="x"'),
    "status_403": lambda asked: made(b"no", 403),
    "status_500": lambda asked: made(b"", 500),
    "status_502": lambda asked: made(b"", 502),
    "status_503": lambda asked: made(b"", 503),
    "status_999": lambda asked: made(b"", 999),
    "a_page_in_the_feeds_place": lambda asked: made(b"<!doctype html><html><p>Hello</p></html>"),
    "an_empty_answer": lambda asked: made(b""),
    "a_circle_of_redirects": lambda asked: moved("/feed", 302),
    "a_closed_connection": lambda asked: _reset,
    "garbage_instead_of_http": lambda asked: b"\x00\x01\x02 hello\r\n\r\n",
}.items():
    _story = _ladder(_said)
    _story.__name__ = f"{_name}_climbs_the_ladder"
    must("back-off", "days")(_story)


@must("back-off", "months")
def after_a_month_of_days_come_weeks_and_it_never_ends(site):
    site.answer = lambda asked: made(b"", 404)
    yield
    gaps = site.gaps()
    assert sum(near(gap, 24, 12 * HOUR) for gap in gaps) >= 28, gaps
    assert gaps[-1] >= 6.5 * DAY, gaps
    assert len(site.asked) > 36


@must("back-off", "days")
def what_comes_back_is_asked_as_before(site):
    site.steps(made(BUSY, ETag='"1"'), *[made(b"", 500)] * 4, made(BUSY, ETag='"1"'), made(b"", 304))
    yield
    assert site.sent("if-none-match")[5] == '"1"'
    assert all(gap <= 3 * HOUR for gap in site.gaps()[6:12]), site.gaps()


@must("back-off", "months")
def gone_is_gone(site):
    site.steps(made(BUSY, ETag='"1"'), made(b"", 410))
    yield
    assert len(site.asked) == 2
    assert site.kept == 10


@must("back-off", "days")
def gone_at_once_is_gone(site):
    site.answer = lambda asked: made(b"", 410)
    yield
    assert len(site.asked) == 1


def _retry(status, wait, *, text=None, margin=HOUR):
    """``text`` makes the header of the site; ``wait`` is what must be kept."""

    def story(site):
        def answer(asked):
            told = text(site) if text else {"Retry_After": str(int(wait.total_seconds()))}
            location = {"Location": "/feed"} if 300 <= status < 304 else {}
            return made(b"", status, **told, **location)

        site.answer = answer
        yield
        gaps = site.gaps()
        assert gaps, "asked once only"
        assert min(gaps) >= wait - margin / 60, gaps
        assert gaps[0] <= wait * 1.1 + 2 * HOUR, gaps

    return story


for _status in (429, 503, 500, 404, 403, 502):
    _story = _retry(_status, 30 * HOUR)
    _story.__name__ = f"retry_after_in_seconds_is_obeyed_on_{_status}"
    must("back-off", "days")(_story)

for _status in (429, 503):
    _story = _retry(_status, 30 * HOUR, text=lambda site: {"Retry_After": date(site.now + 30 * HOUR)})
    _story.__name__ = f"retry_after_as_a_date_is_obeyed_on_{_status}"
    must("back-off", "days")(_story)

_story = _retry(
    429, 30 * HOUR,
    text=lambda site: {"Retry_After": date(site.now - 400 * DAY + 30 * HOUR), "Date": date(site.now - 400 * DAY)},
)  # fmt: skip
_story.__name__ = "retry_after_counts_from_the_servers_own_clock"
should("back-off", "days")(_story)

_story = _retry(503, 6 * DAY)
_story.__name__ = "retry_after_of_six_days_is_obeyed"
must("back-off", "days")(_story)


@must("back-off", "months")
def retry_after_of_thirteen_days_is_obeyed(site):
    site.answer = lambda asked: made(b"", 429, Retry_After=str(13 * 86400))
    yield
    assert min(site.gaps()) >= 13 * DAY
    assert len(site.asked) > 3


@should("back-off", "months")
def retry_after_of_years_is_cut_at_fourteen_days(site):
    site.answer = lambda asked: made(b"", 503, Retry_After="999999999")
    yield
    assert all(14 * DAY <= gap <= 15.5 * DAY for gap in site.gaps()), site.gaps()
    assert len(site.asked) > 3


@must("back-off", "days")
def retry_after_of_a_redirect_is_obeyed(site):
    site.answer = lambda asked: (
        moved("/there", 302, Retry_After="108000") if asked.path == "/feed" else made(BUSY, ETag='"1"')
    )
    yield
    assert len(site.at("/feed")) > 2
    assert min(site.gaps()) >= 30 * HOUR


@must("back-off", "days")
def retry_after_of_a_304_is_obeyed(site):
    site.steps(made(BUSY, ETag='"1"'), made(b"", 304, Retry_After="72000"))
    yield
    assert all(gap >= 20 * HOUR for gap in site.gaps()[1:])


for _name, _text in {
    "garbage": "in a while",
    "a_negative_number": "-100",
    "the_past": "Mon, 02 Mar 2020 05:00:00 GMT",
    "nothing": "",
    "a_fraction": "1e400",
}.items():

    def _story(site, text=_text):
        site.answer = lambda asked: made(b"", 503, Retry_After=text)
        yield
        assert near(site.gaps()[0], 1, HOUR), site.gaps()
        assert len(site.asked) > 4

    _story.__name__ = f"a_retry_after_of_{_name}_is_survived"
    must("back-off", "days")(_story)


@must("back-off", "days")
def too_many_requests_is_no_fault(site):
    site.steps(made(BUSY, ETag='"1"'), *[made(b"", 429)] * 3, made(b"", 304))
    yield
    assert min(site.gaps()[1:4]) >= 30 * MINUTE
    assert len(site.asked) > 20
    assert all(gap <= 3 * HOUR for gap in site.gaps()[8:20]), site.gaps()


@must("back-off", "days")
def too_many_requests_without_a_word_slows_us_down_more_and_more(site):
    site.answer = lambda asked: made(b"", 429)
    yield
    gaps = site.gaps()
    assert all(later >= earlier * 0.9 for earlier, later in itertools.pairwise(gaps)), gaps
    assert len(gaps) >= 5


@must("back-off", "months")
def too_many_requests_for_ever_is_never_given_up_on(site):
    site.answer = lambda asked: made(b"", 429)
    yield
    assert len(site.asked) > 30
    assert max(site.gaps()) <= 8 * DAY


@must("back-off", "days")
def a_rate_limit_that_names_its_reset_is_obeyed(site):
    site.answer = lambda asked: made(b"", 429, X_RateLimit_Remaining="0", X_RateLimit_Reset="72000")
    yield
    assert min(site.gaps()) >= 20 * HOUR


@must("back-off", "days")
def entries_survive_every_trouble(site):
    site.steps(made(DAILY, ETag='"1"'), made(b"", 404), made(b""), made(b"<html></html>"), made(b"", 410))
    yield
    assert site.kept == 10


@must("back-off", "days")
def cloudflares_challenge_is_no_feed_and_no_loss(site):
    page = b"<!DOCTYPE html><html><title>Just a moment...</title></html>"
    site.steps(made(DAILY, ETag='"1"'), made(page, 403, cf_mitigated="challenge", Content_Type="text/html"))
    yield
    assert site.kept == 10
    assert near(site.gaps()[1], 1, HOUR)


@should("back-off", "days")
def a_host_that_complains_of_one_feed_is_left_alone_by_all(site):
    site.feeds = ["/a", "/b", "/c"]

    def answer(asked):
        limited = asked.path == "/a" and len(site.at("/a")) > 1
        return made(b"", 429, Retry_After="72000") if limited else made(BUSY, ETag='"1"')

    site.answer = answer
    yield
    limited_at = site.at("/a")[1].at
    early = [one for one in site.asked if limited_at + HOUR < one.at < limited_at + 20 * HOUR]
    assert not early, len(early)


@must("back-off", "hours")
def one_request_at_a_time_to_a_host(site):
    site.feeds = [f"/{n}" for n in range(6)]
    busy = [0, 0]

    def answer(asked):
        async def slowly(writer):
            import asyncio

            busy[0] += 1
            busy[1] = max(busy)
            await asyncio.sleep(0.2)
            writer.write(made(DAILY, ETag='"1"'))
            await writer.drain()
            busy[0] -= 1

        return slowly

    site.answer = answer
    yield
    assert busy[1] == 1, busy


@must("back-off", "hours")
def two_seconds_lie_between_two_requests_to_a_host(site):
    site.feeds = [f"/{n}" for n in range(4)]
    site.honest(DAILY)
    yield
    first = sorted(one.seconds for one in site.asked if one.round == 0)
    assert len(first) == 4
    assert all(b - a >= 1.99 for a, b in itertools.pairwise(first)), first
