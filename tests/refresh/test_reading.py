"""From bytes to clean entries."""

import pytest

from mainstem.refresh.reading import read


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://hill.example/1", "https://hill.example/1"),
        ("/1", "https://hill.example/1"),
        ("magnet:?xt=urn:btih:abc", "magnet:?xt=urn:btih:abc"),
        ("javascript:alert(1)", ""),
        ("JavaScript:alert(1)", ""),
        ("data:text/html,x", ""),
    ],
)
def test_an_entry_is_kept_with_an_address_that_may_be_followed_and_no_other(link, url):
    item = f"<item><title>Ewes</title><guid>urn:1</guid><link>{link}</link></item>"
    feed = f"<rss version='2.0'><channel><title>Hill</title>{item}</channel></rss>".encode()
    assert read(feed, "https://hill.example/feed", {}).entries[0].url == url
