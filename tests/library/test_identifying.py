"""By what the entries of a feed are told apart, chosen by hand."""

import pytest

from mainstem.feeds.errors import BadInput, NotAllowed, NotFound
from mainstem.fetching import FakeInternet
from mainstem.library import identifying, subscribing
from mainstem.storage import Database, feeds
from tests.library.world import FEED_URL, open_library, reader, refresh, rss


def test_a_chosen_policy_is_used_from_the_next_poll_on(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("a", "b"))
    library = open_library(database, internet)
    ida = reader(library)
    feed = subscribing.subscribe(library, ida, FEED_URL).feed
    assert identifying.chosen(library, ida, feed.id) == ("guid", False)
    identifying.choose(library, ida, feed.id, "link", is_forced=True)
    refresh(library, internet, feed.id)
    assert identifying.chosen(library, ida, feed.id) == ("link", True)
    with database.read() as connection:
        [due] = feeds.due_by_ids(connection, [feed.id])
    assert due.guid_policy == "link!"


def test_only_who_may_change_a_feed_chooses(database: Database) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("a"))
    library = open_library(database, internet)
    ida, ole, eva = (reader(library, name) for name in ("ida", "ole", "eva"))
    feed = subscribing.subscribe(library, ida, FEED_URL).feed
    subscribing.subscribe(library, ole, FEED_URL)
    with pytest.raises(BadInput, match="no policy"):
        identifying.choose(library, ida, feed.id, "moon")
    with pytest.raises(NotAllowed):
        identifying.choose(library, ole, feed.id, "link")
    with pytest.raises(NotFound):
        identifying.choose(library, eva, feed.id, "link")
