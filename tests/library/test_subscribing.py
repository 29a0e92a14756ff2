import pytest

from mainstem.feeds.errors import AlreadyExists, BadInput, HostNotFound, NotAFeed, NotFound
from mainstem.fetching import FakeInternet, Page
from mainstem.library import folders, sidebar, streams, subscribing
from mainstem.reading import Kind, Show, Stream, View
from mainstem.storage import Database
from tests.library.world import FEED_URL, open_library, reader, refresh, rss

MAIN_UNREAD = View(show=Show.UNREAD)


def test_subscribing_fetches_the_feed_at_once(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("Two", "One"))
    library = open_library(database, internet)
    ida = reader(library)
    made = subscribing.subscribe(library, ida, FEED_URL)
    assert (made.title, made.unread_count) == ("The Paper", 2)
    page = streams.page(library, ida, MAIN_UNREAD)
    assert [one.entry.title for one in page.entries] == ["Two", "One"]
    assert page.entries[0].content is not None
    assert page.entries[0].content.html == "<p>About Two</p>"


def test_a_second_reader_does_not_cost_a_second_fetch(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"))
    library = open_library(database, internet)
    ida, ole = reader(library), reader(library, "ole")
    subscribing.subscribe(library, ida, FEED_URL)
    assert subscribing.subscribe(library, ole, FEED_URL).unread_count == 1
    assert len(internet.asked) == 1


def test_nobody_follows_a_feed_twice(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"))
    library = open_library(database, internet)
    ida = reader(library)
    subscribing.subscribe(library, ida, FEED_URL)
    with pytest.raises(AlreadyExists):
        subscribing.subscribe(library, ida, FEED_URL)


def test_what_was_read_is_not_new_after_coming_back(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"), rss("Two", "One"))
    library = open_library(database, internet)
    ida = reader(library)
    feed_id = subscribing.subscribe(library, ida, FEED_URL).feed.id
    _read_all(library, ida)
    subscribing.unsubscribe(library, ida, feed_id)
    assert streams.page(library, ida, View()).entries == ()
    assert subscribing.subscribe(library, ida, FEED_URL).unread_count == 0
    refresh(library, internet, feed_id)
    assert [one.entry.title for one in streams.page(library, ida, MAIN_UNREAD).entries] == ["Two"]


def test_a_page_is_not_followed_but_its_feeds_are_proposed(database: Database) -> None:
    internet = FakeInternet()
    page = b'<title>Paper</title><link rel="alternate" type="application/rss+xml" href="/feed">'
    internet.put("https://paper.example/", Page(page, headers={"content-type": "text/html"}))
    library = open_library(database, internet)
    with pytest.raises(NotAFeed) as caught:
        subscribing.subscribe(library, reader(library), "paper.example")
    assert "Paper" in str(caught.value)
    assert [one.feed_url for one in subscribing.find(library, "paper.example")][:1] == [FEED_URL]


def test_a_dead_address_leaves_nothing_behind(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    with pytest.raises(HostNotFound):
        subscribing.subscribe(library, ida, "https://nowhere.example/feed")
    assert sidebar.look(library, ida).subscriptions == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("example.org", "https://example.org"),
        ("feed://example.org/x", "https://example.org/x"),
        ("feed:https://example.org/x", "https://example.org/x"),
        (" <https://example.org/x> ", "https://example.org/x"),
        ("//example.org", "https://example.org"),
        ("example.org:8080/feed", "https://example.org:8080/feed"),
    ],
)
def test_an_address_may_be_typed_as_people_do(typed: str, meant: str) -> None:
    assert subscribing.address(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "  ", "ftp://example.org", "javascript:alert(1)", "mailto:a@b.example"]
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        subscribing.address(typed)


def test_a_folder_shows_what_is_in_its_sub_folders(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"))
    library = open_library(database, internet)
    ida = reader(library)
    above = folders.add(library, ida, "News")
    below = folders.add(library, ida, "Local", above.id)
    subscribing.subscribe(library, ida, FEED_URL, folder_ids=[below.id])
    stream = Stream(Kind.FOLDER, above.id)
    assert sidebar.look(library, ida).unread(stream) == 1
    assert len(streams.page(library, ida, View(stream=stream)).entries) == 1


def test_nobody_sees_the_folders_of_others(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("One"))
    library = open_library(database, internet)
    ida, ole = reader(library), reader(library, "ole")
    theirs = folders.add(library, ole, "Mine")
    with pytest.raises(NotFound):
        subscribing.subscribe(library, ida, FEED_URL, folder_ids=[theirs.id])
    with pytest.raises(NotFound):
        streams.page(library, ida, View(stream=Stream(Kind.FOLDER, theirs.id)))


def test_a_folder_cannot_be_put_into_itself(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    above = folders.add(library, ida, "A")
    below = folders.add(library, ida, "B", above.id)
    with pytest.raises(BadInput):
        folders.move(library, ida, above.id, below.id)


def _read_all(library, user) -> None:
    from mainstem.library import marking
    from mainstem.storage.states import Actor

    newest = streams.page(library, user, View()).newest_id
    marking.mark_stream(library, user, View(newest_id=newest), "read", Actor())
