"""Earlier versions of entries."""

from datetime import datetime, timedelta

from mainstem.library import history
from mainstem.storage import Database
from tests.library.world import open_library, reader
from tests.storage.library import add_feed, clean, keep


def test_the_changes_of_an_entry_are_at_hand(database: Database, now: datetime) -> None:
    library = open_library(database, now=now)
    ida = reader(library)
    feed = add_feed(database, now, ida)
    [entry_id] = keep(database, feed, now, clean(1, title="A red car", html="<p>One two</p>", text="One two"))
    keep(
        database, feed, now + timedelta(hours=1), clean(1, title="A blue car", html="<p>One</p>", text="One")
    )
    [revision] = history.revisions(library, ida, entry_id)
    assert [(piece.kind, piece.text) for piece in revision.title] == [
        ("same", "A "), ("removed", "red"), ("added", "blue"), ("same", " car")
    ]  # fmt: skip
    assert revision.replaced_at == now + timedelta(hours=1)
