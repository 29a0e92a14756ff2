"""The learnt order, its weekly test, and what becomes of it."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

import pytest

from mainstem.library import Actor, Library, accounts, foryou, marking
from mainstem.library.foryou import TEST_LASTS
from mainstem.reading import Stream, View
from mainstem.storage import Database
from tests.storage.library import add_feed, add_reader, clean, keep

PAGE = Actor("page")


class World:
    """A reader with a feed of glaciers and one of cricket."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.database, self.now = database, now
        self.user = add_reader(database, now)
        self.feeds = {
            name: add_feed(database, now, self.user, url=f"https://{name}.example/feed")
            for name in ("Glacier", "Cricket")
        }
        self.library = Library(database, b"x" * 32, now=lambda: self.now)
        self.numbers = itertools.count()

    def arrive(self, name: str) -> int:
        self.now += timedelta(minutes=1)
        number = next(self.numbers)
        (entry_id,) = keep(
            self.database,
            self.feeds[name],
            self.now,
            clean(number, title=f"{name} number {number}", language="en"),
        )
        return entry_id

    def open(self, entry_id: int) -> None:
        self.now += timedelta(seconds=30)
        marking.mark(self.library, self.user, [entry_id], "read", PAGE)

    def pass_over(self) -> None:
        newest = foryou.streams.ids(self.library, self.user, View(limit=1))[0][0]
        marking.mark_stream(self.library, self.user, View(Stream(), newest_id=newest), "read", PAGE)

    def look(self) -> foryou.ForYou:
        return foryou.look(self.library, self.user)


@pytest.fixture
def world(database: Database, now: datetime) -> World:
    return World(database, now)


def taught(world: World, turns: int = 6) -> None:
    for _ in range(turns):
        glacier, _ = world.arrive("Glacier"), world.arrive("Cricket")
        world.open(glacier)
        world.pass_over()


def test_what_was_opened_stands_before_what_was_passed_over(world: World) -> None:
    taught(world)
    scores = {}
    world.arrive("Glacier")
    world.arrive("Cricket")
    for one in world.look().offered:
        assert one.placed is not None
        scores[one.shown.entry.title.split()[0]] = one.placed.score
    assert scores["Glacier"] > 2 * scores["Cricket"]


def test_nothing_is_hidden_by_it(world: World) -> None:
    taught(world)
    came = {world.arrive(name) for name in ("Glacier", "Cricket") * 5}
    assert {one.shown.entry.id for one in world.look().offered} == came


def test_after_a_reset_the_past_is_not_learnt_again(world: World) -> None:
    taught(world)
    assert world.look().seen == 12
    foryou.reset(world.library, world.user)
    assert world.look().seen == 0
    world.open(world.arrive("Glacier"))
    assert world.look().seen == 1
    assert foryou.export(world.library, world.user)["word:glacier"] == (1, 0)


def test_reading_that_was_taken_back_is_not_learnt(world: World) -> None:
    entry_id = world.arrive("Glacier")
    change = marking.mark(world.library, world.user, [entry_id], "read", PAGE)
    assert change is not None
    marking.undo(world.library, world.user, change.id)
    assert world.look().seen == 0


def test_where_pages_mark_what_is_scrolled_past_reading_tells_nothing(world: World) -> None:
    accounts.prefer(world.library, world.user, mark_on_scroll=True)
    world.user = accounts.named(world.library, "ida")
    world.open(world.arrive("Glacier"))
    assert world.look().seen == 0
    marking.mark(world.library, world.user, [world.arrive("Glacier")], "star", PAGE)
    assert world.look().seen == 1


def week(world: World, *, opens_learnt: bool) -> foryou.ForYou:
    """A week in which the reader opens what one of the two orders had picked."""
    from mainstem.storage import tastes

    for _ in range(10):
        for _ in range(4):
            world.arrive("Glacier")
            world.arrive("Cricket")
        world.look()
        with world.database.read() as connection:
            drafted, opened = tastes.drafted(connection, world.user.id)
        mine = [
            one.entry_id for one in drafted if one.is_learnt is opens_learnt and one.entry_id not in opened
        ]
        for entry_id in mine:
            world.open(entry_id)
        world.pass_over()
        world.now += timedelta(hours=2)
    world.look()
    world.now += TEST_LASTS
    world.look()
    return world.look()


def test_an_order_that_does_not_win_its_week_is_switched_off_and_says_so(world: World) -> None:
    ended = week(world, opens_learnt=False)
    assert not ended.is_on
    assert ended.last is not None
    assert ended.last.plain >= 30
    assert ended.last.keeps_on is False
    world.arrive("Glacier")
    assert all(one.placed is None for one in world.look().offered)
    foryou.switch(world.library, world.user, is_on=True)
    assert world.look().is_on


def test_an_order_that_wins_its_week_stays(world: World) -> None:
    ended = week(world, opens_learnt=True)
    assert ended.is_on
    assert ended.last is not None
    assert ended.last.keeps_on is True
    assert (ended.running.learnt, ended.running.plain) == (0, 0)


def test_a_test_with_too_few_openings_goes_on(world: World) -> None:
    world.open(world.arrive("Glacier"))
    world.look()
    world.now += TEST_LASTS * 2
    seen = world.look()
    assert seen.is_on
    assert seen.last is None
