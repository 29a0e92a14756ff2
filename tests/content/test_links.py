import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.content import clean, images, links


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Example.ORG:443/a/../b", "https://example.org/b"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org?x=1", "https://example.org/?x=1"),
        ("https://example.org/a?utm_source=x&id=2&fbclid=y#part", "https://example.org/a?id=2"),
        ("https://example.org/a?utm_source=x", "https://example.org/a"),
        ("https://example.org/#!/a", "https://example.org/#!/a"),
        ("https://me@example.org/a", "https://example.org/a"),
        ("https://www.youtube.com/watch?v=abc&si=def&feature=share", "https://www.youtube.com/watch?v=abc"),
        (
            "https://www.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Ffbclid%3D1&h=x",
            "https://example.org/a",
        ),
        ("https://example.org/a?b=1&a=2", "https://example.org/a?b=1&a=2"),
        ("https://example.org/a?source=x&ref=y", "https://example.org/a?source=x&ref=y"),
        ("javascript:alert(1)", ""),
        ("mailto:a@example.org", ""),
        ("/relative", ""),
        ("", ""),
    ],
)
def test_addresses_of_one_page_have_one_form(url, canonical):
    assert links.canonical(url) == canonical


@given(
    st.text(alphabet="htps:/?#&=%.@\\[]axü~!2 utm_fbclid", max_size=40).map(
        lambda text: "http://e.example/" + text
    )
)
def test_the_form_is_reached_at_once(url):
    assert links.canonical(links.canonical(url)) == links.canonical(url)


@given(st.text())
def test_any_text_has_a_form_or_none(url):
    assert isinstance(links.canonical(url), str)


BODY = clean(
    "<a href='/a?x=1&amp;y=2'>1</a><a href='/a?x=1&amp;y=2'>again</a><a href='mailto:x@y.example'>m</a><a href=#f>f</a>"
    "<img src=/1.png><video src=/2.mp4 poster=/3.png></video><img src='data:image/png;base64,AAAA'>",
    "https://e.example/p",
)


def test_links_out_stand_once_and_in_order():
    assert links.outbound(BODY) == ("https://e.example/a?x=1&y=2", "https://e.example/p#f")


def test_pictures_stand_once_and_in_order():
    assert images(BODY) == ("https://e.example/1.png", "https://e.example/3.png")
