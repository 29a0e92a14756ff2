from datetime import datetime, timedelta

from sqlalchemy import func, select

from mainstem.reading.stream import Show
from mainstem.storage import Database, entries, orders, streams, subscriptions
from mainstem.storage.schema import versions
from tests.storage.library import add_feed, add_reader, clean, keep


def test_ids_have_sixteen_digits_and_follow_arrival(database: Database, now: datetime) -> None:
    feed = add_feed(database, now, add_reader(database, now))
    first = keep(database, feed, now, clean(1), clean(2))
    second = keep(database, feed, now, clean(3))
    assert [len(str(one)) for one in (*first, *second)] == [16, 16, 16]
    assert first[0] < first[1] < second[0]


def test_ids_rise_even_when_the_clock_goes_back(database: Database, now: datetime) -> None:
    feed = add_feed(database, now, add_reader(database, now))
    [first] = keep(database, feed, now, clean(1))
    [second] = keep(database, feed, now - timedelta(days=2), clean(2))
    assert second == first + 1


def test_entries_of_one_fetch_arrive_in_the_order_of_publication(database: Database, now: datetime) -> None:
    feed = add_feed(database, now, add_reader(database, now))
    late, early = clean(1, published_at=now), clean(2, published_at=now - timedelta(hours=1))
    ids = keep(database, feed, now, late, early)
    with database.read() as connection:
        kept = entries.by_ids(connection, ids)
    assert [kept[one].title for one in ids] == ["Title 2", "Title 1"]


def test_every_subscriber_gets_an_unread_state(database: Database, now: datetime) -> None:
    ida, ole = add_reader(database, now), add_reader(database, now, "ole")
    feed = add_feed(database, now, ida, ole)
    ids = keep(database, feed, now, clean(1), clean(2))
    with database.read() as connection:
        for reader in (ida, ole):
            unread = orders.ids(connection, streams.Selection(reader.id, Show.UNREAD), None, 10)
            assert unread == list(reversed(ids))


def test_what_is_kept_already_is_not_kept_twice(database: Database, now: datetime) -> None:
    feed = add_feed(database, now, add_reader(database, now))
    keep(database, feed, now, clean(1))
    assert keep(database, feed, now, clean(1)) == ()


def test_a_changed_entry_keeps_its_id_and_its_earlier_version(database: Database, now: datetime) -> None:
    feed = add_feed(database, now, add_reader(database, now))
    [entry_id] = keep(database, feed, now, clean(1))
    keep(database, feed, now, clean(1, title="Corrected", html="<p>Other</p>"))
    with database.read() as connection:
        assert entries.by_ids(connection, [entry_id])[entry_id].title == "Corrected"
        assert entries.contents_of(connection, [entry_id])[entry_id].html == "<p>Other</p>"
        earlier = connection.execute(select(versions.c.title, versions.c.html)).one()
    assert tuple(earlier) == ("Title 1", "<p>Body 1</p>")


def test_two_feeds_may_use_one_guid(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    one = add_feed(database, now, reader)
    other = add_feed(database, now, reader, url="https://other.example/feed")
    assert keep(database, one, now, clean(1)) != keep(database, other, now, clean(1)) != ()


def test_serials_are_dense(database: Database, now: datetime) -> None:
    feed = add_feed(database, now, add_reader(database, now))
    ids = keep(database, feed, now, *(clean(number) for number in range(5)))
    with database.read() as connection:
        kept = entries.by_ids(connection, ids)
    assert [kept[one].serial for one in ids] == [1, 2, 3, 4, 5]


def test_counts_follow_what_arrives(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    keep(database, feed, now, clean(1), clean(2))
    with database.read() as connection:
        subscription = subscriptions.one(connection, reader.id, feed.id)
        assert connection.execute(select(func.count()).select_from(versions)).scalar_one() == 0
    assert subscription is not None
    assert (subscription.total_count, subscription.unread_count) == (2, 2)
