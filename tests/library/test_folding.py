"""Folded stories: whatever a reader does, in whatever order, no story is left half settled."""

from __future__ import annotations

import itertools
import os
import random
from datetime import UTC, datetime, timedelta

import pytest

from mainstem.library import (
    Actor,
    Library,
    accounts,
    counting,
    folders,
    marking,
    retaining,
    setting,
    stories,
    streams,
    subscribing,
)
from mainstem.library.context import Library as Opened
from mainstem.reading import Show, Stream, View
from mainstem.storage import Database, folding, mended
from mainstem.storage import stories as links
from mainstem.storage.stories import Linked
from mainstem.storage.streams import states_of
from tests.storage.library import add_feed, add_reader, clean, keep

START = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
PAGE = Actor("page")
OPERATIONS = 10_000 if os.environ.get("MAINSTEM_TEST_LONG") else 600


class World:
    """A reader whose entries fall into few stories, and a gatherer that puts them there by a word."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database = database
        self.lot = random.Random(seed)
        self.now = START
        self.user = add_reader(database, START)
        self.feeds = [add_feed(database, START, self.user, url=f"https://{n}.example/feed") for n in range(4)]
        self.library: Library = Opened(database, b"s" * 32, now=lambda: self.now)
        self.entries: list[int] = []
        self.numbers = itertools.count()
        accounts.prefer(self.library, self.user, fold_stories=True)

    def arrive(self, story: int, feed: int | None = None) -> int:
        at = self.lot.randrange(4) if feed is None else feed
        self.now += timedelta(seconds=1)
        (entry_id,) = keep(self.database, self.feeds[at], self.now, clean(next(self.numbers)))
        self.entries.append(entry_id)
        self.now += timedelta(seconds=29)
        with self.database.write() as connection:
            links.link(connection, [Linked(entry_id, story, None, ())])
            opened = {self.user.id: {self.feeds[3].id: 9}}
            folding.fold(connection, folding.readers(connection), [story], self.now, opened)
        return entry_id

    def mark(self, action: str, *entry_ids: int) -> int:
        self.now += timedelta(seconds=10)
        made = marking.mark(self.library, self.user, entry_ids, action, PAGE)
        return made.id if made else 0

    def unread(self) -> list[int]:
        return sorted(streams.ids(self.library, self.user, View(show=Show.UNREAD, limit=500))[0])

    def states(self) -> dict[int, object]:
        with self.database.read() as connection:
            return dict(states_of(connection, self.user.id, self.entries))


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database, 1)


def test_only_the_lead_counts_and_reading_it_settles_its_copies(world: World) -> None:
    first, second, other = world.arrive(1, 0), world.arrive(1, 1), world.arrive(2, 0)
    assert world.unread() == [first, other]
    world.mark("read", first)
    assert world.unread() == [other]
    accounts.prefer(world.library, world.user, fold_stories=False)
    assert world.unread() == [other]
    assert second in world.states()


def test_reading_a_copy_settles_the_story_and_undo_brings_all_of_it_back(world: World) -> None:
    first, second = world.arrive(1, 0), world.arrive(1, 1)
    change = world.mark("read", second)
    assert world.unread() == []
    marking.undo(world.library, world.user, change)
    assert world.unread() == [first]
    accounts.prefer(world.library, world.user, fold_stories=False)
    assert world.unread() == [first, second]


def test_with_lead_only_the_copies_keep_their_own_state(world: World) -> None:
    accounts.prefer(world.library, world.user, settle_copies=False)
    world.arrive(1, 0)
    second, third = world.arrive(1, 1), world.arrive(1, 2)
    world.mark("read", second)
    assert world.unread() == []
    accounts.prefer(world.library, world.user, fold_stories=False)
    assert world.unread() == [third]


def test_a_copy_that_comes_after_the_story_was_read_stays_out_of_sight(world: World) -> None:
    world.mark("read", world.arrive(1, 0))
    world.arrive(1, 3)
    assert world.unread() == []


def test_the_feed_that_is_opened_most_takes_the_lead_while_nothing_was_read(world: World) -> None:
    world.arrive(1, 0)
    liked = world.arrive(1, 3)
    assert world.unread() == [liked]


def test_a_lead_that_is_deleted_hidden_put_off_or_left_frees_its_copies_at_once(world: World) -> None:
    one, two, three, four, five = (world.arrive(1, feed) for feed in (0, 1, 1, 2, 2))
    retaining.delete(world.library, world.user, one)
    assert world.unread() == [two]
    world.mark("hide", two)
    assert world.unread() == [three]
    subscribing.unsubscribe(world.library, world.user, world.feeds[1].id)
    assert world.unread() == [four]
    marking.snooze(world.library, world.user, [four], world.now + timedelta(days=1), PAGE)
    assert world.unread() == [five]
    world.now += timedelta(days=2)
    marking.wake(world.library)
    assert world.unread() == [four]


def test_the_switch_of_a_feed_outranks_that_of_its_reader(world: World) -> None:
    first, second, third = (world.arrive(1, feed) for feed in (0, 1, 2))
    setting.set_feeds(world.library, world.user, [world.feeds[1].id], {"fold_stories": False})
    assert world.unread() == [first, second]
    accounts.prefer(world.library, world.user, fold_stories=False)
    setting.set_feeds(world.library, world.user, [world.feeds[2].id], {"fold_stories": True})
    assert world.unread() == [first, second, third]


def test_what_is_starred_leads(world: World) -> None:
    world.arrive(1, 0)
    second = world.arrive(1, 1)
    accounts.prefer(world.library, world.user, settle_copies=False)
    world.mark("star", second)
    assert world.unread() == [second]


def test_a_mended_story_is_folded_as_it_was_mended(world: World) -> None:
    first, second = world.arrive(1, 0), world.arrive(1, 1)
    third = world.arrive(2, 0)
    stories.correct(world.library, world.user, first, second, same=False)
    assert world.unread() == [first, second, third]
    stories.correct(world.library, world.user, third, second, same=True)
    assert world.unread() == [first, second]
    world.arrive(2, 1)
    assert world.unread() == [first, second]


def operate(world: World) -> None:
    lot = world.lot
    some = [lot.choice(world.entries) for _ in range(lot.randint(1, 2))]
    dice = lot.random()
    if dice < 0.25:
        world.arrive(lot.randint(1, 12))
    elif dice < 0.6:
        world.mark(lot.choice(["read", "read", "unread", "star", "unstar", "hide", "show"]), *some)
    elif dice < 0.66:
        newest = lot.choice(world.entries)
        world.now += timedelta(seconds=10)
        marking.mark_stream(world.library, world.user, View(Stream(), newest_id=newest), "read", PAGE)
    elif dice < 0.76:
        known = [one.id for one in marking.changes(world.library, world.user, 5) if not one.undone_at]
        if known:
            marking.undo(world.library, world.user, lot.choice(known))
    elif dice < 0.82:
        marking.snooze(
            world.library, world.user, some, world.now + timedelta(seconds=lot.randint(1, 90)), PAGE
        )
    elif dice < 0.88:
        marking.wake(world.library)
    elif dice < 0.92 and len(world.entries) > 10:
        gone = lot.choice(world.entries)
        retaining.delete(world.library, world.user, gone)
        world.entries.remove(gone)
    elif dice < 0.97:
        if len(set(some)) == 2:
            stories.correct(world.library, world.user, *some, same=lot.random() < 0.5)
    else:
        feed = lot.choice(world.feeds)
        value = lot.choice([None, None, True, False])
        setting.set_feeds(world.library, world.user, [feed.id], {"fold_stories": value})


def check(world: World) -> None:
    """Each story has one entry on top; none but the lead and what was claimed is unread; counts are right."""
    with world.database.read() as connection:
        told = sorted(set(mended.stories_of(connection, world.entries).values()))
        found = folding.stories(connection, [world.user.id], told)
        unread = set(streams.ids(world.library, world.user, View(show=Show.UNREAD, limit=5_000))[0])
    for held in found.values():
        on_top = [one for one in held if not one.is_folded]
        assert on_top, held
        claimed = [one for one in on_top if one.is_starred or one.is_kept_unread]
        assert len(on_top) - len(claimed) <= 1
        assert not any(one.entry_id in unread for one in held if one.is_folded)
        assert len([one for one in on_top if one.entry_id in unread and one not in claimed]) <= 1
    foldable = {one.entry_id for held in found.values() for one in held}
    for entry_id, state in world.states().items():
        is_put_away = state.is_hidden or state.snoozed_until  # type: ignore[attr-defined]
        assert entry_id in foldable or is_put_away or not state.is_folded  # type: ignore[attr-defined]


def test_no_story_is_half_settled_after_many_operations(sqlite_database: Database) -> None:
    world = World(sqlite_database, 7)
    for _ in range(8):
        world.arrive(world.lot.randint(1, 4))
    for number in range(OPERATIONS):
        operate(world)
        if number % 10 == 0:
            check(world)
    check(world)
    unread = streams.count(world.library, world.user, View(show=Show.UNREAD))
    assert counting.every(world.library, world.user)[Stream()].unread == unread


def test_with_copies_following_a_settled_story_holds_nothing_unread(sqlite_database: Database) -> None:
    world = World(sqlite_database, 11)
    for _ in range(200):
        entry_id = world.arrive(world.lot.randint(1, 6))
        if world.lot.random() < 0.3:
            world.mark("read", world.lot.choice(world.entries))
        elif world.lot.random() < 0.1:
            world.mark("unread", entry_id)
    with world.database.read() as connection:
        told = sorted(set(mended.stories_of(connection, world.entries).values()))
        for held in folding.stories(connection, [world.user.id], told).values():
            assert len({one.is_read for one in held}) == 1


def test_the_switch_of_a_folder_or_of_all_reading_is_obeyed(world: World) -> None:
    accounts.prefer(world.library, world.user, fold_stories=False)
    first, second, third = (world.arrive(1, feed) for feed in (0, 1, 2))
    folder = folders.add(world.library, world.user, "Harbour")
    for feed in world.feeds[:2]:
        subscribing.change(world.library, world.user, feed.id, folder_ids=[folder.id])
    setting.set_folder(world.library, world.user, folder.id, {"fold_stories": True})
    assert world.unread() == [first, third]
    setting.set_reading(world.library, world.user, {"fold_stories": True})
    assert world.unread() == [first]
    setting.set_folder(world.library, world.user, folder.id, {"fold_stories": False})
    assert world.unread() == [first, second, third]


def test_old_entries_that_are_put_together_are_folded_at_once(world: World) -> None:
    first, second = world.arrive(1, 0), world.arrive(2, 1)
    world.now += timedelta(days=30)
    stories.correct(world.library, world.user, first, second, same=True)
    assert world.unread() == [first]


def test_a_change_counts_what_followed_it_and_names_what_was_opened(world: World) -> None:
    first, second, third = (world.arrive(1, feed) for feed in (0, 1, 2))
    accounts.prefer(world.library, world.user, settle_copies=False)
    world.mark("read", third)
    accounts.prefer(world.library, world.user, settle_copies=True)
    world.now += timedelta(seconds=10)
    made = marking.mark(world.library, world.user, [second], "star", PAGE)
    assert made is not None
    assert made.count == 3
    assert marking.changes(world.library, world.user, 1)[0].value == str(second)
    assert first in world.states()
