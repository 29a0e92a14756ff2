"""What people and files really bring: a clear error at the field, nothing half-done, nobody else harmed."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from mainstem.feeds.errors import BadInput, BadQuery, MainstemError, NotFound
from mainstem.library import (
    Library,
    archiving,
    counting,
    folders,
    marking,
    restoring,
    ruling,
    saving,
    setting,
    statistics,
    streams,
    subscribing,
)
from mainstem.library.marking import Actor
from mainstem.reading import Kind, Order, Stream, View
from mainstem.refresh import ruling as arriving
from mainstem.refresh.ruling import Brought
from mainstem.storage import Database, subscriptions
from tests.storage.library import add_feed, add_reader, clean, keep

PAGE = Actor()
FIRST, LAST = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, 23, 59, 59, 999_999, tzinfo=UTC)
ODD_NAMES = ("🎉🏳️‍🌈", "קריאה מאוחרת", "a, b", 'say "x"', "L:*", "日本", "(a OR b)", "İstanbul", "it's")


def world(database: Database, now: datetime):
    reader = add_reader(database, now)
    library = Library(database, b"s" * 32, now=lambda: now + timedelta(hours=1))
    feed = add_feed(database, now, reader)
    return library, reader, feed, keep(database, feed, now, *(clean(n) for n in range(3)))


def test_dates_at_the_ends_of_the_calendar_are_kept_listed_found_and_moved(
    database: Database, now: datetime
) -> None:
    library, reader, feed, _ = world(database, now)
    [first] = keep(database, feed, now, clean(10, published_at=FIRST, updated_at=FIRST))
    [last] = keep(database, feed, now, clean(11, published_at=LAST, updated_at=LAST))
    shown, after = streams.ids(library, reader, View(order=Order.PUBLISHED, limit=4))
    assert shown[0] == last
    assert streams.ids(library, reader, View(order=Order.PUBLISHED, limit=4, after=after))[0] == [first]
    assert streams.ids(library, reader, View(search="pubdate:9999"))[0] == [last]
    assert streams.ids(library, reader, View(search="pubdate:/0100"))[0] == [first]
    assert streams.ids(library, reader, View(search="date:0001/9999", limit=9))[0] != []
    statistics.overall(library, reader, 3660, published=True)
    assert statistics.lateness(library, reader, feed.id).entries == 5
    out = io.BytesIO()
    archiving.export(library, reader, out)
    other = add_reader(database, now, "ole")
    assert restoring.restore(library, other, out).faults == []
    with pytest.raises(BadQuery, match="0000"):
        streams.page(library, reader, View(search="date:0000"))


@pytest.mark.parametrize("name", ODD_NAMES)
def test_labels_folders_and_searches_may_be_called_anything(
    sqlite_database: Database, now: datetime, name: str
) -> None:
    library, reader, feed, ids = world(sqlite_database, now)
    label, folder = folders.add_label(library, reader, name), folders.add(library, reader, name)
    assert (label.name, folder.name) == (name, name)
    marking.label(library, reader, ids[:1], label.id, PAGE)
    subscribing.change(library, reader, feed.id, folder_ids=[folder.id])
    saved = saving.add(library, reader, name, View(search="title"))
    assert len(streams.ids(library, reader, View(Stream(Kind.SEARCH, saved.id)))[0]) == 3
    if "," not in name:
        quote = "'" if '"' in name else '"'
        assert streams.ids(library, reader, View(search=f"label:{quote}{name}{quote}"))[0] == [ids[0]]
        assert len(streams.ids(library, reader, View(search=f"folder:{quote}{name}{quote}"))[0]) == 3


@pytest.mark.parametrize("name", ["x" * 10_000, "🎉" * 10_000, "", "   ", "\n\t"])
def test_a_name_that_is_too_long_or_empty_is_refused_at_its_field(
    sqlite_database: Database, now: datetime, name: str
) -> None:
    library, reader, _, _ = world(sqlite_database, now)
    for make in (folders.add, folders.add_label):
        with pytest.raises(BadInput) as caught:
            make(library, reader, name)
        assert caught.value.field == "name"
    assert (folders.every(library, reader), folders.labels_of(library, reader)) == ([], [])


def test_folders_in_a_ring_are_refused_and_survived(database: Database, now: datetime) -> None:
    library, reader, feed, _ = world(database, now)
    a = folders.add(library, reader, "A")
    b = folders.add(library, reader, "B", a.id)
    with pytest.raises(BadInput):
        folders.move(library, reader, a.id, b.id)
    subscribing.change(library, reader, feed.id, folder_ids=[b.id])
    with database.write() as connection:  # as only a damaged database could say it
        subscriptions.change_folder(connection, a.id, {"parent_id": b.id})
    assert counting.every(library, reader)[Stream(Kind.FOLDER, a.id)].total == 3
    assert len(streams.ids(library, reader, View(Stream(Kind.FOLDER, a.id)))[0]) == 3
    assert len(streams.ids(library, reader, View(search="folder:A"))[0]) == 3
    archiving.export(library, reader, io.BytesIO())


def test_a_rule_whose_label_or_folder_is_gone_is_told_and_harms_no_arrival(
    database: Database, now: datetime
) -> None:
    library, reader, feed, _ = world(database, now)
    label, folder = folders.add_label(library, reader, "Later"), folders.add(library, reader, "News")
    ruling.add(library, reader, ruling.form("L", "title", f"label:{label.id}, star"))
    ruling.add(library, reader, ruling.form("F", "title", "read", f"folder/{folder.id}"))
    folders.remove_label(library, reader, label.id)
    folders.remove(library, reader, folder.id)
    new = keep(database, feed, now + timedelta(minutes=1), clean(20))
    with database.write() as connection:
        arriving.rule_all(connection, [Brought(feed.id, new, ())], now)
    seen = streams.entry(library, reader, new[0])
    assert (seen.state.is_read, seen.state.label_ids) == (False, ())
    assert ["gone" in one.trouble for one in ruling.report(library, reader)] == [True, True]
    for rule in ruling.every(library, reader):
        with pytest.raises(NotFound):
            ruling.damage(library, reader, rule)


def test_ids_of_other_readers_change_nothing(database: Database, now: datetime) -> None:
    library, ida, feed, ids = world(database, now)
    ole = add_reader(database, now, "ole")
    label, folder = folders.add_label(library, ida, "Later"), folders.add(library, ida, "News")
    saved = saving.add(library, ida, "Mine", View(search="title"))
    rule = ruling.add(library, ida, ruling.form("R", "title", "read"))
    change = marking.mark(library, ida, ids, "star", PAGE)
    assert change is not None
    for call in (
        lambda: marking.label(library, ole, ids, label.id, PAGE),
        lambda: marking.note(library, ole, ids[0], "x", PAGE),
        lambda: marking.undo(library, ole, change.id),
        lambda: folders.rename(library, ole, folder.id, "x"),
        lambda: folders.add(library, ole, "x", folder.id),
        lambda: folders.rename_label(library, ole, label.id, "x"),
        lambda: saving.share(library, ole, saved.id, entries=True, feeds=True),
        lambda: ruling.run(library, ole, rule.id),
        lambda: ruling.add(library, ole, ruling.form("R", "x", f"label:{label.id}")),
        lambda: subscribing.change(library, ole, feed.id, title="x"),
        lambda: setting.set_feeds(library, ole, [feed.id], {"most_unread": 1}),
        lambda: streams.page(library, ole, View(Stream(Kind.SEARCH, saved.id))),
    ):
        with pytest.raises(MainstemError):
            call()
    held = streams.entry(library, ida, ids[0]).state
    assert (held.is_starred, held.note, held.label_ids) == (True, "", ())
    assert saving.one(library, ida, saved.id).token == ""


def test_half_a_file_of_settings_changes_nothing(sqlite_database: Database, now: datetime) -> None:
    library, reader, feed, _ = world(sqlite_database, now)
    for values in (
        {"most_unread": 5, "same_title": -1},
        {"read_filters": [3]},
        {"nonsense": 1},
        {"keep_days": "9"},
    ):
        with pytest.raises(BadInput) as caught:
            setting.set_feeds(library, reader, [feed.id], values)
        assert caught.value.field in values
    assert subscribing.one(library, reader, feed.id).settings == {}
