from datetime import datetime

from mainstem.storage import Database, connect
from tests.storage.library import add_reader


def test_a_version_stays_until_something_is_written(database: Database, now: datetime) -> None:
    before = database.version()
    assert database.version() == before
    add_reader(database, now)
    assert database.version() != before


def test_a_version_tells_what_another_process_wrote(
    database: Database, database_url: str, now: datetime
) -> None:
    other = connect(database_url)
    try:
        before = database.version()
        add_reader(other, now)
        assert database.version() != before
    finally:
        other.close()


def test_a_write_that_fails_is_no_later_version_that_hides_one(database: Database, now: datetime) -> None:
    seen = {database.version()}
    for number in range(3):
        add_reader(database, now, f"reader{number}")
        seen.add(database.version())
    assert len(seen) == 4


def test_a_database_in_memory_tells_no_version() -> None:
    database = connect("sqlite://")
    assert database.version() is None
    database.close()
