"""What must hold whatever comes."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime
from html import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from mainstem.parsing import NotAFeed, Recipe, discover, parse, parse_date, propose, scrape
from mainstem.parsing.encoding import decode
from mainstem.parsing.markup import resolve_html
from mainstem.parsing.repair import repair
from tests.parsing import corpus

URL = "https://hill.example/feed"
_DOCUMENTS = [corpus.load(path).data for path in sorted(corpus.FEEDS.rglob("*.*"))]
_PIECES = st.sampled_from(
    [
        "<rss version='2.0'>", "<channel>", "<item>", "</item>", "</channel>", "</rss>", "<title>", "</title>",
        "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "</feed>", "<![CDATA[", "]]>", "<!--",
        "-->", "<?x", "?>", "&amp;", "&nbsp;", "&#0;", "&#xD800;", "&", "<", ">", '"', "'", "=", "\x00", "\ufeff",
        "<link href='x'/>", "<dc:creator>", "<media:content url='/a.mp3'>", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "]>",
        "<content type='xhtml'>", "<div>", "xml:base='http://[::1'", "<a href='http://[x'>", "é", "\U0001f411",
        "{", "}", '{"version":"https://jsonfeed.org/version/1.1","items":[', "1e999", "<html>",
        "<div class='h-entry'>", "<a:b1:2>",
        "<rss xmlns:a=''>", "<a:c>", " xmlns:xmlx='1'", "</a:c>",
    ]
)  # fmt: skip
_CALM = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _survives(data: bytes) -> None:
    with suppress(NotAFeed):
        assert parse(data, URL).format


@_CALM
@given(st.binary(max_size=300))
def test_any_bytes_give_a_feed_or_not_a_feed(data):
    _survives(data)


@_CALM
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_heap_of_markup_gives_a_feed_or_not_a_feed(text):
    _survives(text.encode("utf-8", "surrogatepass"))


@_CALM
@given(st.sampled_from(_DOCUMENTS), st.data())
def test_any_damage_to_a_feed_is_survived(document, data):
    start = data.draw(st.integers(0, len(document)))
    end = data.draw(st.integers(start, min(len(document), start + 40)))
    _survives(document[:start] + data.draw(st.binary(max_size=12)) + document[end:])


@_CALM
@given(st.sampled_from(_DOCUMENTS), st.data())
def test_finding_and_proposing_survive_anything(document, data):
    cut = document[: data.draw(st.integers(0, len(document)))]
    discover(cut, URL)
    for recipe in propose(cut, URL):
        assert scrape(cut, URL, recipe).entries


@_CALM
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_mended_xml_is_well_formed(text):
    mended = repair(text, {}).text
    if mended:
        etree.fromstring(mended.encode(), etree.XMLParser(resolve_entities=False))


@_CALM
@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=60))
def test_a_title_of_text_comes_back(title):
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{escape(title)}</title></entry></feed>'
    entry = parse(feed.encode(), URL).entries[0]
    assert entry.title == " ".join(title.split()) or "Ã" in title or "Â" in title or "â" in title


@_CALM
@given(st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1)), st.integers(-720, 840))
def test_a_date_comes_back_from_every_standard(moment, minutes):
    aware = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    wanted = aware.astimezone(UTC)
    assert parse_date(format_datetime(aware)) == wanted
    assert parse_date(aware.isoformat()) == wanted
    assert parse_date(aware.isoformat(" ")) == wanted
    assert parse_date(wanted.strftime("%Y%m%dT%H%M%SZ")) == wanted
    assert parse_date(wanted.strftime("%d %B %Y %H:%M:%S GMT")) == wanted


@_CALM
@given(st.text(max_size=130))
def test_no_text_breaks_the_reading_of_dates(text):
    moment = parse_date(text)
    assert moment is None or moment.tzinfo is UTC


@_CALM
@given(
    st.binary(max_size=200), st.sampled_from(["", "text/xml", "text/xml; charset=utf-16", "a; charset=big5"])
)
def test_decoding_gives_utf8_whatever_comes(data, content_type):
    decode(data, {"Content-Type": content_type}).data.decode("utf-8")


@_CALM
@given(st.lists(st.sampled_from(["<a href='x'>", '<img srcset="a 1x, b 2x">', "text =", "<", ">", "&amp;"])))
def test_resolving_twice_changes_nothing(pieces):
    once = resolve_html("".join(pieces), URL)
    assert resolve_html(once, URL) == once


_HEAD = b"<rss version='2.0'><channel><item><title>One</title></item><item><description>"
_TITLE = b"<rss><channel><item><title>"
_HOSTILE = {
    "open elements": _HEAD + b"<b>" * 150_000,
    "open comments": _HEAD + b"<!--" * 200_000,
    "open sections": _HEAD + b"<![CDATA[" * 100_000,
    "open instructions": _HEAD + b"<?" * 400_000,
    "open quotation marks": _HEAD + b"<a b='" * 80_000,
    "document types": b"<!DOCTYPE x [" * 80_000 + _HEAD,
    "ampersands": _HEAD + b"&" * 1_000_000,
    "closing elements": _HEAD + b"</b>" * 250_000,
    "entries": _HEAD + b"<item>" * 20_000,
    "prefixes": _HEAD + b"".join(b"<p%d:x>" % n for n in range(30_000)),
    "attributes": _HEAD + b"<a " + b" ".join(b"a%d='1'" % n for n in range(80_000)) + b">",
    "one long word": b"<rss><channel><item><author>" + b"a" * 1_000_000 + b"@</author></item></channel></rss>",
    "scripts in a title": _TITLE + b"&lt;script&gt;" * 60_000 + b"</title></item></channel></rss>",
    "comments in a title": _TITLE + b"&lt;!--" * 100_000 + b"&lt;/b&gt;</title></item></channel></rss>",
    "brackets": b"[" * 1_000_000,
    "braces": b'{"a":' * 200_000,
    "open elements of a page": b"<html><body>" + b"<div>" * 200_000,
    "open marks of a page": b"<html><body>" + b"<i class='h-entry'>" * 50_000,
    "links in a page": b"<html><body>" + b"<a href='/feed'>x" * 60_000,
    "letters of no encoding": b"<rss><channel><title>" + b"\xe3\x81" * 400_000,
    "relative addresses": _HEAD + b"&lt;a href='x'" * 60_000 + b"</description></item></channel></rss>",
    "spaces": b"<rss>" + b" " * 1_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", _HOSTILE)
def test_a_million_hostile_bytes_take_no_longer_than_honest_ones(name):
    _survives(_HOSTILE[name])  # quadratic reading would take minutes here
    discover(_HOSTILE[name], URL)


def test_nothing_is_kept_of_a_document_beyond_its_bound(monkeypatch):
    monkeypatch.setattr("mainstem.parsing.tree.LONGEST", 20_000)
    data = b"<rss><channel>" + b"<item><title>One</title></item>" * 2000
    assert 600 < len(parse(data, URL).entries) < 700


def test_a_recipe_that_finds_nothing_says_so():
    with pytest.raises(NotAFeed):
        scrape(b"<html><p>x</p></html>", URL, Recipe("html-css", "article", title="h2"))
