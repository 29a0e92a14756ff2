"""Redirects: which are believed, when, and which never."""

from __future__ import annotations

from tests.refresh.picky.journey import must, should
from tests.refresh.picky.site import BUSY, DAILY, DAY, HOUR, made, moved
from tests.refresh.picky.timing import near


def _permanent(status):
    def story(site):
        site.answer = lambda asked: moved(f"{site.other}/new", status)
        site.answer_other = lambda asked: (
            made(b"", 304) if asked.headers.get("if-none-match") == '"n"' else made(DAILY, ETag='"n"')
        )
        yield
        assert site.address == f"{site.other}/new", site.address
        first, last = site.asked[0].at, site.asked[-1].at
        assert last - first >= 2 * DAY
        assert last - first <= 4 * DAY
        assert len(site.asked) >= 3
        assert site.kept == 10
        assert all("if-none-match" in one.headers for one in site.asked_other[1:] if one.at - first < 8 * DAY)

    return story


for _status in (301, 308):
    _story = _permanent(_status)
    _story.__name__ = f"a_{_status}_is_believed_after_three_polls_over_two_days"
    must("moves", "days")(_story)


def _temporary(said, *, reaches=True):
    def story(site):
        site.answer = lambda asked: said(site, asked)
        yield
        assert site.address == f"{site.base}/feed", site.address
        assert len(site.at("/feed")) > 5
        if reaches:
            assert site.kept == 10

    return story


def _chain(*statuses):
    def said(site, asked):
        turn = 0 if asked.path == "/feed" else int(asked.path[2:])
        there = f"{site.other}/end" if turn == len(statuses) - 1 else f"/s{turn + 1}"
        return moved(there, statuses[turn])

    return said


for _name, _said in {
    "a_302": _chain(302),
    "a_303": _chain(303),
    "a_307": _chain(307),
    "a_301_that_goes_on_by_302": _chain(301, 302),
    "a_302_that_goes_on_by_301": _chain(302, 301),
    "a_308_that_goes_on_by_307": _chain(308, 307),
    "a_301_that_leads_elsewhere_each_time": lambda site, asked: moved(f"{site.other}/{len(site.asked)}"),
    "a_301_now_and_then": lambda site, asked: (
        moved(f"{site.other}/x") if len(site.asked) % 3 else made(DAILY, ETag=f'"{len(site.asked)}"')
    ),
}.items():
    _story = _temporary(_said)
    _story.__name__ = f"{_name}_is_never_believed"
    must("moves", "days")(_story)


@must("moves", "days")
def a_chain_of_301_and_308_is_believed_to_its_end(site):
    site.answer = lambda asked: _chain(301, 308)(site, asked)
    yield
    assert site.address == f"{site.other}/end", site.address


@must("moves", "days")
def a_301_to_a_page_is_never_believed(site):
    site.answer = lambda asked: moved(f"{site.other}/login")
    site.answer_other = lambda asked: made(b"<!doctype html><html>Sign in</html>", Content_Type="text/html")
    yield
    assert site.address == f"{site.base}/feed"


@must("moves", "days")
def a_301_to_an_error_is_never_believed(site):
    site.answer = lambda asked: moved(f"{site.other}/gone")
    site.answer_other = lambda asked: made(b"", 404)
    yield
    assert site.address == f"{site.base}/feed"


@must("moves", "days")
def a_301_that_ends_is_forgotten(site):
    site.answer = lambda asked: moved(f"{site.other}/x") if len(site.asked) < 5 else made(DAILY, ETag='"1"')
    yield
    assert site.address == f"{site.base}/feed"


@must("moves", "days")
def a_move_to_a_feed_that_is_there_makes_one_of_two(site):
    site.feeds = ["/feed", "/there"]
    site.answer = lambda asked: moved("/there") if asked.path == "/feed" else made(DAILY, ETag='"1"')
    yield
    assert list(site.entries) == [f"{site.base}/there"], site.entries
    assert site.kept == 10


@should("moves", "days")
def after_a_move_the_old_address_is_left_alone(site):
    site.answer = lambda asked: moved(f"{site.other}/new")
    yield
    assert site.address == f"{site.other}/new"
    assert site.asked_other[-1].at - site.asked[-1].at > 4 * DAY


@must("moves")
def a_relative_location_is_followed(site):
    site.feeds = ["/a/feed"]
    site.answer = lambda asked: moved("../b?c=d", 302) if asked.path == "/a/feed" else made(DAILY)
    yield
    assert site.at("/b?c=d")
    assert site.kept == 10


@must("moves")
def a_location_with_spaces_and_letters_is_followed(site):
    site.answer = lambda asked: (
        b"HTTP/1.1 302 Found\r\nLocation: /caf\xc3\xa9 x\r\nContent-Length: 0\r\n\r\n"
        if asked.path == "/feed"
        else made(DAILY)
    )
    yield
    assert site.at("/caf%C3%A9%20x"), {one.path for one in site.asked}


@must("moves")
def the_body_of_a_redirect_is_nothing(site):
    def answer(asked):
        if asked.path != "/feed":
            return made(DAILY)
        return b"HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 99999999999\r\n\r\n<rss>" + b"x" * 5000

    site.answer = answer
    yield
    assert site.kept == 10


@must("moves", "days")
def a_redirect_without_location_is_trouble(site):
    site.answer = lambda asked: made(b"", 302)
    yield
    assert near(site.gaps()[0], 1, HOUR), site.gaps()


@must("moves", "days")
def an_endless_chain_ends(site):
    def answer(asked):
        number = int(asked.path.partition("=")[2] or 0)
        return moved(f"/feed?n={number + 1}", 302)

    site.answer = answer
    yield
    in_round = [one for one in site.asked if one.round == 0]
    assert 3 <= len(in_round) <= 21, len(in_round)
    assert near(site.gaps()[0], 1, HOUR)


@must("moves", "days")
def a_page_that_refreshes_itself_elsewhere_is_no_move(site):
    page = b'<html><meta http-equiv="refresh" content="0;url=/there"></html>'
    site.answer = lambda asked: made(page, Content_Type="text/html")
    yield
    assert not site.at("/there")
    assert site.address == f"{site.base}/feed"


@must("moves")
def a_short_chain_is_followed(site):
    site.answer = lambda asked: _chain(302, 302, 302, 302)(site, asked)
    yield
    assert site.kept == 10


@must("moves", "days")
def a_permanent_move_keeps_what_was_there(site):
    site.answer = lambda asked: made(BUSY, ETag='"1"') if len(site.asked) < 3 else moved(f"{site.other}/new")
    yield
    assert site.address == f"{site.other}/new"
    assert site.kept == 11, site.kept  # nine of the ten have the guids of what was there
