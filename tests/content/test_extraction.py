import builtins
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mainstem.content import Extracted, SafeHTML, extract
from tests.content.inspection import faults

URL = "https://news.example/2024/bridge.html"
PARAGRAPHS = [
    "The old bridge over the river was closed on Monday, after engineers found cracks in two of its five piers.",
    "Nobody was hurt, the city said, but the repair will take at least eight months, and the cost is not yet known.",
    "Shopkeepers on both sides fear for their trade, and a ferry, small and slow, is to carry people from Friday on.",
    "The bridge was built in 1911, widened in 1958, and has carried three times the planned traffic ever since.",
]


def page(body, head=""):
    return f"""<!DOCTYPE html><html lang="en-GB"><head><title>Old bridge closed | The Daily Example</title>{head}</head>
<body><header class="masthead"><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav></header>
<div class="sidebar"><ul><li><a href="/1">Most read story number one</a><li><a href="/2">Another story</a></ul></div>
<main>{body}</main>
<div class="comments"><p>First comment, which is long enough to look like a paragraph, with commas, and more.</p></div>
<footer><p>Copyright The Daily Example, all rights reserved, imprint, privacy, contact, and so on.</p></footer>
</body></html>"""


ARTICLE = page(
    "<article><h1>Old bridge closed</h1><p class='byline'>By Jo Doe</p>"
    f"<p>{PARAGRAPHS[0]}</p><figure><img src='pier.jpg' alt='A pier'><figcaption>A pier</figcaption></figure>"
    f"<p>{PARAGRAPHS[1]} See <a href='/plan?utm_source=rss'>the plan</a>.</p><h2>The ferry</h2><p>{PARAGRAPHS[2]}</p>"
    f"<p>{PARAGRAPHS[3]}</p><div class='share'><a href='https://x.example/share'>Share</a></div></article>",
    '<meta property="og:title" content="Old bridge closed"><meta property="og:image" content="/lead.jpg">'
    '<meta name="author" content="Jo Doe"><meta property="article:published_time" content="2024-05-06T10:00:00+02:00">',
)


@pytest.fixture(params=["with trafilatura", "without trafilatura"])
def readers(request, monkeypatch):
    if request.param == "without trafilatura":
        genuine = builtins.__import__

        def without(name, *args, **kwargs):
            if name.startswith("trafilatura"):
                raise ImportError(name)
            return genuine(name, *args, **kwargs)

        monkeypatch.setattr(builtins, "__import__", without)
    return request.param


def test_the_article_is_found_and_what_surrounds_it_is_not(readers):
    found = extract(ARTICLE, URL)
    for paragraph in PARAGRAPHS:
        assert paragraph in found.text
    for around in ("Most read", "First comment", "Copyright", "Sport", "Share"):
        assert around not in found.text


def test_its_pictures_and_links_come_along_cleaned(readers):
    found = extract(ARTICLE, URL)
    assert type(found.html) is SafeHTML
    assert 'src="https://news.example/2024/pier.jpg"' in found.html
    assert 'href="https://news.example/plan"' in found.html
    assert faults(found.html) == []


def test_the_page_says_who_wrote_it_and_when():
    found = extract(ARTICLE, URL)
    assert found.title == "Old bridge closed"
    assert found.author == "Jo Doe"
    assert found.published_at == datetime(2024, 5, 6, 8, tzinfo=UTC)
    assert found.language == "en-GB"
    assert found.image == "https://news.example/lead.jpg"


def test_linked_data_says_it_best():
    head = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite",
    "name": "The Daily Example"}, {"@type": ["NewsArticle"], "headline": "Bridge closed for months", "author":
    [{"name": "Jo Doe"}, {"name": "Al Roe"}], "datePublished": "2024-05-06", "image": {"url": "/ld.jpg"}}]}</script>
    <script type="application/ld+json">{broken</script><meta property="og:title" content="Something else">"""
    found = extract(page("<p>x</p>", head), URL)
    assert found.title == "Bridge closed for months"
    assert found.author == "Jo Doe, Al Roe"
    assert found.published_at == datetime(2024, 5, 6, tzinfo=UTC)
    assert found.image == "https://news.example/ld.jpg"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Old bridge closed for eight months | The Daily Example", "Old bridge closed for eight months"),
        (
            "Old bridge closed for eight months - News - The Daily Example",
            "Old bridge closed for eight months - News",
        ),
        ("Example: The old bridge was closed on Monday", "The old bridge was closed on Monday"),
        ("The old bridge was closed", "The old bridge was closed"),
        ("", "From the heading"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title, expected):
    assert extract(f"<title>{title}</title><h1>From the heading</h1><p>x</p>", URL).title == expected


def test_lazy_pictures_and_those_of_noscript_are_found_once(readers):
    lazy = "<img class=lazy src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src='/real.jpg'>"
    body = "<article>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    body += (
        f"<p>{PARAGRAPHS[0]}</p><figure>{lazy}<noscript><img src='/real.jpg'></noscript></figure></article>"
    )
    assert extract(page(body), URL).html.count("/real.jpg") == 1


@pytest.mark.parametrize(
    "aside", ["Read also: Another story", "Auch interessant:", "À lire aussi : Le pont", "Photo: Al Roe"]
)
def test_short_lines_between_paragraphs_are_left_out(readers, aside):
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2]) + f"<p>{aside}</p>"
    body += "".join(f"<p>{text}</p>" for text in PARAGRAPHS[2:])
    found = extract(page(f"<article>{body}</article>"), URL).text
    assert aside not in found
    assert PARAGRAPHS[3] in found


def test_hidden_text_is_not_read(readers):
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    hidden = f"<p style='display: none'>Hidden {PARAGRAPHS[0]}</p><p hidden>Concealed {PARAGRAPHS[1]}</p>"
    found = extract(page(f"<article>{body}{hidden}</article>"), URL).text
    assert "Hidden" not in found
    assert "Concealed" not in found


def test_relative_addresses_follow_the_base_of_the_page(readers):
    body = "".join(f"<p>{text} <a href=x>y</a></p>" for text in PARAGRAPHS)
    found = extract(page(f"<article>{body}</article>", "<base href='https://other.example/b/'>"), URL)
    assert "https://other.example/b/x" in found.html


def test_what_runs_does_not_come_along(readers):
    body = "".join(f"<p onclick=alert(1)>{text}<script>alert(1)</script></p>" for text in PARAGRAPHS)
    assert faults(extract(page(f"<article>{body}</article>"), URL).html) == []


@pytest.mark.parametrize(
    "nothing", ["", " ", "\0", "plain words", "<!-- -->", "<html></html>", "\ud800", "{}", "<frameset>"]
)
def test_what_is_no_page_gives_no_error(nothing):
    assert isinstance(extract(nothing, URL), Extracted)


PIECES = [
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<td>",
    "<ul><li>",
    "text, more, text. " * 9,
    "<br>",
    "<img src=x>",
    "<h1>",
]
PIECES += [
    "<meta name=date content='9999-99-99'>",
    "<time datetime=x>",
    "<title>",
    "<article class=comment>",
    "&#0;",
]
PIECES += [
    '<script type="application/ld+json">[[{"@type": 1, "a": null}]]</script>',
    "<base href='http://['>",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_page_is_survived(parts):
    found = extract("".join(parts), URL)
    assert faults(found.html) == []


def test_a_hundred_thousand_nested_elements_are_survived():
    assert isinstance(extract("<div>" * 100_000 + PARAGRAPHS[0], URL), Extracted)


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("<p class=byline>By Jo Doe</p>", "Jo Doe"),
        ("<p class=byline>Posted by Jo Doe on March 11, 2015 3:46 PM</p>", "Jo Doe"),
        ("<span class=byline__author>Jo Doe</span>", "Jo Doe"),
        ("<div class=FeatureByline>By <b>Jo Doe</b><br>March 25, 2015</div>", "Jo Doe"),
        ("<a rel=author href=/jo>Jo Doe • 8h</a>", "Jo Doe"),
        ("<span>By </span><span class=fn>Jo Doe</span>", "Jo Doe"),
        ("<p class=byline>By</p><p class=author>Jo Doe - The Daily</p>", "Jo Doe"),
        ("<p class=byline>Last updated: May 1</p>", ""),
        ("<p class=author>Jo Doe has written for us since the bridge was built</p>", ""),
        ("<p class=authorless>Jo Doe</p>", ""),
    ],
)
def test_a_line_under_the_title_names_who_wrote_it(byline, author):
    found = extract(page(f"<article><h1>Old bridge closed</h1>{byline}<p>{PARAGRAPHS[0]}</p></article>"), URL)
    assert found.author == author
