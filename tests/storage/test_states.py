from datetime import datetime

import pytest

from mainstem.reading.stream import Show
from mainstem.storage import Database, labels, orders, states, streams, subscriptions, undoing
from mainstem.storage.states import Actor
from mainstem.storage.streams import Selection
from tests.storage.library import add_feed, add_reader, clean, keep

PAGE = Actor("page")


def test_marking_is_counted_and_can_be_undone(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    ids = keep(database, feed, now, *(clean(number) for number in range(4)))
    with database.write() as connection:
        states.mark(connection, "read", (reader.id, ids[:1]), PAGE, now)
        change = states.mark(connection, "read", Selection(reader.id, Show.UNREAD), PAGE, now)
    assert change is not None
    assert change.count == 3
    with database.write() as connection:
        assert _unread(connection, reader.id, feed.id) == 0
        undoing.undo(connection, reader.id, change.id, now)
        assert _unread(connection, reader.id, feed.id) == 3
        assert undoing.undo(connection, reader.id, change.id, now) is None


def test_a_mark_stops_at_the_newest_id_that_was_seen(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    ids = keep(database, feed, now, clean(1), clean(2))
    late = keep(database, feed, now, clean(3))
    with database.write() as connection:
        states.mark(connection, "read", Selection(reader.id, Show.UNREAD, newest_id=ids[-1]), PAGE, now)
        assert orders.ids(connection, Selection(reader.id, Show.UNREAD), None, 9) == list(late)


def test_marking_what_is_marked_leaves_no_change(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    ids = keep(database, feed, now, clean(1))
    with database.write() as connection:
        assert states.mark(connection, "star", (reader.id, ids), PAGE, now) is not None
        assert states.mark(connection, "star", (reader.id, ids), PAGE, now) is None
        assert len(states.changes_of(connection, reader.id, 9)) == 1


def test_a_reader_cannot_undo_what_another_did(database: Database, now: datetime) -> None:
    ida, ole = add_reader(database, now), add_reader(database, now, "ole")
    feed = add_feed(database, now, ida, ole)
    ids = keep(database, feed, now, clean(1))
    with database.write() as connection:
        change = states.mark(connection, "read", (ida.id, ids), PAGE, now)
        assert change is not None
        assert undoing.undo(connection, ole.id, change.id, now) is None


@pytest.mark.parametrize("is_read_first", [False, True])
def test_labels_count_their_unread_entries(database: Database, now: datetime, is_read_first: bool) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    ids = keep(database, feed, now, clean(1), clean(2))
    with database.write() as connection:
        label_id = labels.add(connection, reader.id, "Later")
        if is_read_first:
            states.mark(connection, "read", (reader.id, ids[:1]), PAGE, now)
        states.label(connection, reader.id, label_id, ids, PAGE, now)
        if not is_read_first:
            states.mark(connection, "read", (reader.id, ids[:1]), PAGE, now)
        [label] = labels.every(connection, reader.id)
        assert (label.total_count, label.unread_count) == (2, 1)
        states.label(connection, reader.id, label_id, ids, PAGE, now, is_set=False)
        [label] = labels.every(connection, reader.id)
        assert (label.total_count, label.unread_count) == (0, 0)


def test_a_label_can_be_taken_back(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    ids = keep(database, feed, now, clean(1), clean(2))
    with database.write() as connection:
        label_id = labels.add(connection, reader.id, "Later")
        change = states.label(connection, reader.id, label_id, ids[:1], PAGE, now)
        assert change is not None
        undoing.undo(connection, reader.id, change.id, now)
        assert streams.states_of(connection, reader.id, ids)[ids[0]].label_ids == ()


def _unread(connection, user_id: int, feed_id: int) -> int:
    subscription = subscriptions.one(connection, user_id, feed_id)
    assert subscription is not None
    return subscription.unread_count
