"""Exports of other programs."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mainstem.feeds.errors import BadFile
from mainstem.reading.takeout import read
from mainstem.reading.takeout.entries import moment

AT = datetime(2024, 10, 6, 10, 0, tzinfo=UTC)
FRESHRSS = {
    "id": "user/-/state/org.freshrss/starred",
    "title": "List of favourite articles",
    "author": "ida",
    "items": [
        {
            "id": "tag:google.com,2005:reader/item/00061e0c1d5a3c00",
            "guid": "https://a.example/?p=1",
            "categories": [
                "user/-/state/com.google/starred",
                "user/-/state/com.google/read",
                "user/-/label/Später",
                "Food",
            ],
            "tags": ["Food", "Open Source"],
            "title": "A &amp; B",
            "author": "Jane; John",
            "published": 1728208800,
            "crawlTimeMsec": "1728208900000",
            "canonical": [{"href": "https://a.example/1"}],
            "alternate": [{"href": "https://a.example/1?x"}],
            "enclosure": [{"href": "https://a.example/a.mp3"}],
            "content": {"content": "<p>Body</p>"},
            "origin": {
                "streamId": "feed/1",
                "feedUrl": "https://a.example/feed",
                "htmlUrl": "https://a.example/",
                "title": "A",
            },
        }
    ],
}


def test_freshrss_gives_guid_feed_states_and_labels() -> None:
    found = read(json.dumps(FRESHRSS).encode())
    [entry] = found.entries
    assert found.program == "FreshRSS"
    assert found.faults == ()
    assert entry.guid == "https://a.example/?p=1"
    assert entry.url == "https://a.example/1"
    assert entry.feed_url == "https://a.example/feed"
    assert (entry.is_starred, entry.is_read) == (True, True)
    assert entry.labels == ("Später",)
    assert entry.categories == ("Food", "Open Source")
    assert entry.authors == ("Jane", "John")
    assert entry.published_at == AT
    assert entry.html == "<p>Body</p>"
    assert entry.enclosure_urls == ("https://a.example/a.mp3",)


def test_google_readers_own_takeout() -> None:
    item = {
        "id": "tag:google.com,2005:reader/item/1", "published": 1728208800, "title": "T",
        "categories": ["user/123/state/com.google/starred", "user/123/label/x/y"],
        "alternate": [{"href": "http://b.example/", "type": "text/html"}],
        "summary": {"direction": "ltr", "content": "S"},
        "annotations": [{"content": "my note"}],
        "origin": {"streamId": "feed/http://b.example/rss", "title": "B", "htmlUrl": "http://b.example/"},
    }  # fmt: skip
    found = read(json.dumps({"id": "user/123/state/com.google/broadcast", "items": [item]}).encode())
    [entry] = found.entries
    assert (entry.guid, entry.feed_url, entry.labels) == ("", "http://b.example/rss", ("x/y",))
    assert (entry.is_starred, entry.is_read, entry.html, entry.note) == (True, None, "S", "my note")


def test_feedly_counts_milliseconds_and_names_the_guid_originId() -> None:
    item = {
        "id": "Xne8uW/IUiZhV1EuO2ZMzIrc2Ak6NlhGjboZ+Yk0rJ8=_14eb3b14f5e:2a0b:d2a5", "originId": "guid-1",
        "published": 1728208800000, "unread": True, "title": "T", "keywords": ["k"],
        "canonicalUrl": "https://c.example/1", "origin": {"streamId": "feed/https://c.example/rss"},
        "tags": [{"id": "user/x/tag/global.saved"}, {"id": "user/x/tag/z", "label": "mine"}],
    }  # fmt: skip
    [entry] = read(json.dumps({"id": "feedly/starred", "items": [item]}).encode()).entries
    assert (entry.guid, entry.url, entry.published_at) == ("guid-1", "https://c.example/1", AT)
    assert (entry.is_read, entry.is_starred, entry.categories) == (False, True, ("mine", "k"))


def test_inoreader_has_numeric_readers() -> None:
    item = {"id": "tag:google.com,2005:reader/item/2", "title": "T", "canonical": [{"href": "https://d.example/"}],
            "categories": ["user/1005678/label/Work", "user/1005678/state/com.google/reading-list",
                           "user/1005678/state/com.google/read"]}  # fmt: skip
    [entry] = read(json.dumps({"items": [item]}).encode()).entries
    assert (entry.labels, entry.is_read, entry.is_starred, entry.categories) == (("Work",), True, False, ())


def test_feedbin_is_a_list_of_starred_entries() -> None:
    data = [{"id": 1, "title": "T", "author": "A", "content": "<b>", "url": "https://e.example/",
             "published": "2024-10-06T10:00:00.000000Z"}, {"id": 2}]  # fmt: skip
    found = read(json.dumps(data).encode())
    [entry] = found.entries
    assert (entry.url, entry.is_starred, entry.published_at, entry.authors) == (
        "https://e.example/",
        True,
        AT,
        ("A",),
    )
    assert "1 objects" in found.faults[0]


TINY = """<?xml version="1.0" encoding="utf-8"?><articles schema-version="139">
<article><guid><![CDATA[2,https://f.example/?p=1]]></guid><title><![CDATA[T]]></title>
<content><![CDATA[<p>C</p>]]></content><marked>1</marked><published>0</published><score>0</score>
<note>N</note><link>https://f.example/1</link><tag_cache>a,b c</tag_cache>
<label_cache>[[-1026,"Später","",""]]</label_cache><feed_title>F</feed_title>
<feed_url>https://f.example/feed</feed_url><updated>2024-10-06 10:00:00</updated></article>
<article><guid>{"ver":2,"uid":"2","hash":"SHA1:00"}</guid><link>https://f.example/2</link><marked>0</marked>
<label_cache>{"no-labels":1}</label_cache></article>"""


def test_tiny_tiny_rss_articles() -> None:
    found = read((TINY + "</articles>").encode())
    first, second = found.entries
    assert (first.guid, first.labels, first.categories, first.note) == (
        "https://f.example/?p=1",
        ("Später",),
        ("a", "b c"),
        "N",
    )
    assert (first.is_starred, first.published_at, first.feed_url) == (True, AT, "https://f.example/feed")
    assert (second.guid, second.is_starred, second.labels) == ("", False, ())
    assert "damaged at line" in read(TINY.encode()).faults[0]


def test_a_list_of_addresses() -> None:
    found = read(b"# mine\nhttps://a.example/feed\n\nb.example/rss\nnot one\nhttps://a.example/feed\n")
    assert found.feed_urls == ("https://a.example/feed", "https://b.example/rss")
    assert found.faults == ("Line 5 is no address: 'not one'.",)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b'{"items": [', "damaged"),
        (b'{"rss": 1}', "object with rss"),
        (b"[1, 2]", "list of values"),
        (b'[{"a": 1}]', "neither url nor title"),
        (b"<opml><body/></opml>", "<opml>"),
        (b"hello\nworld", "no address"),
        (b"\x89PNG\x00\x00", "neither text"),
        (b"[" * 100_000, "damaged"),
    ],
)
def test_what_is_no_export_is_named(data: bytes, says: str) -> None:
    with pytest.raises(BadFile, match=says):
        read(data)


def test_a_broken_item_is_left_out_and_told() -> None:
    found = read(b'{"items": [3, {"title": "ok"}, {"title": "x", "categories": [null]}, {"origin": "no"}]}')
    assert [entry.title for entry in found.entries] == ["ok"]
    assert len(found.faults) == 3


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["id", "title", "categories", "origin", "content", "canonical", "published", "href"]), inner
    ),
    max_leaves=10,
)  # fmt: skip


@given(st.lists(json_values, max_size=3))
def test_any_items_are_taken_or_told_but_never_a_crash(items: list[object]) -> None:
    found = read(json.dumps({"items": items}).encode())
    assert len(found.entries) + len(found.faults) == len(items)


@given(st.integers() | st.floats() | st.text(max_size=30))
def test_any_time_is_a_moment_or_none(value: object) -> None:
    found = moment(value)
    assert found is None or found.tzinfo is not None
