"""Which entries stand in which stream: visibility, nested folders, feeds in several, and what is shown by itself."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mainstem.feeds.errors import NotFound
from mainstem.library import Library, counting, folders, marking, saving, streams, subscribing
from mainstem.library.marking import Actor
from mainstem.reading import Kind, Show, Stream, View, Visibility
from mainstem.storage import Database
from tests.storage.library import add_feed, add_reader, clean, keep

PAGE = Actor()


def world(database: Database, now: datetime):
    """A feed of each visibility with one entry, all in the folder Inner, which is in Outer; two feeds in Other too."""
    reader = add_reader(database, now)
    library = Library(database, b"s" * 32, now=lambda: now + timedelta(hours=1))
    outer = folders.add(library, reader, "Outer")
    inner, other = folders.add(library, reader, "Inner", outer.id), folders.add(library, reader, "Other")
    feeds, ids = {}, {}
    for number, visibility in enumerate(Visibility):
        feed = add_feed(database, now, reader, url=f"https://{number}.example/feed")
        held = (inner.id, outer.id, other.id) if visibility >= Visibility.MAIN else (inner.id,)
        subscribing.change(library, reader, feed.id, visibility=visibility, folder_ids=held)
        feeds[visibility] = feed
        [ids[visibility]] = keep(database, feed, now, clean(number, text="kelp"))
    return library, reader, feeds, ids, (outer, inner, other)


def test_each_visibility_stands_in_its_streams(database: Database, now: datetime) -> None:
    library, reader, feeds, ids, (outer, inner, other) = world(database, now)
    every = (Visibility.IMPORTANT, Visibility.MAIN, Visibility.FOLDER, Visibility.FEED)
    for stream, wanted in (
        (Stream(Kind.IMPORTANT), every[:1]),
        (Stream(Kind.MAIN), every[:2]),
        (Stream(Kind.FOLDER, inner.id), every[:3]),
        (Stream(Kind.FOLDER, outer.id), every[:3]),
        (Stream(Kind.FOLDER, other.id), every[:2]),
        (Stream(Kind.ALL), every),
        *((Stream(Kind.FEED, feed.id), (visibility,)) for visibility, feed in feeds.items()),
    ):
        shown, after = streams.ids(library, reader, View(stream))
        assert sorted(shown) == sorted(ids[one] for one in wanted), stream
        assert after == ""
        unread, total = counting.every(library, reader)[stream]
        assert (unread, total) == (len(wanted), len(wanted)), stream
    marking.mark(library, reader, list(ids.values()), "star", PAGE)
    starred, _ = streams.ids(library, reader, View(Stream(Kind.STARRED)))
    assert sorted(starred) == sorted(ids[one] for one in every)
    found, _ = streams.ids(library, reader, View(search="kelp"))
    assert sorted(found) == sorted(ids[one] for one in every)  # a search looks further than the main stream


def test_a_feed_in_a_folder_and_in_one_inside_it_is_there_once(database: Database, now: datetime) -> None:
    library, reader, feeds, _, (outer, inner, other) = world(database, now)
    keep(database, feeds[Visibility.MAIN], now + timedelta(minutes=1), *(clean(n) for n in range(100, 130)))
    paged: list[int] = []
    after = ""
    while True:
        some, after = streams.ids(library, reader, View(Stream(Kind.FOLDER, outer.id), limit=7, after=after))
        paged += some
        if not after:
            break
    assert len(paged) == len(set(paged)) == 33
    folders.move(library, reader, other.id, inner.id)
    assert counting.every(library, reader)[Stream(Kind.FOLDER, outer.id)].unread == 33
    folders.remove(library, reader, inner.id)
    assert counting.every(library, reader)[Stream(Kind.FOLDER, other.id)].unread == 32


def test_marking_a_broad_stream_spares_what_is_important(database: Database, now: datetime) -> None:
    library, reader, feeds, ids, (outer, _, _) = world(database, now)
    saved = saving.add(library, reader, "Kelp", View(Stream(Kind.ALL), search="kelp"))
    for stream in (Stream(Kind.SEARCH, saved.id), Stream(), Stream(Kind.ALL), Stream(Kind.FOLDER, outer.id)):
        marking.mark_stream(library, reader, View(stream, newest_id=10**16), "read", PAGE)
    assert streams.ids(library, reader, View(Stream(Kind.ALL), Show.UNREAD))[0] == [ids[Visibility.IMPORTANT]]
    for stream in (Stream(Kind.FEED, feeds[Visibility.IMPORTANT].id), Stream(Kind.IMPORTANT)):
        change = marking.mark_stream(library, reader, View(stream, newest_id=10**16), "read", PAGE)
        assert change is not None
        marking.undo(library, reader, change.id)


def test_a_mark_honours_search_filter_and_what_was_seen(database: Database, now: datetime) -> None:
    library, reader, feeds, _, _ = world(database, now)
    feed = feeds[Visibility.MAIN]
    ids = keep(database, feed, now + timedelta(minutes=1), *(clean(n, text="tide") for n in range(50, 54)))
    marking.mark(library, reader, ids[:2], "star", PAGE)
    late = keep(database, feed, now + timedelta(minutes=2), clean(60, text="tide"))
    view = View(Stream(Kind.ALL), Show.STARRED, search="tide", newest_id=ids[-1])
    change = marking.mark_stream(library, reader, view, "read", PAGE)
    assert change is not None
    assert change.count == 2
    regex = View(Stream(Kind.ALL), search="/t.de/", newest_id=ids[-1])
    rest = marking.mark_stream(library, reader, regex, "read", PAGE)
    assert rest is not None
    assert rest.count == 2
    assert late[0] in streams.ids(library, reader, View(show=Show.UNREAD))[0]


def test_adaptive_shows_what_is_unread_and_all_where_nothing_is(database: Database, now: datetime) -> None:
    library, reader, feeds, ids, _ = world(database, now)
    stream = Stream(Kind.FEED, feeds[Visibility.MAIN].id)
    more = keep(database, feeds[Visibility.MAIN], now + timedelta(minutes=1), clean(70))
    marking.mark(library, reader, more, "read", PAGE)
    seen = streams.page(library, reader, View(stream, Show.ADAPTIVE))
    assert (seen.show, [one.entry.id for one in seen.entries]) == ("unread", [ids[Visibility.MAIN]])
    marking.mark(library, reader, [ids[Visibility.MAIN]], "read", PAGE)
    seen = streams.page(library, reader, View(stream, Show.ADAPTIVE))
    assert (seen.show, len(seen.entries)) == ("all", 2)
    assert streams.page(library, reader, View(stream, Show.ADAPTIVE, search="nothing")).entries == ()


def test_history_is_what_was_read_the_latest_first(database: Database, now: datetime) -> None:
    _, reader, _, ids, _ = world(database, now)
    for step, visibility in enumerate((Visibility.MAIN, Visibility.FEED, Visibility.IMPORTANT)):
        at = now + timedelta(hours=step + 2)
        marking.mark(
            Library(database, b"s" * 32, now=lambda at=at: at), reader, [ids[visibility]], "read", PAGE
        )
    library = Library(database, b"s" * 32, now=lambda: now + timedelta(days=1))
    shown: list[int] = []
    after = ""
    while True:
        some, after = streams.ids(library, reader, View(Stream(Kind.HISTORY), limit=1, after=after))
        shown += some
        if not after:
            break
    assert shown == [ids[Visibility.IMPORTANT], ids[Visibility.FEED], ids[Visibility.MAIN]]


def test_what_is_another_readers_is_not_there(database: Database, now: datetime) -> None:
    library, reader, feeds, ids, (outer, _, _) = world(database, now)
    stranger = add_reader(database, now, "ole")
    for stream in (
        Stream(Kind.FOLDER, outer.id),
        Stream(Kind.FEED, feeds[Visibility.MAIN].id),
        Stream(Kind.LABEL, 1),
    ):
        with pytest.raises(NotFound):
            streams.page(library, stranger, View(stream))
    with pytest.raises(NotFound):
        streams.entry(library, stranger, ids[Visibility.MAIN])
    assert marking.mark(library, stranger, list(ids.values()), "read", PAGE) is None
    assert streams.count(library, reader, View(Stream(Kind.ALL), Show.UNREAD)) == 4
