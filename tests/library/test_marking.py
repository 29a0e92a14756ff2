import pytest

from mainstem.feeds.errors import BadInput, NotFound
from mainstem.fetching import FakeInternet
from mainstem.library import folders, marking, sidebar, streams, subscribing
from mainstem.reading import Kind, Show, Stream, View, Visibility
from mainstem.storage import Database
from mainstem.storage.states import Actor
from tests.library.world import FEED_URL, open_library, reader, refresh, rss
from tests.storage.library import add_feed, clean, keep

PAGE = Actor("page")


def test_marking_a_stream_stops_at_what_was_seen(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"), rss("Two", "One"))
    library = open_library(database, internet)
    ida = reader(library)
    feed = subscribing.subscribe(library, ida, FEED_URL).feed
    seen = streams.page(library, ida, View()).newest_id
    refresh(library, internet, feed.id)
    marking.mark_stream(library, ida, View(newest_id=seen), "read", PAGE)
    unread = streams.page(library, ida, View(show=Show.UNREAD))
    assert [one.entry.title for one in unread.entries] == ["Two"]


def test_a_stream_is_not_marked_without_a_bound(database: Database) -> None:
    library = open_library(database)
    with pytest.raises(BadInput):
        marking.mark_stream(library, reader(library), View(), "read", PAGE)


def test_important_feeds_are_spared_from_broader_streams(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"))
    library = open_library(database, internet)
    ida = reader(library)
    feed = subscribing.subscribe(library, ida, FEED_URL).feed
    subscribing.change(library, ida, feed.id, visibility=Visibility.IMPORTANT)
    newest = streams.page(library, ida, View()).newest_id
    assert marking.mark_stream(library, ida, View(newest_id=newest), "read", PAGE) is None
    own = View(stream=Stream(Kind.FEED, feed.id), newest_id=newest)
    assert marking.mark_stream(library, ida, own, "read", PAGE) is not None


def test_why_an_entry_is_read_can_be_told_and_undone(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"))
    library = open_library(database, internet)
    ida = reader(library)
    subscribing.subscribe(library, ida, FEED_URL)
    [one] = streams.page(library, ida, View()).entries
    change = marking.mark(library, ida, [one.entry.id], "read", Actor("api", "a phone"))
    assert change is not None
    [told] = marking.changes(library, ida, entry_id=one.entry.id)
    assert (told.action, told.actor.client) == ("read", "a phone")
    marking.undo(library, ida, change.id)
    assert not streams.entry(library, ida, one.entry.id).state.is_read
    with pytest.raises(NotFound):
        marking.undo(library, ida, change.id)


def test_the_entries_of_others_are_not_touched(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"))
    library = open_library(database, internet)
    ida, ole = reader(library), reader(library, "ole")
    subscribing.subscribe(library, ida, FEED_URL)
    [one] = streams.page(library, ida, View()).entries
    assert marking.mark(library, ole, [one.entry.id], "star", PAGE) is None
    with pytest.raises(NotFound):
        streams.entry(library, ole, one.entry.id)
    with pytest.raises(NotFound):
        marking.label(library, ole, [one.entry.id], folders.add_label(library, ida, "L").id, PAGE)


def test_the_adaptive_view_shows_all_where_nothing_is_unread(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"))
    library = open_library(database, internet)
    ida = reader(library)
    subscribing.subscribe(library, ida, FEED_URL)
    view = View(show=Show.ADAPTIVE)
    page = streams.page(library, ida, view)
    assert page.show == "unread"
    marking.mark(library, ida, [page.entries[0].entry.id], "read", PAGE)
    assert streams.page(library, ida, view).show == "all"


def test_a_hidden_feed_shows_in_no_stream_but_its_own(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"))
    library = open_library(database, internet)
    ida = reader(library)
    feed = subscribing.subscribe(library, ida, FEED_URL).feed
    subscribing.change(library, ida, feed.id, visibility=Visibility.HIDDEN)
    assert streams.page(library, ida, View()).entries == ()
    assert sidebar.look(library, ida).unread(Stream()) == 0
    assert len(streams.page(library, ida, View(stream=Stream(Kind.FEED, feed.id))).entries) == 1


def test_paging_by_key_neither_skips_nor_doubles_while_entries_arrive(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss(*"fedcba"), rss(*"ihgfedcba"))
    library = open_library(database, internet)
    ida = reader(library)
    feed = subscribing.subscribe(library, ida, FEED_URL).feed
    first = streams.page(library, ida, View(limit=4))
    refresh(library, internet, feed.id)
    second = streams.page(library, ida, View(limit=4, after=first.next))
    seen = [one.entry.title for page in (first, second) for one in page.entries]
    assert seen == list("fedcba")
    assert second.next == ""


def test_a_deleted_label_comes_back_with_its_entries(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    now = library.now()
    feed = add_feed(database, now, ida)
    ids = keep(database, feed, now, clean(1), clean(2), clean(3))
    label = folders.add_label(library, ida, "Later")
    marking.label(library, ida, ids[:2], label.id, PAGE)
    change = folders.remove_label(library, ida, label.id)
    assert change is not None
    assert folders.labels_of(library, ida) == []
    marking.undo(library, ida, change.id)
    [back] = folders.labels_of(library, ida)
    assert (back.name, back.total_count, back.unread_count) == ("Later", 2, 2)
    other = folders.add_label(library, ida, "Other")
    marking.label(library, ida, ids[1:], other.id, PAGE)
    assert folders.rename_label(library, ida, other.id, "LATER").id == back.id
    [merged] = folders.labels_of(library, ida)
    assert (merged.name, merged.total_count) == ("Later", 3)
