"""Two feeds that turn out to be one: nothing is lost, nothing stays behind."""

from __future__ import annotations

from datetime import datetime

from mainstem.library import streams
from mainstem.library.context import Library
from mainstem.reading import View
from mainstem.storage import Database, merging, remarks, states
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep


def test_an_entry_that_both_had_is_found_once_with_what_was_done_on_either(
    database: Database, now: datetime
) -> None:
    reader = add_reader(database, now)
    old = add_feed(database, now, reader, url="http://paper.example/feed")
    new = add_feed(database, now, reader, url="https://paper.example/feed")
    [gone] = keep(database, old, now, clean(1, text="heliotrope"))
    [moved] = keep(database, old, now, clean(2, text="marigold"))
    [stays] = keep(database, new, now, clean(1, text="heliotrope"))
    with database.write() as connection:
        states.mark(connection, "star", (reader.id, [gone]), Actor(), now)
        remarks.note(connection, reader.id, gone, "of the old", Actor(), now)
        remarks.note(connection, reader.id, stays, "of the new", Actor(), now)
        merging.merge(connection, old.id, new.id)
    library = Library(database, b"s" * 32, now=lambda: now)
    assert streams.ids(library, reader, View(search="heliotrope"))[0] == [stays]
    assert streams.ids(library, reader, View(search="marigold"))[0] == [moved]
    assert streams.count(library, reader, View(search="heliotrope OR marigold")) == 2
    state = streams.entry(library, reader, stays).state
    assert (state.is_starred, state.note) == (True, "of the new\nof the old")


def test_the_index_holds_nothing_of_what_went(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    old, new = (
        add_feed(database, now, reader, url=f"{scheme}://a.example/feed") for scheme in ("http", "https")
    )
    for feed in (old, new):
        keep(database, feed, now, clean(1))
    with database.write() as connection:
        merging.merge(connection, old.id, new.id)
    with database.read() as connection:
        table = "search_index_docsize" if database.is_sqlite else "search_index"
        assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 1
