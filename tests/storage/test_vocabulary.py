from datetime import datetime

import pytest
from sqlalchemy import select

from mainstem.feeds.changes import decide
from mainstem.feeds.entry import CleanEntry
from mainstem.storage import Database, entries
from mainstem.storage.schema import vocabulary
from tests.storage.library import add_feed, add_reader, clean, keep


def test_words_of_a_transaction_that_failed_are_kept_by_the_next(database: Database, now: datetime) -> None:
    feed = add_feed(database, now, add_reader(database, now))
    entry = clean(1, text="running", language="en")
    with pytest.raises(RuntimeError):
        _keep_and_fail(database, feed.id, entry, now)
    keep(database, feed, now, entry)
    with database.read() as connection:
        pairs = connection.execute(select(vocabulary.c.stem, vocabulary.c.word)).all()
    assert ("run", "running") in [tuple(pair) for pair in pairs]


def _keep_and_fail(database: Database, feed_id: int, entry: CleanEntry, now: datetime) -> None:
    with database.write() as connection:
        entries.keep(connection, feed_id, decide([entry], {}), now)
        raise RuntimeError
