"""The library that the promises are measured on: one reader, 1,000 feeds in 40 folders, entries of a year."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from benchmarks.words import RARE, Writer
from mainstem.accounts.user import User
from mainstem.feeds.changes import New
from mainstem.feeds.entry import CleanEntry
from mainstem.storage import Connection, Database, entries, feeds, fulltext, labels, subscriptions, users
from mainstem.storage.migrations import migrate
from mainstem.storage.schema import clock, contents, labelled, states
from mainstem.storage.schema import entries as entry_table
from mainstem.storage.schema.metadata import microseconds

FEEDS, FOLDERS, BATCH = 1000, 40, 5_000
WORDS = int(os.environ.get("MAINSTEM_BENCHMARK_WORDS", "120"))  # of a text, on average


def entry(writer: Writer, guid: str, at: datetime) -> CleanEntry:
    text = writer.text(WORDS)
    return CleanEntry(guid, f"https://paper.example/{guid}", writer.title(), f"<p>{text}</p>", text,
                      authors=("Jane Doe",), published_at=at, language="en")  # fmt: skip


def fill(database: Database, size: int) -> None:
    """A third of the entries unread, 2 % starred, 1 % labelled; one in 20,011 holds the rare word."""
    migrate(database)
    began = datetime.now(UTC) - timedelta(days=365)
    with database.write() as connection:
        user, feed_ids = _reader(connection, began)
    writer = Writer()
    for start in range(0, size, BATCH):
        numbers = range(start, min(start + BATCH, size))
        with database.write() as connection:
            _batch(connection, writer, user, feed_ids, numbers, (began, timedelta(days=365) / size))
    if database.is_sqlite:
        with database.write() as connection:
            connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('optimize')")
    else:
        with database.reader.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def _reader(connection: Connection, now: datetime) -> tuple[User, list[int]]:
    user = users.add(connection, "bench", "-", now)
    folder_ids = [subscriptions.add_folder(connection, user.id, f"Folder {n}") for n in range(FOLDERS)]
    feed_ids = []
    for number in range(FEEDS):
        feed = feeds.add(connection, f"https://{number}.example/feed", now, title=f"Feed {number}")
        held = subscriptions.add(connection, user.id, feed.id, now)
        subscriptions.set_folders(connection, held, [folder_ids[number % FOLDERS]])
        visibility = 20 if number % 50 == 0 else 0 if number % 20 == 1 else 10
        subscriptions.change(connection, held, {"visibility": visibility})
        feed_ids.append(feed.id)
    for number in range(10):
        labels.add(connection, user.id, f"Label {number}")
    return user, feed_ids


def _batch(
    connection: Connection,
    writer: Writer,
    user: User,
    feed_ids: list[int],
    numbers: range,
    times: tuple[datetime, timedelta],
) -> None:
    rows, bodies, documents, held, marked = [], [], [], [], []
    for number in numbers:
        at = times[0] + times[1] * number
        made = entry(writer, f"urn:{number}", at - timedelta(minutes=number * 7919 % 600))
        if number % 20_011 == 5:
            made = _with(made, RARE)
        entry_id, feed_id = microseconds(at), feed_ids[number * 7919 % FEEDS]
        rows.append({**entries.row_of(made, at), "id": entry_id, "serial": number + 1, "feed_id": feed_id})
        bodies.append({"entry_id": entry_id, **entries.content_row(New(made).entry)})
        documents.append(fulltext.of_entry(number + 1, made))
        is_read = number % 3 != 0
        held.append({"user_id": user.id, "entry_id": entry_id, "feed_id": feed_id, "is_read": is_read,
                     "read_at": at if is_read else None, "is_starred": number % 50 == 0})  # fmt: skip
        if number % 100 == 0:
            label_id = number // 100 % 10 + 1
            same = {"user_id": user.id, "label_id": label_id, "entry_id": entry_id}
            marked.append({**same, "labelled_at": at})
    connection.execute(entry_table.insert(), rows)
    connection.execute(contents.insert(), bodies)
    fulltext.put(connection, documents)
    connection.execute(states.insert(), held)
    if marked:
        connection.execute(labelled.insert(), marked)
    last = {"last_entry_id": rows[-1]["id"], "last_serial": rows[-1]["serial"]}
    connection.execute(clock.update().values(**last))


def _with(made: CleanEntry, word: str) -> CleanEntry:
    return CleanEntry(made.guid, made.url, made.title, made.html, f"{made.text} {word}", language="en",
                      published_at=made.published_at)  # fmt: skip
