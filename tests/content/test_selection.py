import pytest

from mainstem.content import Elsewhere, elsewhere, select
from mainstem.feeds.errors import BadInput

URL = "https://news.example/2024/post.html"
PAGE = """<html><head><base href="/files/"><link rel="canonical" href="/2024/post"><link rel=amphtml href="post.amp">
</head><body><div class="menu">Menu</div>
<article id="story" class="text"><h1>Title</h1><p>One <span class="ad">buy</span></p><p><img src="a.png"></p></article>
<aside class="text">Aside</aside><a href="post?page=2">Next page</a></body></html>"""


def test_what_matches_is_cleaned_and_joined_in_the_order_of_the_page():
    done = select(PAGE, URL, "aside, article p", ".ad")
    assert done == (
        '<p>One </p><p><img src="https://news.example/files/a.png" loading="lazy" decoding="async" '
        'referrerpolicy="no-referrer"></p><aside data-sanitized-class="text">Aside</aside>'
    )


def test_a_match_inside_a_match_stands_once():
    assert select("<div><div>x</div></div>", URL, "div") == "<div><div>x</div></div>"


def test_cleaned_names_can_be_used_in_selectors():
    assert "Title" in select(PAGE, URL, '[data-sanitized-id="story"] h1')


def test_nothing_matching_gives_nothing():
    assert select(PAGE, URL, ".absent") == ""


@pytest.mark.parametrize("selector", ["..x[", "p >", "[", ":nonsense("])
def test_a_selector_that_cannot_be_read_is_said(selector):
    with pytest.raises(BadInput, match="no CSS selector"):
        select(PAGE, URL, selector)


def test_what_runs_does_not_come_through_a_selector():
    assert select("<p onclick=x><script>1</script>y</p>", URL, "p, script") == "<p>y</p>"


def test_a_hundred_thousand_nested_elements_are_survived():
    assert select("<div>" * 100_000 + "<p>x", URL, "p") in {"", "<p>x</p>"}


def test_a_page_says_where_else_it_can_be_found():
    assert elsewhere(PAGE, URL) == Elsewhere(
        base="https://news.example/files/",
        canonical="https://news.example/2024/post",
        amp="https://news.example/files/post.amp",
        next_page="https://news.example/files/post?page=2",
    )


def test_a_page_may_send_elsewhere():
    page = '<meta http-equiv="Refresh" content="0; URL=\'/new\'">'
    assert elsewhere(page, URL).refresh == "https://news.example/new"


def test_no_page_sends_into_a_private_network_or_to_a_script():
    page = '<link rel=canonical href="http://127.0.0.1/x"><link rel=next href="javascript:x">'
    assert elsewhere(page, URL) == Elsewhere(base=URL)
