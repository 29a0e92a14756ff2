from datetime import datetime

import pytest
from sqlalchemy import select

from mainstem.storage import Database
from mainstem.storage.schema import vocabulary
from tests.storage.library import add_feed, add_reader, clean, keep


def test_words_of_a_transaction_that_failed_are_kept_by_the_next(database: Database, now: datetime) -> None:
    feed = add_feed(database, now, add_reader(database, now))
    entry = clean(1, text="running", language="en")
    with pytest.raises(RuntimeError), database.write() as connection:
        from mainstem.feeds.changes import decide
        from mainstem.storage import entries

        entries.keep(connection, feed.id, decide([entry], {}), now)
        raise RuntimeError
    keep(database, feed, now, entry)
    with database.read() as connection:
        pairs = connection.execute(select(vocabulary.c.stem, vocabulary.c.word)).all()
    assert ("run", "running") in [tuple(pair) for pair in pairs]
