"""The library's promises: a page of any stream, all counts, marks and undo, searches, fan-out of an entry.

``python -m benchmarks library`` measures 30,000 and 300,000 entries; MAINSTEM_BENCHMARK_ENTRIES=3000000 adds
a size (or several, with commas), MAINSTEM_BENCHMARK_WORDS makes texts shorter. Databases are built in a
temporary folder, or kept in MAINSTEM_BENCHMARK_FOLDER for the next time. Times are the process's own (CPU), so
that neighbours on the machine do not blur them.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.words import COMMON, RARE, Writer
from mainstem.accounts.user import User
from mainstem.feeds.changes import New, decide
from mainstem.feeds.entry import CleanEntry
from mainstem.library import Library, counting, marking, sidebar, streams
from mainstem.reading import Kind, Order, Show, Stream, View
from mainstem.storage import Connection, connect, entries, feeds, fulltext, labels, subscriptions, users
from mainstem.storage.migrations import migrate
from mainstem.storage.schema import clock, contents, labelled, states
from mainstem.storage.schema import entries as entry_table
from mainstem.storage.schema.metadata import microseconds
from mainstem.storage.states import Actor

FEEDS, FOLDERS, BATCH = 1000, 40, 5_000
WORDS = int(os.environ.get("MAINSTEM_BENCHMARK_WORDS", "120"))  # of a text, on average
PAGE = Actor("page")


def main() -> None:
    """Print every measure beside its limit, and how it grows."""
    sizes = [30_000, 300_000]
    sizes += [int(size) for size in os.environ.get("MAINSTEM_BENCHMARK_ENTRIES", "").split(",") if size]
    with _folder() as folder:
        measured = {size: _measure(folder, size) for size in sizes}
    for name in measured[sizes[0]]:
        values = [measured[size][name] for size in sizes]
        limit = LIMITS.get(name)
        row = "  ".join(f"{value:10.2f}" for value in values)
        growth = values[-1] / max(values[-2], 0.001) if len(values) > 1 else 1.0
        print(f"{name:42}{row}   ×{growth:5.2f}   limit {limit if limit is not None else '–'}")


LIMITS = {
    "a page of 20 (worst stream), ms": 5,
    "counts of all streams, ms": 5,
    "mark 100,000 as read, ms": 1000,
    "undo that, ms": 1000,
    "rare word, ms": 10,
    "common word, ms": 25,
    "index / text": 0.6,
    "one entry to 100 readers, ms": 3,
}


class _folder:
    """The folder of the databases, gone at the end unless it is named."""

    def __enter__(self) -> Path:
        named = os.environ.get("MAINSTEM_BENCHMARK_FOLDER")
        self._held = None if named else tempfile.TemporaryDirectory(prefix="mainstem-benchmark-")
        folder = Path(named or self._held.name)  # type: ignore[union-attr]
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def __exit__(self, *_: object) -> None:
        if self._held:
            self._held.cleanup()


def _measure(folder: Path, size: int) -> dict[str, float]:
    path = folder / f"library-{size}.db"
    if not path.exists():
        began = time.perf_counter()
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        build(part, size)
        part.rename(path)
        print(f"built {size:,} entries in {time.perf_counter() - began:.0f} s", flush=True)
    library = Library(connect(f"sqlite:///{path}"), secret=b"b" * 32)
    with library.database.read() as connection:
        user = users.by_name(connection, "bench")
    assert user is not None
    found = _pages(library, user[0]) | _searches(library, user[0]) | _marks(library, user[0])
    found |= _sizes(library) | _fan_out(library)
    library.database.close()
    return found


def _timed(work: Callable[[], Any], times: int = 15) -> float:
    """The median of several runs, in milliseconds, after one that warms up."""
    work()
    runs = []
    for _ in range(times):
        began = time.process_time()
        work()
        runs.append((time.process_time() - began) * 1000)
    return statistics.median(runs)


def _pages(library: Library, user: User) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, view in _views(library, user):
        found[f"page: {name}, ms"] = _timed(lambda view=view: streams.page(library, user, view))  # type: ignore[misc]
    worst = max(found.values())
    counts = _timed(lambda: counting.every(library, user))
    return found | {
        "a page of 20 (worst stream), ms": worst,
        "counts of all streams, ms": counts,
        "the whole sidebar, ms": _timed(lambda: sidebar.look(library, user), 5),
    }


def _views(library: Library, user: User) -> Iterator[tuple[str, View]]:
    seen = sidebar.look(library, user)
    yield "main, all", View()
    yield "main, unread", View(show=Show.UNREAD)
    yield "main, adaptive", View(show=Show.ADAPTIVE)
    yield "main, oldest", View(show=Show.UNREAD, is_ascending=True)
    yield "main, read", View(show=Show.READ)
    yield "main, published", View(order=Order.PUBLISHED)
    yield "main, unread published", View(order=Order.PUBLISHED, show=Show.UNREAD)
    yield "main, feed", View(order=Order.FEED, show=Show.UNREAD, is_ascending=True)
    yield "starred", View(Stream(Kind.STARRED))
    yield "history", View(Stream(Kind.HISTORY))
    yield "important", View(Stream(Kind.IMPORTANT), show=Show.UNREAD)
    yield "folder", View(Stream(Kind.FOLDER, seen.folders[3].id), show=Show.UNREAD)
    yield "feed", View(Stream(Kind.FEED, seen.subscriptions[7].feed.id))
    yield "label", View(Stream(Kind.LABEL, seen.labels[0].id))
    yield "labels", View(Stream(Kind.LABELS))
    deep = streams.page(library, user, View(limit=200)).next
    yield "main, later page", View(after=deep)


def _searches(library: Library, user: User) -> dict[str, float]:
    asked = {
        "rare word": RARE,
        "common word": COMMON,
        "two common words": f"{COMMON} intitle:{COMMON}",
        "phrase": f'"{COMMON} {COMMON}"',
        "common in unread": f"{COMMON} is:unread",
    }
    found = {
        f"{name}, ms": _timed(lambda text=text: streams.page(library, user, View(search=text)), 7)  # type: ignore[misc]
        for name, text in asked.items()
    }
    best = View(search=f"{COMMON} sort:relevance")
    return found | {"common word by relevance, ms": _timed(lambda: streams.page(library, user, best), 3)}


def _marks(library: Library, user: User) -> dict[str, float]:
    newest = sidebar.look(library, user).newest_id
    began = time.process_time()
    change = marking.mark_stream(library, user, View(newest_id=newest), "read", PAGE)
    marked = time.process_time()
    assert change is not None
    marking.undo(library, user, change.id)
    undone = time.process_time()
    per = 100_000 / change.count
    return {
        "mark 100,000 as read, ms": (marked - began) * 1000 * per,
        "undo that, ms": (undone - marked) * 1000 * per,
    }


def _sizes(library: Library) -> dict[str, float]:
    with library.database.read() as connection:
        index = connection.exec_driver_sql("SELECT sum(length(block)) FROM search_index_data").scalar_one()
        rows = connection.exec_driver_sql("SELECT sum(length(sz)) FROM search_index_docsize").scalar_one()
        text = connection.exec_driver_sql("SELECT sum(length(CAST(text AS blob))) FROM contents").scalar_one()
    return {"index / text": (index + rows) / text}


def _fan_out(library: Library) -> dict[str, float]:
    """One new entry of a feed that 100 readers follow."""
    now = datetime.now(UTC)
    with library.database.write() as connection:
        feed = feeds.add(connection, "https://shared.example/feed", now)
        for number in range(100):
            if users.by_name(connection, f"reader{number}") is None:
                reader = users.add(connection, f"reader{number}", "-", now)
                subscriptions.add(connection, reader.id, feed.id, now)
    writer = Writer(seed=int(time.time()))
    waiting = [_entry(writer, f"urn:{time.time_ns()}:{n}", now) for n in range(20)]
    for entry in waiting:  # words are stemmed once in a process's life
        fulltext.of_entry(0, entry)

    def one() -> None:
        with library.database.write() as connection:
            entries.keep(connection, feed.id, decide([waiting.pop()], {}), now)

    return {"one entry to 100 readers, ms": _timed(one)}


def _entry(writer: Writer, guid: str, at: datetime) -> CleanEntry:
    text = writer.text(WORDS)
    return CleanEntry(guid, f"https://paper.example/{guid}", writer.title(), f"<p>{text}</p>", text,
                      authors=("Jane Doe",), published_at=at, language="en")  # fmt: skip


def build(path: Path, size: int) -> None:
    """A library of one reader: 1,000 feeds in 40 folders, a third of the entries unread, 2 % starred."""
    database = connect(f"sqlite:///{path}")
    migrate(database)
    began = datetime.now(UTC) - timedelta(days=365)
    step = timedelta(days=365) / size
    with database.write() as connection:
        user, feed_ids = _reader(connection, began)
    writer = Writer()
    for start in range(0, size, BATCH):
        with database.write() as connection:
            _batch(
                connection,
                writer,
                user,
                feed_ids,
                range(start, min(start + BATCH, size)),
                (began, step, size),
            )
    with database.write() as connection:
        connection.exec_driver_sql("INSERT INTO search_index (search_index) VALUES ('optimize')")
    database.close()


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
    times: tuple[datetime, timedelta, int],
) -> None:
    began, step, _ = times
    rows, bodies, documents, held, marked = [], [], [], [], []
    for number in numbers:
        at = began + step * number
        entry = _entry(writer, f"urn:{number}", at - timedelta(minutes=number * 7919 % 600))
        if number % 20_011 == 5:
            entry = _entry_with(entry, RARE)
        entry_id, feed_id = microseconds(at), feed_ids[number * 7919 % FEEDS]
        rows.append({**entries.row_of(entry, at), "id": entry_id, "serial": number + 1, "feed_id": feed_id})
        bodies.append({"entry_id": entry_id, **entries.content_row(New(entry).entry)})
        documents.append(fulltext.of_entry(number + 1, entry))
        is_read = number % 3 != 0
        held.append({"user_id": user.id, "entry_id": entry_id, "feed_id": feed_id, "is_read": is_read,
                     "read_at": at if is_read else None, "is_starred": number % 50 == 0})  # fmt: skip
        if number % 100 == 0:
            marked.append(
                {
                    "user_id": user.id,
                    "label_id": number // 100 % 10 + 1,
                    "entry_id": entry_id,
                    "labelled_at": at,
                }
            )
    connection.execute(entry_table.insert(), rows)
    connection.execute(contents.insert(), bodies)
    fulltext.put(connection, documents)
    connection.execute(states.insert(), held)
    if marked:
        connection.execute(labelled.insert(), marked)
    last = {"last_entry_id": rows[-1]["id"], "last_serial": rows[-1]["serial"]}
    connection.execute(clock.update().values(**last))


def _entry_with(entry: CleanEntry, word: str) -> CleanEntry:
    return CleanEntry(entry.guid, entry.url, entry.title, entry.html, f"{entry.text} {word}", language="en",
                      published_at=entry.published_at)  # fmt: skip
