"""What was deleted comes back: with its name, its place and what it held."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mainstem.accounts.user import User
from mainstem.feeds.errors import AlreadyExists, NotFound
from mainstem.fetching import FakeInternet
from mainstem.library import (
    Library,
    discarding,
    folders,
    ruling,
    saving,
    sending,
    setting,
    sidebar,
    subscribing,
)
from mainstem.reading import View
from mainstem.storage import Database
from tests.library.world import FEED_URL, open_library, reader, rss


class World:
    """A library with a clock to turn."""

    def __init__(self, database: Database) -> None:
        self.moment = datetime(2026, 3, 1, tzinfo=UTC)
        internet = FakeInternet()
        internet.put(FEED_URL, rss("One"))
        opened = open_library(database, internet)
        self.library = Library(database, b"s" * 32, fetch=opened.fetch, now=lambda: self.moment)
        self.ida: User = reader(self.library)

    def back(self) -> str:
        """Have the newest back."""
        return discarding.put_back(self.library, self.ida, discarding.every(self.library, self.ida)[0].id)


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


def test_a_folder_comes_back_with_what_it_held(world: World) -> None:
    library, ida = world.library, world.ida
    top = folders.add(library, ida, "Top")
    below = folders.add(library, ida, "Below", top.id)
    feed = subscribing.subscribe(library, ida, FEED_URL, folder_ids=[top.id]).feed
    setting.set_folder(library, ida, top.id, {"keep_days": 9})
    folders.remove(library, ida, top.id)
    assert subscribing.one(library, ida, feed.id).folder_ids == ()
    assert world.back() == "Top"
    [back] = [one for one in folders.every(library, ida) if one.name == "Top"]
    assert dict(back.settings) == {"keep_days": 9}
    assert subscribing.one(library, ida, feed.id).folder_ids == (back.id,)
    assert next(one for one in folders.every(library, ida) if one.id == below.id).parent_id == back.id
    assert discarding.every(library, ida) == []


def test_rules_searches_and_services_come_back_as_they_were(world: World) -> None:
    library, ida = world.library, world.ida
    rule = ruling.add(library, ida, ruling.form("Sport", "intitle:sport", "read"))
    search = saving.share(
        library, ida, saving.add(library, ida, "Rivers", View(search="river")).id, entries=True, feeds=False
    )
    service = sending.add(library, ida, "ntfy", "Phone", {"topic": "x"}, ["new_entries"])
    ruling.remove(library, ida, rule.id)
    assert world.back() == "Sport"
    saving.remove(library, ida, search.id)
    assert world.back() == "Rivers"
    sending.remove(library, ida, service.id)
    assert world.back() == "Phone"
    assert ruling.every(library, ida) == [rule]
    assert saving.every(library, ida) == [search]
    assert sending.every(library, ida) == [service]


def test_many_subscriptions_come_back_at_once_with_their_folders(world: World) -> None:
    library, ida = world.library, world.ida
    folder = folders.add(library, ida, "News")
    feed = subscribing.subscribe(library, ida, FEED_URL, folder_ids=[folder.id]).feed
    subscribing.leave(library, ida, [feed.id])
    assert sidebar.look(library, ida).subscriptions == ()
    assert world.back() == "The Paper"
    assert subscribing.one(library, ida, feed.id).folder_ids == (folder.id,)


def test_a_name_that_is_taken_meanwhile_is_told_and_nothing_is_lost(world: World) -> None:
    library, ida = world.library, world.ida
    folder = folders.add(library, ida, "News")
    folders.remove(library, ida, folder.id)
    folders.add(library, ida, "News")
    with pytest.raises(AlreadyExists):
        world.back()
    assert [one.name for one in discarding.every(library, ida)] == ["News"]


def test_after_thirty_days_it_is_gone_and_others_cannot_have_it(world: World) -> None:
    library, ida = world.library, world.ida
    ole = reader(library, "ole")
    folders.remove(library, ida, folders.add(library, ida, "News").id)
    with pytest.raises(NotFound):
        discarding.put_back(library, ole, 1)
    world.moment += timedelta(days=31)
    assert discarding.every(library, ida) == []
    with pytest.raises(NotFound):
        discarding.put_back(library, ida, 1)
