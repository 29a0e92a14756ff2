"""The promises of Miniflux's and Nextcloud News's APIs: 1,000 subscriptions, 300,000 entries, 100,000 unread.

Each row is the median of answers that were worked out anew: something is written before each call, so that
nothing is remembered. Without the network, and in time of the processor: what the functions themselves cost.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import tempfile
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks import archive
from mainstem.apis.answers import Answer
from mainstem.apis.calls import Call
from mainstem.apis.miniflux import entrance as miniflux
from mainstem.apis.nextcloud_news import entrance as nextcloud
from mainstem.library import Library
from mainstem.storage import connect

_TIMES = 40
_NEWS = "/index.php/apps/news/api/v1-3"
_ROWS = (
    (miniflux.enter, "/v1/entries?order=id&direction=desc&limit=20", 3.0),
    (miniflux.enter, "/v1/entries?direction=desc&limit=20", 3.0),
    (miniflux.enter, "/v1/entries?status=unread&direction=desc&limit=20", 3.0),
    (miniflux.enter, "/v1/entries?status=unread&order=id&direction=desc&limit=20", 3.0),
    (miniflux.enter, "/v1/entries?starred=true&limit=20", 3.0),
    (miniflux.enter, "/v1/feeds/500/entries?direction=desc&limit=20", 3.0),
    (miniflux.enter, "/v1/entries/ids?status=unread&limit=1000", 3.0),
    (miniflux.enter, "/v1/feeds/counters", 5.0),
    (miniflux.enter, "/v1/categories?counts=true", 5.0),
    (miniflux.enter, "/v1/feeds", 30.0),
    (nextcloud.enter, f"{_NEWS}/items?type=3&batchSize=20", 3.0),
    (nextcloud.enter, f"{_NEWS}/items?type=3&getRead=false&batchSize=20", 3.0),
    (nextcloud.enter, f"{_NEWS}/items?type=0&id=500&batchSize=20", 3.0),
    (nextcloud.enter, f"{_NEWS}/feeds", 30.0),
)
Enter = Callable[[Library, Call], Answer]


def main() -> None:
    """Print every call beside its limit in milliseconds of one processor."""
    kept = os.environ.get("MAINSTEM_BENCHMARK_FOLDER")
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(kept or temporary) / "mainstem.db"
        secret = archive.fill(path)
        database = connect(f"sqlite:///{path}")
        library = Library(database, secret=b"b" * 32)
        print("| call | bytes | must ms | ms |\n|---|--:|--:|--:|")
        for enter, address, limit in _ROWS:
            size, milliseconds = _anew(path, lambda e=enter, a=address: _ask(library, secret, e, a))  # type: ignore[misc]
            print(f"| {address} | {size} | {limit:g} | {milliseconds:.2f} |", flush=True)
        database.close()


def _ask(library: Library, secret: str, enter: Enter, address: str) -> Answer:
    path, _, query = address.partition("?")
    key = b"Basic " + b64encode(f"{archive.NAME}:{secret}".encode())
    call = Call("GET", path, path.encode(), query.encode(), {b"authorization": key}, b"", "127.0.0.1")
    return enter(library, call)


def _anew(path: Path, ask: Callable[[], Answer]) -> tuple[int, float]:
    times = []
    answer = ask()
    with closing(sqlite3.connect(path)) as connection:
        for turn in range(_TIMES):
            connection.execute("UPDATE feeds SET etag = ? WHERE id = 1", (str(turn),))
            connection.commit()
            begin = time.thread_time()
            answer = ask()
            times.append((time.thread_time() - begin) * 1000)
    return len(answer.body), statistics.median(times)


if __name__ == "__main__":
    main()
