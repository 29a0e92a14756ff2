"""Files of other readers, taken in with their states."""

import json
from datetime import UTC, datetime

import pytest

from mainstem.feeds.errors import BadFile
from mainstem.library import Library, sidebar, streams, taking
from mainstem.reading import Kind, Stream, View
from mainstem.storage import Database
from tests.storage.library import add_feed, add_reader, clean, keep


def item(number: int, **more: object) -> dict[str, object]:
    return {
        "id": f"tag:google.com,2005:reader/item/{number}",
        "guid": f"urn:{number}",
        "title": f"Title {number} <b>",
        "canonical": [{"href": f"https://paper.example/{number}"}],
        "published": 1728208800 + number,
        "content": {"content": "<p onclick=x>Body</p><script>alert(1)</script>"},
        "categories": ["user/-/state/com.google/starred", "user/-/label/Später"],
        "origin": {"feedUrl": "https://paper.example/feed", "title": "The Paper"},
    } | more


def stream(*items: object) -> bytes:
    return json.dumps({"id": "user/-/state/org.freshrss/starred", "items": items}).encode()


def test_starred_entries_come_with_star_label_date_and_clean(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    library = Library(database, b"s" * 32, now=lambda: now)
    seen: list[tuple[int, int]] = []
    taken = taking.take(
        library, reader, stream(item(1), item(2)), lambda done, whole: seen.append((done, whole))
    )
    assert (taken.new, taken.known, taken.followed, taken.faults) == (2, 0, 1, [])
    assert seen == [(2, 2)]
    [second, first] = streams.page(library, reader, View(Stream(Kind.STARRED))).entries
    assert first.entry.published_at == datetime(2024, 10, 6, 10, 0, 1, tzinfo=UTC)
    assert first.content is not None
    assert first.content.html == "<p>Body</p>"
    assert [one.name for one in sidebar.look(library, reader).labels] == ["Später"]
    assert second.state.label_ids == first.state.label_ids != ()
    again = taking.take(library, reader, stream(item(1), item(2), item(3)))
    assert (again.new, again.known, again.followed) == (1, 2, 0)


def test_what_was_done_here_is_not_taken_back(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader, url="https://paper.example/feed")
    [entry_id] = keep(database, feed, now, clean(1))
    library = Library(database, b"s" * 32, now=lambda: now)
    read = item(1, categories=["user/-/state/com.google/read"])
    assert taking.take(library, reader, stream(read)).known == 1
    found = streams.entry(library, reader, entry_id)
    assert (found.state.is_read, found.entry.title) == (True, "Title 1")
    taking.take(library, reader, stream(item(1, categories=["user/-/state/com.google/kept-unread"])))
    assert streams.entry(library, reader, entry_id).state.is_read


def test_an_entry_without_a_feed_goes_to_one_that_is_never_asked(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    library = Library(database, b"s" * 32, now=lambda: now)
    assert taking.take(library, reader, stream(item(1, origin={}))).new == 1
    [held] = sidebar.look(library, reader).subscriptions
    assert (held.title, held.is_muted) == ("Imported", True)


def test_lists_of_subscriptions_of_any_kind(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    library = Library(database, b"s" * 32, now=lambda: now)
    assert taking.take(library, reader, b"https://a.example/feed\nb.example/rss\n").followed == 2
    outline = b'<opml><body><outline xmlUrl="https://c.example/f"/></body></opml>'
    assert taking.take(library, reader, outline).followed == 1
    for broken in (b"", b"{}", b"hello"):
        with pytest.raises(BadFile):
            taking.take(library, reader, broken)
