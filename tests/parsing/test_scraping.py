"""Pages and documents turned into feeds."""

import pytest

from mainstem.feeds.errors import BadInput, NotAFeed
from mainstem.parsing import Recipe, propose, scrape
from mainstem.parsing.scraping import check
from mainstem.parsing.scraping.dateforms import read

URL = "https://hill.example/news/"


def _article(n):
    return f"""<article class="card post-{n}"><a href="/a/{n}"><img src="/i/{n}.jpg"></a>
      <h2 class="card-title"><a href="/a/{n}">The story number {n} of the day</a></h2>
      <p class="meta">By <span class="author">Ann {n}</span>, <time datetime="2024-03-0{n}T10:00:00Z">March</time>
      <span class="tag">wool</span><span class="tag">hill</span></p>
      <p class="excerpt">Words about the story {n} that go on for a <a href="more">while</a>.</p></article>"""


PAGE = f"""<!doctype html><html><head><title>The  Daily</title></head><body>
<nav><ul><li><a href="/x">Section one</a></li><li><a href="/y">Section two</a></li><li><a href="/z">More</a></ul></nav>
<main><div class="list">{"".join(_article(n) for n in range(1, 8))}<article class="card"></article></div></main>
<script type="application/json">
{{"posts": [{{"t": "One", "u": "/1"}}, {{"t": "Two", "u": "/2"}}]}}</script>
<footer><a href="/imprint">Imprint of the daily</a> <a href="/terms">Terms of the daily</a>
</footer></body></html>""".encode()
DATA = b"""{"data": {"name": "Hill", "posts": [
  {"id": 1, "headline": "One", "slug": "one", "at": 1700000000000,
   "tags": ["a", "b"], "by": {"name": "Jo"}, "text": "1 < 2"},
  {"id": 2, "headline": "Two", "slug": "two", "at": 1700000001000,
   "tags": "c, d", "by": null, "text": "<p>x</p>"}]}}"""


def test_a_page_is_read_by_xpath():
    recipe = Recipe(
        "html-xpath",
        "//article",
        title=".//h2",
        url=".//h2/a/@href",
        content="./p[@class='excerpt']",
        image=".//img/@src",
        author="'The Daily'",
        date=".//time/@datetime",
        categories=".//span[@class='tag']",
    )
    feed = scrape(PAGE, URL, recipe)
    entry = feed.entries[0]
    assert (feed.title, feed.format, len(feed.entries)) == ("The Daily", "scraped", 7)
    assert (entry.title, entry.url) == ("The story number 1 of the day", "https://hill.example/a/1")
    assert entry.image_url == "https://hill.example/i/1.jpg"
    assert [one.name for one in entry.authors] == ["The Daily"]
    assert entry.categories == ("wool", "hill")
    assert 'href="https://hill.example/news/more"' in entry.content
    assert entry.published_at is not None
    assert entry.published_at.isoformat() == "2024-03-01T10:00:00+00:00"


def test_a_page_is_read_by_css():
    recipe = Recipe(
        "html-css",
        "article.card",
        title="h2",
        url="h2 a@href",
        date="time",
        categories="span.tag",
        image="img",
    )
    feed = scrape(PAGE, URL, recipe)
    assert len(feed.entries) == 7  # the empty one is none
    assert feed.entries[6].url == "https://hill.example/a/7"
    assert feed.entries[6].published_at is not None


def test_an_entry_without_an_identifier_gets_a_steady_one():
    recipe = Recipe("html-css", "article", title="h2", url="a")
    first, again = scrape(PAGE, URL, recipe), scrape(PAGE, URL, recipe)
    assert first.entries[0].guid.startswith("urn:sha1:")
    assert [one.guid for one in first.entries] == [one.guid for one in again.entries]


def test_xml_that_is_no_feed_is_read_by_xpath():
    data = b'<r xmlns:q="urn:q"><q:row><t>One</t><l>/1</l></q:row><q:row><t>Two</t><l>/2</l></q:row></r>'
    feed = scrape(data, URL, Recipe("xml-xpath", "//q:row", title="t", url="l", feed_title="'Rows'"))
    assert [(one.title, one.url) for one in feed.entries] == [
        ("One", "https://hill.example/1"),
        ("Two", "https://hill.example/2"),
    ]
    assert feed.title == "Rows"


def test_json_is_read_by_dots():
    recipe = Recipe(
        "json", "data.posts", title="headline", url='"https://hill.example/" & slug', date="at", categories="tags",
        author="by.name", guid="id", content="text", feed_title="data.name",
    )  # fmt: skip
    feed = scrape(DATA, URL, recipe)
    one, two = feed.entries
    assert (feed.title, one.guid, one.url) == ("Hill", "1", "https://hill.example/one")
    assert (one.categories, two.categories) == (("a", "b"), ("c", "d"))
    assert (one.content, two.content) == ("1 &lt; 2", "<p>x</p>")
    assert [author.name for author in one.authors] == ["Jo"]
    assert one.published_at is not None
    assert one.published_at.isoformat() == "2023-11-14T22:13:20+00:00"


def test_json_inside_a_page_is_read():
    recipe = Recipe(
        "json-in-html", "posts", title="t", url="u", fragment="//script[@type='application/json']"
    )
    assert [one.url for one in scrape(PAGE, URL, recipe).entries] == [
        "https://hill.example/1",
        "https://hill.example/2",
    ]


@pytest.mark.parametrize(
    ("recipe", "field"),
    [
        (Recipe("magic", "x"), "kind"),
        (Recipe("html-xpath", ""), "item"),
        (Recipe("html-xpath", "//["), "item"),
        (Recipe("html-xpath", "//a", title="..//("), "title"),
        (Recipe("html-css", "]["), "item"),
        (Recipe("json", "a..b"), "item"),
        (Recipe("json-in-html", "a", fragment="//["), "fragment"),
    ],
)
def test_a_recipe_that_cannot_work_is_refused_with_its_field(recipe, field):
    with pytest.raises(BadInput) as caught:
        check(recipe)
    assert caught.value.field == field


def test_a_recipe_that_finds_nothing_is_no_feed():
    with pytest.raises(NotAFeed, match="finds no entries"):
        scrape(PAGE, URL, Recipe("html-css", "table.none", title="td"))


def test_the_best_proposal_is_the_list_of_articles():
    recipe = propose(PAGE, URL)[0]
    assert recipe == Recipe(
        "html-css", "article.card", title="h2", url="h2 a@href", content="p.excerpt", image="img",
        author="span.author", date="time",
    )  # fmt: skip
    assert len(scrape(PAGE, URL, recipe).entries) == 7


def test_a_plain_list_is_proposed_with_its_dates():
    row = '<li><a href="/d{0}.html">Document {0} of the council</a> <span class="date">0{0}.03.2024</span>'
    rows = "".join(row.format(n) for n in range(1, 6))
    page = f"<html><title>T</title><body><div id='news'><ul>{rows}</ul></div></body></html>".encode()
    entries = scrape(page, URL, propose(page, URL)[0]).entries
    assert [one.title for one in entries][:2] == ["Document 1 of the council", "Document 2 of the council"]
    assert entries[4].published_at is not None
    assert entries[4].published_at.isoformat() == "2024-03-05T00:00:00+00:00"


def test_json_is_proposed_by_the_names_of_its_keys():
    data = b'{"d": {"posts": [{"headline": "One", "url": "/1", "id": 1}, {"headline": "Two", "url": "/2", "id": 2}]}}'
    recipe = propose(data, URL)[0]
    assert (recipe.kind, recipe.item, recipe.title, recipe.url, recipe.guid) == (
        "json",
        "d.posts",
        "headline",
        "url",
        "id",
    )


def test_a_sitemap_is_proposed():
    data = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url><loc>https://hill.example/1</loc><lastmod>2024-03-01</lastmod></url>
    <url><loc>https://hill.example/2</loc><lastmod>2024-03-02</lastmod></url></urlset>"""
    entries = scrape(data, URL, propose(data, URL)[0]).entries
    assert [one.url for one in entries] == ["https://hill.example/1", "https://hill.example/2"]


@pytest.mark.parametrize(
    "data",
    [b"", b"<html><p>Only words here.</p></html>", b"{}", b"\x89PNG\r\n", b"<?xml version='1.0'?><a/>"],
)
def test_nothing_is_proposed_where_nothing_repeats(data):
    assert propose(data, URL) == []


@pytest.mark.parametrize(
    ("text", "form", "moment"),
    [
        ("07/03/2024 10:05", "d/m/Y H:i", "2024-03-07T10:05:00+00:00"),
        ("March 7, 2024", "F j, Y", "2024-03-07T00:00:00+00:00"),
        ("7 mars 2024", "j F Y", "2024-03-07T00:00:00+00:00"),
        ("2024-03-07T10:00:00+02:00", r"Y-m-d\TH:i:sP", "2024-03-07T08:00:00+00:00"),
        ("1700000000", "U", "2023-11-14T22:13:20+00:00"),
        ("07.03.24 1:05 PM", "d.m.y g:i A", "2024-03-07T13:05:00+00:00"),
        ("Thu 7th of March 2024", r"D jS \o\f F Y", "2024-03-07T00:00:00+00:00"),
        ("10:00 2024-03-07 Europe/Berlin", "H:i Y-m-d e", "2024-03-07T09:00:00+00:00"),
        ("07/03/2024", "%d/%m/%Y", "2024-03-07T00:00:00+00:00"),
        ("31/02/2024", "d/m/Y", None),
        ("soon", "d/m/Y", None),
        ("07 Foo 2024", "d M Y", None),
    ],
)
def test_a_date_is_read_in_the_form_that_was_given(text, form, moment):
    found = read(text, form)
    assert (found.isoformat() if found else None) == moment


@pytest.mark.parametrize(
    ("meta", "headers"),
    [(b"<meta charset=windows-1251>", {}), (b"", {"Content-Type": "text/html; charset=windows-1251"})],
)
def test_a_page_is_read_in_its_own_encoding(meta, headers):
    items = "".join(
        f"<article><h2><a href=/{n}>Новости холма, часть {n}</a></h2></article>" for n in range(4)
    )
    page = b"<html>" + meta + items.encode("windows-1251")
    feed = scrape(page, URL, Recipe("html-css", "article", title="h2", url="a"), headers)
    assert feed.entries[0].title == "Новости холма, часть 0"
    best = propose(page, URL, headers)[0]
    assert scrape(page, URL, best, headers).entries[0].title == "Новости холма, часть 0"
