"""Saved searches, and what strangers see of them."""

from datetime import datetime, timedelta

import pytest

from mainstem.feeds.errors import AlreadyExists, BadInput, BadQuery, NotFound
from mainstem.library import Library, folders, marking, saving, streams
from mainstem.reading import Kind, Order, Show, State, Stream, View
from mainstem.storage import Database, feeds
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep


def world(database: Database, now: datetime):
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    ids = keep(database, feed, now, *(clean(n, title=f"{'Car' if n % 2 else 'Boat'} {n}") for n in range(6)))
    return Library(database, b"s" * 32, now=lambda: now + timedelta(minutes=1)), reader, feed, ids


def test_a_saved_search_is_a_stream_of_its_own(database: Database, now: datetime) -> None:
    library, reader, _, ids = world(database, now)
    view = View(search="car", order=Order.PUBLISHED, is_ascending=True, show=Show.ALL)
    saved = saving.add(library, reader, "Cars", view)
    stream = Stream(Kind.SEARCH, saved.id)
    found = streams.page(library, reader, View(stream)).entries
    assert len(found) == 3
    marking.mark(library, reader, [found[0].entry.id], "read", Actor())
    assert saving.unread(library, reader, saved) == 2
    narrowed, _ = streams.ids(library, reader, View(stream, search="intitle:3"))
    assert len(narrowed) == 1
    assert streams.ids(library, reader, View(search="search:cars"))[0] != []
    change = marking.mark_stream(library, reader, View(stream, newest_id=ids[-1]), "read", Actor())
    assert change is not None
    assert change.count == 2


def test_unread_entries_are_counted_for_all_at_once(database: Database, now: datetime) -> None:
    library, reader, _, ids = world(database, now)
    folder = folders.add(library, reader, "News")
    cars = saving.add(library, reader, "Cars", View(search="car"))
    everything = saving.add(library, reader, "All", View())
    saving.add(library, reader, "Signs", View(search="/c.r/"))
    saving.add(library, reader, "Gone", View(Stream(Kind.FOLDER, folder.id)))
    folders.remove(library, reader, folder.id)
    marking.mark(library, reader, ids[:2], "read", Actor())
    assert saving.counts(library, reader) == {cars.id: 2, everything.id: 4}
    assert saving.counts(library, reader)[cars.id] == saving.unread(library, reader, cars)


def test_names_are_one_each_and_the_order_is_the_readers(database: Database, now: datetime) -> None:
    library, reader, _, _ = world(database, now)
    first = saving.add(library, reader, "", View(search="a"))
    second = saving.add(library, reader, "Two", View(search="b"))
    assert first.name == "Search 1"
    with pytest.raises(AlreadyExists):
        saving.add(library, reader, "TWO", View(search="c"))
    assert [one.position for one in saving.arrange(library, reader, [second.id])] == [1, 2]
    assert saving.every(library, reader)[0].name == "Two"
    with pytest.raises(BadQuery):
        saving.change(library, reader, first.id, view=View(search="("))
    saving.remove(library, reader, first.id)
    with pytest.raises(NotFound):
        saving.one(library, reader, first.id)


def test_a_search_in_a_folder_that_is_gone_says_so(database: Database, now: datetime) -> None:
    library, reader, _, _ = world(database, now)
    folder = folders.add(library, reader, "News")
    saved = saving.add(library, reader, "x", View(Stream(Kind.FOLDER, folder.id)))
    assert saving.trouble(library, reader, saved) == ""
    folders.remove(library, reader, folder.id)
    assert "no such folder" in saving.trouble(library, reader, saved)


def test_nothing_private_is_shared(database: Database, now: datetime) -> None:
    library, reader, feed, ids = world(database, now)
    marking.mark(library, reader, ids, "star", Actor())
    saved = saving.add(library, reader, "Cars", View(search="car"))
    with pytest.raises(NotFound):
        saving.shared(library, "")
    saved = saving.share(library, reader, saved.id, entries=True, feeds=False)
    seen = saving.shared(library, saved.token)
    assert len(seen.page.entries) == 3
    assert {one.state == State() for one in seen.page.entries} == {True}
    assert len(saving.shared(library, saved.token, search="intitle:5").page.entries) == 1
    for sly in ("is:starred", "label:x", "L:*", "in:x", "has:note", "f:1", "userdate:P1D", "!mdate:P1D",
                "sort:changed"):  # fmt: skip
        with pytest.raises(BadInput):
            saving.shared(library, saved.token, search=sly)
    with pytest.raises(NotFound):
        saving.shared_feeds(library, saved.token)
    renewed = saving.share(library, reader, saved.id, entries=True, feeds=True, renew=True)
    assert renewed.token != saved.token
    with pytest.raises(NotFound):
        saving.shared(library, saved.token)
    assert [one.feed_url for one in saving.shared_feeds(library, renewed.token).subscriptions] == [
        feed.feed_url
    ]
    starred = saving.add(library, reader, "Mine", View(Stream(Kind.STARRED)))
    starred = saving.share(library, reader, starred.id, entries=True, feeds=True)
    with pytest.raises(NotFound):
        saving.shared_feeds(library, starred.token)
    with database.write() as connection:
        feeds.change(connection, feed.id, {"is_private": True})
    assert saving.shared(library, renewed.token).page.entries == ()
    assert saving.shared_feeds(library, renewed.token).subscriptions == ()
