"""The library's promises: a page of any stream, all counts, marks and undo, searches, fan-out of an entry.

``python -m benchmarks library`` measures 30,000, 300,000 and 3,000,000 entries, and how each figure grows: from
the first size to the last, and over the last step, which is what is promised. Filling takes 10 minutes for each
million (and 4 GB): MAINSTEM_BENCHMARK_ENTRIES=30000,300000 chooses other sizes, MAINSTEM_BENCHMARK_FOLDER keeps
the databases for the next time. With MAINSTEM_BENCHMARK_POSTGRES=1 a PostgreSQL server of its own is measured.
Times are the thread's own (CPU) on SQLite, so that neighbours on the machine do not blur them; the clock's on
PostgreSQL, whose work is done elsewhere.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import shelves
from benchmarks.words import COMMON, RARE, Writer
from mainstem.accounts.user import User
from mainstem.feeds.changes import decide
from mainstem.library import Library, counting, marking, sidebar, streams
from mainstem.reading import Kind, Order, Show, Stream, View
from mainstem.storage import Database, connect, entries, feeds, fulltext, subscriptions, users
from mainstem.storage.migrations import migrate
from mainstem.storage.states import Actor

SIZES = os.environ.get("MAINSTEM_BENCHMARK_ENTRIES", "30000,300000,3000000")
IS_POSTGRES = bool(os.environ.get("MAINSTEM_BENCHMARK_POSTGRES"))
PAGE = Actor("page")
_clock = time.perf_counter if IS_POSTGRES else time.thread_time

# what is promised at 300,000 entries, and how much more it may be at ten times as many
LIMITS: dict[str, tuple[float, float]] = {
    "a page of 20 (worst stream), ms": (5, 1.3),
    "counts of all streams, ms": (5, 1.3),
    "mark 100,000 as read, ms": (1000, 1.3),
    "undo that, ms": (1000, 1.3),
    "rare word, ms": (10, 2),
    "common word, ms": (25, 2),
    "index / text": (0.6, 1.3),
    "one entry to 100 readers, ms": (3, 1.3),
}


def main() -> None:
    """Print every measure beside its limit, and how it grows."""
    sizes = sorted(int(size) for size in SIZES.split(",") if size.strip())
    with ExitStack() as stack:
        places = stack.enter_context(_servers() if IS_POSTGRES else _files())
        measured = {size: _measure(places(size)) for size in sizes}
    columns = "  ".join(f"{size:>10,}" for size in sizes)
    print(f"{'':42}{columns}     whole  last step   limit  (growth)")
    for name in measured[sizes[0]]:
        values = [max(measured[size][name], 0.001) for size in sizes]
        row = "  ".join(f"{value:10.2f}" for value in values)
        whole, step = values[-1] / values[0], values[-1] / values[max(len(values) - 2, 0)]
        limit, growth = LIMITS.get(name, ("", ""))
        print(
            f"{name:42}{row}   × {whole:5.2f}   × {step:6.2f}   {limit!s:>5}  {f'× {growth}' if growth else ''}"
        )


@contextmanager
def _files() -> Iterator[Callable[[int], str]]:
    """SQLite files by size, gone at the end unless their folder is named."""
    named = os.environ.get("MAINSTEM_BENCHMARK_FOLDER")
    with tempfile.TemporaryDirectory(prefix="mainstem-benchmark-") as temporary:
        folder = Path(named or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        yield lambda size: _file(folder, size)


def _file(folder: Path, size: int) -> str:
    path = folder / f"library-{size}.db"
    if not path.exists():
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        _fill(f"sqlite:///{part}", size)
        part.rename(path)
    return f"sqlite:///{path}"


@contextmanager
def _servers() -> Iterator[Callable[[int], str]]:
    """Databases of a PostgreSQL server on loopback, which is gone at the end."""
    from tests.databases import cluster, create

    with cluster() as address:

        def place(size: int) -> str:
            create(address, f"library_{size}")
            _fill(f"{address}/library_{size}", size)
            return f"{address}/library_{size}"

        yield place


def _fill(url: str, size: int) -> None:
    began = time.perf_counter()
    database = connect(url)
    shelves.fill(database, size)
    database.close()
    print(f"filled with {size:,} entries in {time.perf_counter() - began:.0f} s", flush=True)


def _measure(url: str) -> dict[str, float]:
    library = Library(connect(url), secret=b"b" * 32)
    migrate(library.database)
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
        began = _clock()
        work()
        runs.append((_clock() - began) * 1000)
    return statistics.median(runs)


def _pages(library: Library, user: User) -> dict[str, float]:
    found: dict[str, float] = {}
    by_arrival, otherwise = [], []
    for name, view in _views(library, user):
        taken = _timed(lambda view=view: streams.page(library, user, view))  # type: ignore[misc]
        found[f"page: {name}, ms"] = taken
        (by_arrival if view.order is Order.ARRIVAL else otherwise).append(taken)
    counts = _timed(lambda: counting.every(library, user))
    return found | {
        "a page of 20 (worst stream), ms": max(by_arrival),
        "a page in another order (worst), ms": max(otherwise),
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
    yield "main, title", View(order=Order.TITLE, is_ascending=True)
    yield "main, unread length", View(order=Order.LENGTH, show=Show.UNREAD)
    yield "main, random", View(order=Order.RANDOM)
    yield "main, changed", View(order=Order.CHANGED)
    yield "all, unread or starred", View(Stream(Kind.ALL), show=Show.UNREAD_STARRED)
    yield "starred, random", View(Stream(Kind.STARRED), order=Order.RANDOM, seed=3)
    yield "folder, title", View(Stream(Kind.FOLDER, seen.folders[3].id), order=Order.TITLE)
    yield "feed, length", View(Stream(Kind.FEED, seen.subscriptions[7].feed.id), order=Order.LENGTH)
    yield "hidden", View(Stream(Kind.HIDDEN))
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
    for word, order in ((COMMON, "relevance"), (RARE, "relevance"), (COMMON, "title"), (COMMON, "random")):
        view = View(search=f"{word} sort:{order}")
        name = "common" if word is COMMON else "rare"
        found[f"{name} word by {order}, ms"] = _timed(lambda view=view: streams.page(library, user, view), 3)  # type: ignore[misc]
    return found


def _marks(library: Library, user: User) -> dict[str, float]:
    newest = sidebar.look(library, user).newest_id
    with _reading(library, user) as waited:
        began = _clock()
        change = marking.mark_stream(library, user, View(newest_id=newest), "read", PAGE)
        marked = _clock()
    assert change is not None
    began_again = _clock()
    marking.undo(library, user, change.id)
    undone = _clock()
    per = 100_000 / change.count
    return {
        "mark 100,000 as read, ms": (marked - began) * 1000 * per,
        "undo that, ms": (undone - began_again) * 1000 * per,
        "longest page meanwhile (clock), ms": max(waited, default=0.0),
    }


@contextmanager
def _reading(library: Library, user: User) -> Iterator[list[float]]:
    """Somebody who opens one page after the other, and how long each took by the clock."""
    waited: list[float] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.wait(0.02):
            began = time.perf_counter()
            streams.page(library, user, View())
            waited.append((time.perf_counter() - began) * 1000)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        yield waited
    finally:
        is_over.set()
        reader.join()


def _sizes(library: Library) -> dict[str, float]:
    if IS_POSTGRES:
        index = _number(library.database, "SELECT pg_total_relation_size('search_index')")
        text = _number(library.database, "SELECT sum(octet_length(text)) FROM contents")
    else:
        index = _number(library.database, "SELECT sum(length(block)) FROM search_index_data")
        index += _number(library.database, "SELECT sum(length(sz)) FROM search_index_docsize")
        text = _number(library.database, "SELECT sum(length(CAST(text AS blob))) FROM contents")
    return {"index / text": index / text}


def _number(database: Database, statement: str) -> float:
    with database.read() as connection:
        return float(connection.exec_driver_sql(statement).scalar_one())


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
    waiting = [shelves.entry(writer, f"urn:{time.time_ns()}:{n}", now) for n in range(20)]
    for one in waiting:  # words are stemmed once in a process's life
        fulltext.of_entry(0, one)

    def keep() -> None:
        with library.database.write() as connection:
            entries.keep(connection, feed.id, decide([waiting.pop()], {}), now)

    return {"one entry to 100 readers, ms": _timed(keep)}
