"""A reader's archive in a SQLite file: 1,000 subscriptions, 300,000 entries, of which 100,000 are unread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from mainstem.library import Library, accounts
from mainstem.storage import Connection, Database, connect, entries, feeds, labels, subscriptions
from mainstem.storage.migrations import migrate
from mainstem.storage.schema import clock, contents, labelled, states
from mainstem.storage.schema import entries as entry_table
from mainstem.storage.schema.metadata import microseconds

PASSWORD = "a long enough one"
NAME = "bench"
_SENTENCE = "The river rose again overnight, and the lock keeper wrote down every inch of it. "
_BODY = "<p>" + _SENTENCE * 12 + '</p><p><a href="https://paper.example/more">More</a></p>'
_BATCH = 10_000


def fill(path: Path, feeds_count: int = 1000, entries_count: int = 300_000, unread: int = 100_000) -> str:
    """Write the archive where there is none yet; returns an app password for its reader, ``bench``."""
    database = connect(f"sqlite:///{path}")
    migrate(database)
    library = Library(database, secret=b"b" * 32)
    with database.read() as connection:
        is_there = entries.newest_id(connection) > 0
    if not is_there:
        _fill(library, feeds_count, entries_count, unread)
    _, secret = accounts.add_app(library, accounts.named(library, NAME), "benchmark")
    database.close()
    return secret


def _fill(library: Library, feeds_count: int, entries_count: int, unread: int) -> None:
    user = accounts.add(library, NAME, PASSWORD)
    began = datetime.now(UTC) - timedelta(days=90)
    with library.database.write() as connection:
        folders = [subscriptions.add_folder(connection, user.id, f"Folder {n:02}") for n in range(20)]
        for number in range(feeds_count):
            url = f"https://site{number}.example/feed.xml"
            title, site = f"Feed number {number}", f"https://site{number}.example/"
            feed = feeds.add(connection, url, began, title=title, site_url=site)
            held = subscriptions.add(connection, user.id, feed.id, began)
            subscriptions.set_folders(connection, held, [folders[number % len(folders)]])
    for start in range(0, entries_count, _BATCH):
        numbers = range(start, min(start + _BATCH, entries_count))
        _keep(library.database, user.id, numbers, began, feeds_count, entries_count - unread)
    with library.database.write() as connection:
        label_id = labels.add(connection, user.id, "to print")
        first = microseconds(began)
        rows = [_label(user.id, label_id, first, n, began) for n in range(0, entries_count, 1000)]
        connection.execute(labelled.insert(), rows)


def _label(user_id: int, label_id: int, first: int, number: int, now: datetime) -> dict[str, Any]:
    entry_id = first + number * 20_000_000
    return {"user_id": user_id, "label_id": label_id, "entry_id": entry_id, "labelled_at": now}


def _keep(
    database: Database, user_id: int, numbers: range, began: datetime, feeds_count: int, read: int
) -> None:
    with database.write() as connection:
        rows = list(_entries(numbers, began, feeds_count))
        connection.execute(entry_table.insert(), rows)
        connection.execute(contents.insert(), [_content(row["id"]) for row in rows])
        held = [_state(user_id, row, row["serial"] <= read, began) for row in rows]
        connection.execute(states.insert(), held)
        _wind(connection, rows[-1])


def _wind(connection: Connection, last: dict[str, Any]) -> None:
    values = {"last_entry_id": last["id"], "last_serial": last["serial"]}
    connection.execute(clock.update().values(**values))


def _entries(numbers: range, began: datetime, feeds_count: int) -> Iterator[dict[str, Any]]:
    first = microseconds(began)
    for number in numbers:
        arrived = began + timedelta(seconds=20 * number)
        yield {
            "id": first + 20_000_000 * number,
            "serial": number + 1,
            "feed_id": number * 7 % feeds_count + 1,
            "guid": f"urn:{number}",
            "guid_key": f"{number:032x}",
            "url": f"https://site{number % feeds_count}.example/{number}",
            "title": f"What happened on the river, part {number}",
            "authors": "Ida Strand",
            "published_at": arrived - timedelta(minutes=number % 90),
            "changed_at": arrived,
            "listed_at": arrived,
            "length": len(_BODY),
            "content_key": f"{number:032x}",
        }


def _content(entry_id: int) -> dict[str, Any]:
    return {"entry_id": entry_id, "html": _BODY, "text": _SENTENCE * 12, "policy": 1}


def _state(user_id: int, row: dict[str, Any], is_read: bool, now: datetime) -> dict[str, Any]:
    values = {"user_id": user_id, "entry_id": row["id"], "feed_id": row["feed_id"], "is_read": is_read}
    return {**values, "is_starred": row["serial"] % 300 == 0, "read_at": now if is_read else None}
