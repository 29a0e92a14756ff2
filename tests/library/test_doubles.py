"""Two subscriptions that are one feed."""

from datetime import datetime, timedelta

import pytest

from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import Library, doubles, folders, marking, sidebar, streams, subscribing
from mainstem.reading import View
from mainstem.storage import Database
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep


def test_doubles_are_found_and_merged_without_losing_a_state(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    urls = ("https://www.a.example/feed/", "http://a.example/feed", "https://b.example/rss", "https://b.example/atom",
            "https://b.example/other")  # fmt: skip
    one, two, rss, atom, other = (add_feed(database, now, reader, url=url) for url in urls)
    keep(database, rss, now, *(clean(n) for n in range(6)))
    ids = keep(database, atom, now + timedelta(minutes=1), *(clean(n) for n in range(4)))
    keep(database, other, now, *(clean(n) for n in range(50, 56)))
    library = Library(database, b"s" * 32, now=lambda: now + timedelta(hours=1))
    found = [{a.feed.id, b.feed.id} for a, b in doubles.find(library, reader)]
    assert found == [{one.id, two.id}, {rss.id, atom.id}]
    label, folder = folders.add_label(library, reader, "Later"), folders.add(library, reader, "F")
    marking.mark(library, reader, ids[:2], "read", Actor())
    marking.mark(library, reader, ids[1:3], "star", Actor())
    marking.label(library, reader, ids[3:], label.id, Actor())
    subscribing.change(library, reader, atom.id, folder_ids=[folder.id])
    merged = doubles.merge(library, reader, rss.id, atom.id)
    assert (merged.folder_ids, merged.unread_count, merged.starred_count) == ((folder.id,), 4, 2)
    assert atom.id not in {each.feed.id for each in sidebar.look(library, reader).subscriptions}
    assert len(streams.ids(library, reader, View(search="label:later f:" + str(rss.id)))[0]) == 1
    with pytest.raises(BadInput):
        doubles.merge(library, reader, rss.id, rss.id)
    with pytest.raises(NotFound):
        doubles.merge(library, reader, rss.id, 999)
