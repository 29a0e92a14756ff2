"""Listings by date, change and number, on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mainstem.reading.listing import Key, Listing
from mainstem.storage import Database, entries, listings, states, whole
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep


@pytest.fixture
def world(database: Database, now: datetime) -> tuple[Database, int, tuple[int, ...]]:
    """A reader and six entries of one feed, published in the opposite order of their arrival."""
    ida = add_reader(database, now)
    feed = add_feed(database, now, ida)
    ids: tuple[int, ...] = ()
    for number in range(6):
        came = clean(number, published_at=now - timedelta(days=number), categories=("News", f"No {number}"))
        ids += keep(database, feed, now + timedelta(hours=number), came)
    return database, ida.id, ids


def test_every_key_lists_everything_once(world: tuple[Database, int, tuple[int, ...]]) -> None:
    database, user_id, ids = world
    with database.read() as connection:
        for key in Key:
            for is_ascending in (True, False):
                listing = Listing(key=key, is_ascending=is_ascending, limit=4)
                first = listings.ids(connection, user_id, listing)
                second = listings.ids(connection, user_id, listing.with_(offset=4))
                assert sorted(first + second) == sorted(ids), key


def test_publication_is_another_order_than_arrival(world: tuple[Database, int, tuple[int, ...]]) -> None:
    database, user_id, ids = world
    with database.read() as connection:
        assert listings.ids(connection, user_id, Listing(key=Key.PUBLISHED)) == list(ids)
        assert listings.ids(connection, user_id, Listing(key=Key.ARRIVAL, is_ascending=True)) == list(ids)


def test_walking_by_title_and_sorting_by_it_are_one_order(
    world: tuple[Database, int, tuple[int, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, user_id, _ = world
    found = []
    for walks in (True, False):
        monkeypatch.setattr(listings, "_is_walk_cheaper", lambda *_, walks=walks: walks)
        with database.read() as connection:
            found += [
                listings.ids(connection, user_id, Listing(key=Key.TITLE, is_ascending=up))
                for up in (True, False)
            ]
    assert found[:2] == found[2:]
    assert found[0] == found[1][::-1]


def test_a_bound_before_all_that_a_reader_has_is_none(
    world: tuple[Database, int, tuple[int, ...]], now: datetime
) -> None:
    database, user_id, _ = world
    with database.read() as connection:
        early, late = (
            Listing(changed_after=now - timedelta(days=1)),
            Listing(changed_after=now + timedelta(hours=1)),
        )
        assert listings.simplest(connection, user_id, early) == Listing()
        assert listings.simplest(connection, user_id, late) == late
        assert listings.ids(connection, user_id, early) == listings.ids(connection, user_id, Listing())
        assert listings.simplest(connection, user_id + 1, early) == Listing()


def test_bounds_leave_themselves_out_and_counts_agree(
    world: tuple[Database, int, tuple[int, ...]], now: datetime
) -> None:
    database, user_id, ids = world
    with database.write() as connection:
        states.mark(connection, "read", (user_id, ids[:2]), Actor(), now + timedelta(days=1))
        states.mark(connection, "star", (user_id, ids[1:2]), Actor(), now + timedelta(days=2))
        states.mark(connection, "hide", (user_id, ids[5:]), Actor(), now + timedelta(days=3))
    expected = {
        Listing(is_read=False): ids[2:5],
        Listing(is_read=True): ids[:2],
        Listing(is_starred=True): ids[1:2],
        Listing(above=ids[1], below=ids[4]): ids[2:4],
        Listing(changed_after=now + timedelta(days=1)): ids[1:2],
        Listing(changed_before=now + timedelta(minutes=170)): ids[2:3],
        Listing(published_after=now - timedelta(days=3), key=Key.PUBLISHED): ids[:3],
        Listing(published_before=now - timedelta(days=3)): ids[4:5],
        Listing(categories=("NEWS", "no 3")): ids[3:4],
        Listing(entry_ids=ids[3:], feed_ids=(1,)): ids[3:5],
        Listing(feed_ids=()): (),
        Listing(label_ids=(1,)): (),
    }
    with database.read() as connection:
        for listing, wanted in expected.items():
            assert sorted(listings.ids(connection, user_id, listing)) == list(wanted), listing
            assert listings.count(connection, user_id, listing) == len(wanted), listing


def test_serials_and_ids_grow_together(world: tuple[Database, int, tuple[int, ...]]) -> None:
    database, _, ids = world
    with database.read() as connection:
        assert listings.ids_of_serials(connection, [1, 3, 99, 0, -1, 10**30]) == {1: ids[0], 3: ids[2]}
        assert listings.serials_of_ids(connection, ids[:2]) == {ids[0]: 1, ids[1]: 2}
        assert [listings.id_at(connection, serial) for serial in (0, 1, 6, 99, 10**30)] == [
            0,
            ids[0],
            ids[5],
            ids[5],
            ids[5],
        ]


def test_an_entry_whole_is_what_its_parts_are(world: tuple[Database, int, tuple[int, ...]]) -> None:
    database, user_id, ids = world
    with database.read() as connection:
        assert whole.of_reader(connection, user_id, ids) == entries.of_reader(connection, user_id, ids)
