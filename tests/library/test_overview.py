"""Looking over what a reader follows."""

from __future__ import annotations

from datetime import datetime

from mainstem.library import Actor, Library, folders, marking, overview, subscribing
from mainstem.reading import Kind, Stream
from mainstem.storage import Database
from tests.storage.library import add_feed, add_reader, clean, keep


def test_an_overview_is_never_older_than_the_last_change(database: Database, now: datetime) -> None:
    library = Library(database, b"x" * 32, now=lambda: now)
    ida = add_reader(database, now)
    feed = add_feed(database, now, ida)
    assert overview.look(library, ida).unread(Stream()) == 0
    ids = keep(database, feed, now, clean(1), clean(2))
    assert overview.look(library, ida).unread(Stream()) == 2
    marking.mark(library, ida, [ids[0]], "read", Actor())
    assert overview.look(library, ida).unread(Stream()) == 1
    marking.mark(library, ida, [ids[1]], "star", Actor())
    assert overview.look(library, ida).unread(Stream(Kind.STARRED)) == 1


def test_readers_see_their_own_feeds_folders_and_names(database: Database, now: datetime) -> None:
    library = Library(database, b"x" * 32, now=lambda: now)
    ida, ole = add_reader(database, now, "ida"), add_reader(database, now, "ole")
    feed = add_feed(database, now, ida, ole)
    folder = folders.add(library, ida, "News")
    subscribing.change(library, ida, feed.id, title="Mine", folder_ids=[folder.id])
    seen = overview.look(library, ida)
    assert [(one.title, one.folder_ids) for one in seen.followed] == [("Mine", (folder.id,))]
    assert seen.name(Stream(Kind.FEED, feed.id)) == "Mine"
    assert seen.name(Stream(Kind.FOLDER, folder.id)) == "News"
    other = overview.look(library, ole)
    assert ([one.title for one in other.followed], other.folders) == ([feed.feed_url], ())
