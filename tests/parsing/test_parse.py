"""The public face of parsing."""

import gzip

import pytest

from mainstem.parsing import NotAFeed, parse, tree

RSS = b"""<rss version="2.0"><channel><title>Hill Farm</title><link>https://hill.example/</link>
<item><title>Lambs &amp;amp; ewes</title><link>/lambs</link><pubDate>Sat, 07 Sep 2002 09:42:31 GMT</pubDate>
<description>&lt;p&gt;Born today.&lt;/p&gt;</description></item></channel></rss>"""


def test_a_plain_feed_is_read():
    feed = parse(RSS, "https://hill.example/feed")
    entry = feed.entries[0]
    assert (feed.format, feed.title, feed.site_url) == ("rss-2.0", "Hill Farm", "https://hill.example/")
    assert (entry.title, entry.url, entry.summary) == (
        "Lambs & ewes",
        "https://hill.example/lambs",
        "<p>Born today.</p>",
    )
    assert entry.published_at is not None
    assert entry.published_at.isoformat() == "2002-09-07T09:42:31+00:00"


@pytest.mark.parametrize(
    ("data", "saw"),
    [
        (b"", "nothing"),
        (b"\x89PNG\r\n\x1a\n1234", "PNG"),
        (b"<html><head><title>Hello</title></head></html>", "“Hello”"),
        (b'{"a": 1}', "JSON"),
        (b"\x00\x01\x02\x03\xfe\xff\x10", "binary"),
        (b"<opml version='2.0'><body/></opml>", "OPML"),
    ],
)
def test_what_is_no_feed_is_named(data, saw):
    with pytest.raises(NotAFeed) as caught:
        parse(data, "https://hill.example/feed")
    assert saw in caught.value.saw


def test_a_packed_file_is_unpacked():
    packed = gzip.compress(RSS)
    assert parse(packed, "https://hill.example/feed.xml.gz").title == "Hill Farm"
    assert parse(packed[:-12], "https://hill.example/feed.xml.gz").title == "Hill Farm"


def test_a_packed_file_is_unpacked_no_further_than_a_document_is_read(monkeypatch):
    monkeypatch.setattr(tree, "LONGEST", 1000)
    packed = gzip.compress(
        RSS.replace(b"</channel>", b"<item><title>x</title></item>" * 1000 + b"</channel>")
    )
    assert 10 < len(parse(packed, "https://hill.example/feed.xml.gz").entries) < 40
    with pytest.raises(NotAFeed, match="gzip"):
        parse(b"\x1f\x8b" + bytes(40), "https://hill.example/feed")
