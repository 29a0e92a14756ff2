"""What is done from time to time."""

from datetime import datetime, timedelta

from mainstem.library import Library, marking, setting, streams, upkeep
from mainstem.reading import View
from mainstem.storage import Database, fulltext, installation
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep


def test_a_turn_wakes_and_once_a_day_clears_up(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    ids = keep(database, feed, now, clean(1), clean(2))
    keep(database, feed, now + timedelta(days=9), clean(3, title="Amaryllis"))
    library = Library(database, b"s" * 32, now=lambda: now + timedelta(days=9))
    marking.snooze(library, reader, [ids[0]], now + timedelta(days=10), Actor())
    setting.set_reading(library, reader, {"keeps_for_ever": False, "keep_least": 0, "keep_days": 5})
    assert upkeep.turn(library)
    assert len(streams.ids(library, reader, View())[0]) == 1  # one is snoozed and so stays, one is gone
    assert not upkeep.turn(library)
    later = Library(database, b"s" * 32, now=lambda: now + timedelta(days=11))
    assert not upkeep.turn(later, lambda: True)
    assert len(streams.ids(later, reader, View())[0]) == 2
    assert upkeep.turn(later)


def test_an_index_made_by_another_folding_is_made_anew(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    [entry_id] = keep(database, feed, now, clean(1, title="Amaryllis"))
    library = Library(database, b"s" * 32, now=lambda: now)
    with database.write() as connection:
        installation.set_setting(connection, "search_index", "old")
        assert not fulltext.is_current(connection)
    assert upkeep.turn(library)
    with database.read() as connection:
        assert fulltext.is_current(connection)
    assert streams.ids(library, reader, View(search="amaryllis"))[0] == [entry_id]
    assert upkeep.rebuild_index(library) == 1
