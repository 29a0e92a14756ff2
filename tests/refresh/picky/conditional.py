"""Conditional requests: the publisher's own words come back, byte for byte, and nothing else."""

from __future__ import annotations

import itertools
import re

from tests.refresh.picky.journey import must, should
from tests.refresh.picky.site import BUSY, DAILY, DAY, date, made, moved

IN_NONE, IN_SINCE = "if-none-match", "if-modified-since"


@must("conditional")
def the_first_request_is_unconditional(site):
    site.honest(modified="Mon, 02 Mar 2026 05:00:00 GMT")
    yield
    assert site.sent(IN_NONE)[0] is None
    assert site.sent(IN_SINCE)[0] is None


@must("conditional")
def both_validators_are_sent_ever_after(site):
    site.honest(modified="Mon, 02 Mar 2026 05:00:00 GMT")
    yield
    assert len(site.asked) > 5
    assert set(site.sent(IN_NONE)[1:]) == {'"v1"'}
    assert set(site.sent(IN_SINCE)[1:]) == {"Mon, 02 Mar 2026 05:00:00 GMT"}


def _etag(etag):
    def story(site):
        site.steps(made(BUSY, ETag=etag))
        yield
        assert len(site.asked) > 2
        assert set(site.sent(IN_NONE)[1:]) == {etag}, site.sent(IN_NONE)
        assert set(site.sent(IN_SINCE)) == {None}

    return story


for _name, _value in {
    "a_weak_etag": 'W/"abc"',
    "a_lower_case_weak_etag": 'w/"abc"',
    "an_etag_without_quotes": "abc123",
    "an_etag_of_apache_with_gzip": '"5f-abc-gzip"',
    "an_empty_etag": '""',
    "an_etag_with_spaces_and_commas": '"a, b; c=\\"d\\""',
    "an_etag_in_latin_1": '"caf\xe9"',
    "an_etag_with_half_a_quote": '"abc',
    "an_etag_in_single_quotes": "'abc'",
    "an_etag_with_a_colon_and_slash": '"http://x/y?z=1#q"',
}.items():
    _story = _etag(_value)
    _story.__name__ = f"{_name}_comes_back_byte_for_byte"
    must("conditional")(_story)


def _modified(text):
    def story(site):
        site.steps(made(BUSY, Last_Modified=text))
        yield
        assert len(site.asked) > 2
        assert set(site.sent(IN_SINCE)[1:]) == {text}, site.sent(IN_SINCE)
        assert set(site.sent(IN_NONE)) == {None}

    return story


for _name, _value in {
    "an_odd_date": "Mon, 2 March 2026 5:00 CET",
    "an_iso_date": "2026-03-02T05:00:00Z",
    "a_date_with_the_wrong_weekday": "Sun, 02 Mar 2026 05:00:00 GMT",
    "a_date_of_the_future": "Mon, 02 Mar 2099 05:00:00 GMT",
    "no_date_at_all": "yesterday, about noon",
    "a_date_of_1970": "Thu, 01 Jan 1970 00:00:00 GMT",
    "a_date_with_an_offset": "Mon, 02 Mar 2026 05:00:00 +0000",
}.items():
    _story = _modified(_value)
    _story.__name__ = f"last_modified_with_{_name}_comes_back_byte_for_byte"
    must("conditional")(_story)


@must("conditional")
def nothing_is_made_up_where_nothing_was_given(site):
    site.answer = lambda asked: made(BUSY, Date=date(site.now))
    yield
    assert len(site.asked) > 2
    assert {*site.sent(IN_NONE), *site.sent(IN_SINCE)} == {None}


@must("conditional")
def new_validators_are_kept_though_the_body_is_the_same(site):
    site.steps(made(BUSY, ETag='"1"'), made(BUSY, ETag='"2"'), made(BUSY, ETag='"3"'))
    yield
    assert site.sent(IN_NONE)[:4] == [None, '"1"', '"2"', '"3"']


@must("conditional")
def a_bare_304_keeps_the_validators(site):
    site.steps(made(BUSY, ETag='"1"', Last_Modified="then"), b"HTTP/1.1 304 Not Modified\r\n\r\n")
    yield
    assert len(site.asked) > 3
    assert set(site.sent(IN_NONE)[1:]) == {'"1"'}
    assert set(site.sent(IN_SINCE)[1:]) == {"then"}


@must("conditional")
def a_304_renews_the_validators_that_it_carries(site):
    site.steps(
        made(BUSY, ETag='"1"', Last_Modified="then"),
        made(b"", 304, ETag='"2"'),
        made(b"", 304, Last_Modified="now"),
    )
    yield
    assert site.sent(IN_NONE)[:4] == [None, '"1"', '"2"', '"2"']
    assert site.sent(IN_SINCE)[:4] == [None, "then", "then", "now"]


@must("conditional")
def validators_that_are_no_longer_given_are_no_longer_sent(site):
    site.steps(made(BUSY, ETag='"1"', Last_Modified="then"), made(DAILY))
    yield
    assert site.sent(IN_NONE)[1] == '"1"'
    assert set(site.sent(IN_NONE)[2:]) == {None}
    assert set(site.sent(IN_SINCE)[2:]) == {None}


@must("conditional")
def a_304_with_a_body_is_read_as_a_304(site):
    site.steps(
        made(BUSY, ETag='"1"'), b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 5\r\n\r\nhello'
    )
    yield
    assert len(site.asked) > 3
    assert set(site.sent(IN_NONE)[1:]) == {'"1"'}
    assert site.kept == 10


@must("conditional", "days")
def validators_of_an_error_are_not_kept(site):
    site.steps(made(BUSY, ETag='"1"'), made(b"no", 500, ETag='"error"'), made(BUSY, ETag='"1"'))
    yield
    assert len(site.asked) > 3
    assert '"error"' not in site.sent(IN_NONE)
    assert site.sent(IN_NONE)[2] == '"1"'


@must("conditional", "days")
def validators_of_a_page_in_the_feeds_place_are_not_kept(site):
    portal = made(
        b"<!doctype html><html><body>Sign in</body></html>", ETag='"portal"', Content_Type="text/html"
    )
    site.steps(made(BUSY, ETag='"1"'), portal, portal, made(BUSY, ETag='"1"'))
    yield
    assert len(site.asked) > 4
    assert '"portal"' not in site.sent(IN_NONE)
    assert site.sent(IN_NONE)[2] == '"1"'
    assert site.kept == 10


@must("conditional", "days")
def validators_of_an_empty_answer_are_not_kept(site):
    site.steps(made(BUSY, ETag='"1"'), made(b"", ETag='"empty"'), made(BUSY, ETag='"1"'))
    yield
    assert '"empty"' not in site.sent(IN_NONE)
    assert site.kept == 10


@must("conditional", "days")
def validators_of_a_broken_answer_are_not_kept(site):
    whole = made(DAILY, ETag='"broken"')
    site.steps(made(BUSY, ETag='"1"'), whole[:-200], made(BUSY, ETag='"1"'))
    yield
    assert len(site.asked) > 3
    assert '"broken"' not in site.sent(IN_NONE)
    assert site.kept == 10


@must("conditional")
def the_validators_of_a_redirect_are_not_the_feeds(site):
    site.answer = lambda asked: moved(f"{site.other}/feed", 302, ETag='"hop"', Last_Modified="hop")
    yield
    assert len(site.asked_other) > 2
    assert {one.headers.get(IN_NONE) for one in site.asked_other[1:]} == {'"other"'}
    assert "hop" not in str([one.headers for one in [*site.asked, *site.asked_other]])


@should("conditional")
def validators_go_to_the_address_that_gave_them_alone(site):
    site.answer = lambda asked: moved(f"{site.other}/{'a' if len(site.asked) < 3 else 'b'}", 302)
    site.answer_other = lambda asked: made(BUSY, ETag=f'"{asked.path}"')
    yield
    first = next(one for one in site.asked_other if one.path == "/b")
    assert IN_NONE not in first.headers


@must("conditional", "days")
def a_304_to_a_first_request_does_no_harm(site):
    site.steps(made(b"", 304), made(BUSY, ETag='"1"'))
    yield
    assert site.kept == 10
    assert site.sent(IN_NONE)[1] is None


@must("conditional", "months")
def for_ever_not_modified_is_doubted_every_eight_days_at_most(site):
    site.answer = lambda asked: made(b"", 304) if IN_NONE in asked.headers else made(DAILY, ETag='"for ever"')
    yield
    whole = [one.at for one in site.asked if IN_NONE not in one.headers]
    assert len(whole) >= 2, len(whole)
    gaps = [b - a for a, b in itertools.pairwise(whole)]
    assert min(gaps) >= 8 * DAY, gaps


@must("conditional", "days")
def a_good_server_is_asked_without_condition_once_in_eight_days_at_most(site):
    site.honest(modified="Mon, 02 Mar 2026 05:00:00 GMT")
    yield
    whole = [one.at for one in site.asked if IN_NONE not in one.headers and IN_SINCE not in one.headers]
    assert len(whole) <= 2
    assert all(b - a >= 8 * DAY for a, b in itertools.pairwise(whole))


@should("conditional", "days")
def a_server_whose_etags_never_match_is_tried_with_the_date(site):
    def answer(asked):
        same = asked.headers.get(IN_SINCE) == "now" and IN_NONE not in asked.headers
        return made(b"", 304) if same else made(DAILY, ETag='"x-gzip"', Last_Modified="now")

    site.answer = answer
    yield
    assert any(IN_NONE not in one.headers and IN_SINCE in one.headers for one in site.asked)


@must("manners")
def cookies_are_never_returned(site):
    site.answer = lambda asked: made(BUSY, ETag='"1"', Set_Cookie="id=1; Path=/")
    yield
    assert len(site.asked) > 3
    assert set(site.sent("cookie")) == {None}


@must("manners")
def cookies_of_a_redirect_are_never_returned(site):
    site.answer = lambda asked: (
        moved("/there", 302, Set_Cookie="id=1") if asked.path == "/feed" else made(BUSY)
    )
    yield
    assert len(site.asked) > 3
    assert all("cookie" not in one.headers for one in site.asked)


@must("manners")
def no_referer_is_sent_not_even_along_a_redirect(site):
    site.answer = lambda asked: moved("/there", 302) if asked.path == "/feed" else made(BUSY, ETag='"1"')
    yield
    assert len(site.at("/there")) > 2
    assert all("referer" not in one.headers and "origin" not in one.headers for one in site.asked)


@must("manners")
def nothing_is_added_to_the_address(site):
    site.feeds = ["/feed?a=b&c=%20d&e=%C3%A9"]
    site.honest()
    yield
    assert len(site.asked) > 3
    assert {one.path for one in site.asked} == {"/feed?a=b&c=%20d&e=%C3%A9"}


@must("manners")
def the_user_agent_has_name_version_page_and_readers(site):
    site.honest()
    yield
    shape = re.compile(r"\w+/[\w.+-]+ \(\+https?://[^;\s]+; 1 subscriber\)")
    assert all(shape.fullmatch(text or "") for text in site.sent("user-agent")), site.sent("user-agent")[0]


@must("manners")
def the_user_agent_is_the_same_at_each_poll_even_after_403(site):
    site.answer = lambda asked: made(b"", 403)
    yield
    assert len(set(site.sent("user-agent"))) == 1


@must("manners")
def caches_are_not_told_to_go_round(site):
    site.honest()
    yield
    assert all(not {"cache-control", "pragma"} & set(one.headers) for one in site.asked)


@must("manners")
def compressed_answers_are_accepted(site):
    site.honest()
    yield
    accepted = {part.strip().split(";")[0] for part in (site.sent("accept-encoding")[0] or "").split(",")}
    assert {"gzip", "br", "zstd"} <= accepted


@should("manners")
def deltas_are_asked_for(site):
    site.honest()
    yield
    assert "feed" in (site.sent("a-im")[-1] or "")


@should("manners")
def feeds_are_what_is_accepted_first(site):
    site.honest()
    yield
    accepted = site.sent("accept")[0] or ""
    assert accepted.startswith(("application/atom+xml", "application/rss+xml"))


@must("manners")
def nothing_but_the_feed_is_asked_for(site):
    site.honest(BUSY.replace(b"</title>", b"</title><link>/page</link><image><url>/i.png</url></image>", 1))
    yield
    assert {one.path for one in site.asked} == {"/feed"}


@must("manners")
def a_request_is_a_proper_get(site):
    site.honest()
    yield
    assert {one.method for one in site.asked} == {"GET"}
    assert all(one.raw.split(b"\r\n")[0].endswith(b" HTTP/1.1") for one in site.asked)
    assert all(one.headers["host"] == site.base.removeprefix("http://") for one in site.asked)
    assert all("content-length" not in one.headers for one in site.asked)


@must("manners")
def a_delta_adds_and_takes_nothing_away(site):
    more = DAILY.replace(b"urn:e", b"urn:new").replace(b"<title>e", b"<title>new")
    site.steps(made(BUSY, ETag='"1"'), made(more, 226, IM="feed", ETag='"2"'), made(b"", 304))
    yield
    assert site.kept == 20
    assert site.sent(IN_NONE)[2] == '"2"'
