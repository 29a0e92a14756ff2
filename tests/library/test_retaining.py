"""What is deleted, and that it stays so."""

from datetime import datetime, timedelta

import pytest

from mainstem.feeds.errors import BadInput, NotAllowed, NotFound
from mainstem.library import Library, folders, marking, retaining, setting, streams, subscribing
from mainstem.reading import View
from mainstem.storage import Database, subscriptions
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep

STRICT = {"keeps_for_ever": False, "keep_least": 0, "keep_days": 5}


def rest(_seconds: float) -> None:
    """No pause in tests."""


def test_what_is_let_go_leaves_no_trace_and_does_not_come_back(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    old = keep(database, feed, now, *(clean(n, text="heliotrope") for n in range(5)))
    keep(database, feed, now + timedelta(days=30), clean(9))
    library = Library(database, b"s" * 32, now=lambda: now + timedelta(days=30))
    label = folders.add_label(library, reader, "Later")
    marking.mark(library, reader, [old[0]], "star", Actor())
    marking.label(library, reader, [old[1]], label.id, Actor())
    marking.note(library, reader, old[2], "keep me", Actor())
    assert retaining.run(library, rest) == 0
    setting.set_reading(library, reader, STRICT)
    assert retaining.preview(library, reader) == 2
    assert retaining.run(library, rest) == 2
    left, _ = streams.ids(library, reader, View(limit=50))
    assert len(left) == 4
    assert len(streams.ids(library, reader, View(search="heliotrope"))[0]) == 3
    with database.read() as connection:
        held = subscriptions.one(connection, reader.id, feed.id)
    assert held is not None
    assert (held.total_count, held.unread_count) == (4, 4)
    assert (
        keep(database, feed, now + timedelta(days=31), *(clean(n, text="new words") for n in range(5))) == ()
    )


def test_another_reader_who_keeps_for_ever_keeps_it_for_both(database: Database, now: datetime) -> None:
    ida, ole = add_reader(database, now), add_reader(database, now, "ole")
    feed = add_feed(database, now, ida, ole)
    keep(database, feed, now, clean(1))
    keep(database, feed, now + timedelta(days=30), clean(2))
    library = Library(database, b"s" * 32, now=lambda: now + timedelta(days=30))
    setting.set_feeds(library, ida, [feed.id], STRICT)
    assert retaining.run(library, rest) == 0
    setting.set_feeds(library, ole, [feed.id], STRICT)
    assert retaining.run(library, rest) == 1


def test_settings_are_inherited_and_checked(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    library = Library(database, b"s" * 32, now=lambda: now)
    folder = folders.add(library, reader, "News")
    subscribing.change(library, reader, feed.id, folder_ids=[folder.id])
    setting.set_reading(library, reader, {"keep_most": 10, "same_title": 25})
    setting.set_folder(library, reader, folder.id, {"keep_most": 20})
    assert setting.of_feed(library, reader, feed.id)["keep_most"] == 20
    setting.set_feeds(library, reader, [feed.id], {"keep_most": 30})
    found = setting.of_feed(library, reader, feed.id)
    assert (found["keep_most"], found["same_title"]) == (30, 25)
    setting.set_feeds(library, reader, [feed.id], {"keep_most": None})
    assert setting.of_feed(library, reader, feed.id)["keep_most"] == 20
    for name, value in (("keep_most", 0), ("keep_most", "many"), ("nonsense", 1), ("keep_starred", 1)):
        with pytest.raises(BadInput) as caught:
            setting.set_feeds(library, reader, [feed.id], {name: value})
        assert caught.value.field == name
    with pytest.raises(BadInput):
        setting.set_folder(library, reader, folder.id, {"interval_minutes": 60})
    with pytest.raises(NotFound):
        setting.set_feeds(library, reader, [feed.id, 99], {"keep_most": 5})


def test_one_entry_is_deleted_by_its_only_reader_alone(database: Database, now: datetime) -> None:
    ida, ole = add_reader(database, now), add_reader(database, now, "ole")
    alone, both = add_feed(database, now, ida), add_feed(database, now, ida, ole, url="https://b.example/f")
    [mine], [ours] = keep(database, alone, now, clean(1)), keep(database, both, now, clean(2))
    library = Library(database, b"s" * 32, now=lambda: now)
    retaining.delete(library, ida, mine)
    with pytest.raises(NotFound):
        streams.entry(library, ida, mine)
    with pytest.raises(NotAllowed):
        retaining.delete(library, ida, ours)
    with pytest.raises(NotFound):
        retaining.delete(library, ida, 5)
    assert keep(database, alone, now, clean(1)) == ()
    keep(database, alone, now, clean(3))
    assert retaining.empty(library, ida, alone.id, rest) == 1
    assert len(keep(database, alone, now, clean(3))) == 1
