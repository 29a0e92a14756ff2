"""Pointing at elements of a page: what is shown for it, and which expressions come of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds.errors import BadInput
from mainstem.parsing.scraping import Recipe, pointing, scrape, stage

PAGE = """<html><head><script>x()</script><style>a{}</style></head><body onload="x()">
<nav><a href="/home">Home</a></nav><div class="list">
<article class="post"><h2 id="a"><a href="/1" onclick="x()">The first headline</a></h2>
<time datetime="2026-03-01">1 March</time><p class="teaser">Some words here</p>
<img src="/a.png" onerror="x()"></article>
<article class="post"><h2><a href="/2">The second headline</a></h2>
<time datetime="2026-03-02">2 March</time><p class="teaser">Some words there</p><img src="/b.png"></article>
<article class="post"><h2><a href="javascript:x()">The third headline</a></h2>
<time datetime="2026-03-03">3 March</time><p class="teaser">Words</p><img src="data:x"></article>
</div><form action="/x"><input name="q"></form><iframe src="https://evil.example/"></iframe></body></html>"""


def number(text: str) -> int:
    """The number of the element that holds just this text."""
    found = re.search(rf'data-n="(\d+)"[^>]*>{text}<', stage(PAGE, "https://club.example/"))
    assert found is not None
    return int(found[1])


def test_a_recipe_can_be_made_by_pointing_alone() -> None:
    item = pointing.item(PAGE, number("The second headline"))
    recipe = Recipe(
        "html-css",
        item,
        title=pointing.part(PAGE, item, number("The second headline"), "title"),
        url=pointing.part(PAGE, item, number("The first headline"), "url"),
        content=pointing.part(PAGE, item, number("Some words there"), "content"),
        date=pointing.part(PAGE, item, number("2 March"), "date"),
        image=pointing.part(PAGE, item, number("The first headline"), "image"),
    )
    entries = scrape(PAGE.encode(), "https://club.example/", recipe).entries
    assert [one.title for one in entries] == [
        "The first headline",
        "The second headline",
        "The third headline",
    ]
    assert entries[0].url == "https://club.example/1"
    assert entries[0].image_url == "https://club.example/a.png"
    assert [one.published_at.day for one in entries if one.published_at] == [1, 2, 3]
    assert "Some words here" in entries[0].html


def test_nothing_of_the_page_can_run_or_ask_for_anything_but_pictures() -> None:
    staged = stage(PAGE, "https://club.example/")
    for word in (
        "script",
        "style",
        "onclick",
        "onerror",
        "onload",
        "href",
        "javascript",
        "form",
        "input",
        "iframe",
    ):
        assert word not in staged.lower()
    assert 'src="https://club.example/a.png"' in staged
    assert "data:x" not in staged


def test_what_the_recipe_finds_is_marked() -> None:
    assert stage(PAGE, "https://club.example/", "article.post").count("data-hit") == 3
    assert stage(PAGE, "https://club.example/", "article..").count("data-hit") == 0


def test_pointing_beside_a_list_says_what_to_do() -> None:
    with pytest.raises(BadInput, match="repeats"):
        pointing.item("<main><h1>Alone</h1></main>", 3)
    with pytest.raises(BadInput, match="not within an entry"):
        pointing.part(PAGE, "article.post", number("Home"), "title")
    with pytest.raises(BadInput, match="no such element"):
        pointing.item(PAGE, 9999)


@given(st.text(alphabet="<>/abdivp ='\"&;!-x", max_size=300), st.integers(0, 60))
def test_no_page_breaks_it(html: str, place: int) -> None:
    stage(html, "https://club.example/", "p")
    try:
        pointing.part(html, "p, div", place, "title")
        pointing.item(html, place)
    except BadInput:
        pass
