"""The sync APIs' promises: 1,000 subscriptions, 300,000 entries, 100,000 unread, through the whole server.

Each row is the median of one connection, of answers that were worked out anew (something is written before
each call, so that nothing is remembered) and of answers while nothing changes; then the calls a second at eight
connections. The peer is FreshRSS on such a machine. MAINSTEM_BENCHMARK_FOLDER keeps the archive.
"""

from __future__ import annotations

import http.client
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import archive

_API, _STATE = "/reader/api/0", "user/-/state/com.google"
_UNREAD = f"&xt={_STATE}/read"
_TIMES, _SECONDS, _CONNECTIONS = 60, 3.0, 8


@dataclass(frozen=True, slots=True)
class Row:
    """A call: its limit and FreshRSS's median in milliseconds, FreshRSS's median at eight connections."""

    name: str
    path: str
    limit: float
    peer: float = 0.0
    peer_of_eight: float = 0.0
    body: str = ""


def main() -> None:
    """Print every call beside its limit and its peer."""
    kept = os.environ.get("MAINSTEM_BENCHMARK_FOLDER")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(kept or temporary)
        secret = archive.fill(folder / "mainstem.db")
        with _served(folder) as port:
            _measure(folder, Client(port, secret))


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    environment = {**os.environ, "MAINSTEM_DATA": str(folder), "MAINSTEM_PORT": str(port)}
    environment.pop("MAINSTEM_DATABASE", None)
    server = subprocess.Popen(
        [sys.executable, "-m", "mainstem", "web"], env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server did not start.")


class Client:
    """Connections that are kept open, and the token of a sign-in."""

    def __init__(self, port: int, secret: str) -> None:
        self.port = port
        self.headers: dict[str, str] = {"Content-Type": "application/x-www-form-urlencoded"}
        self.local = threading.local()
        form = urlencode({"Email": archive.NAME, "Passwd": secret})
        answer = self.ask("/accounts/ClientLogin", form).decode()
        token = answer.split("Auth=")[1].strip()
        self.headers["Authorization"] = f"GoogleLogin auth={token}"

    def ask(self, path: str, body: str = "") -> bytes:
        """An answer's body; anything but 200 ends the run."""
        if not hasattr(self.local, "connection"):
            self.local.connection = http.client.HTTPConnection("127.0.0.1", self.port)
            self.local.connection.connect()
            self.local.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection: http.client.HTTPConnection = self.local.connection
        connection.request("POST" if body else "GET", path, body.encode() or None, self.headers)
        answer = connection.getresponse()
        came = answer.read()
        if answer.status != 200:
            sys.exit(f"{path} answered {answer.status}: {came[:200]!r}")
        return came


def _rows(client: Client) -> list[Row]:
    import json

    path = f"{_API}/stream/items/ids?s={_STATE}/reading-list&n=1000"
    ids = [one["id"] for one in json.loads(client.ask(path))["itemRefs"]]
    contents = f"{_API}/stream/contents/{_STATE}/reading-list?n=20"
    some = "&".join(f"i={one}" for one in ids[:20])
    return [
        Row("contents n=20", contents, 3, 6.1, 28),
        Row("contents n=20, unread", contents + _UNREAD, 3, 318, 1379),
        Row("contents of a feed n=20", f"{_API}/stream/contents/feed/500?n=20", 3, 7.9, 36),
        Row("ids n=1000", path, 2, 3.2, 15),
        Row("ids n=1000, unread", path + _UNREAD, 3, 382, 1625),
        Row("items/contents of 20", f"{_API}/stream/items/contents", 3, 5.9, 27, some),
        Row("unread-count", f"{_API}/unread-count", 5, 521, 2202),
        Row("subscription/list", f"{_API}/subscription/list", 3, 6.6, 29),
    ]


def _measure(folder: Path, client: Client) -> None:
    print("| call | must ms | FreshRSS ms | anew ms | unchanged ms | × | 8 connections, calls/s | × |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    rows = _rows(client)
    for row in rows:
        anew, unchanged = _anew(folder, client, row), _median(client, row)
        rate = _rate(client, row)
        of_eight = rate * row.peer_of_eight / 1000 / _CONNECTIONS
        print(
            f"| {row.name} | {row.limit:g} | {row.peer:g} | {anew:.2f} | {unchanged:.2f} |"
            f" {row.peer / unchanged:.0f} | {rate:.0f} | {of_eight:.0f} |",
            flush=True,
        )
    _marks(client)


def _anew(folder: Path, client: Client, row: Row) -> float:
    """With a write before each call, as a poll makes: nothing that was worked out holds any more."""
    times = []
    with closing(sqlite3.connect(folder / "mainstem.db")) as connection:
        for turn in range(_TIMES):
            connection.execute("UPDATE feeds SET etag = ? WHERE id = 1", (str(turn),))
            connection.commit()
            times.append(_once(client, row))
    return statistics.median(times)


def _median(client: Client, row: Row) -> float:
    return statistics.median(_once(client, row) for _ in range(_TIMES))


def _once(client: Client, row: Row) -> float:
    begin = time.perf_counter()
    client.ask(row.path, row.body)
    return (time.perf_counter() - begin) * 1000


def _rate(client: Client, row: Row) -> float:
    """Calls a second; this program's own threads are the limit long before a server of several processes."""
    deadline = time.perf_counter() + _SECONDS
    done = [0] * _CONNECTIONS

    def work(place: int) -> None:
        while time.perf_counter() < deadline:
            client.ask(row.path, row.body)
            done[place] += 1

    threads = [threading.Thread(target=work, args=(place,)) for place in range(_CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / _SECONDS


def _marks(client: Client) -> None:
    """250 ids to read and back, and again."""
    import json

    page = client.ask(f"{_API}/stream/items/ids?s={_STATE}/reading-list&n=250{_UNREAD}")
    form = "&".join(
        f"i=tag:google.com,2005:reader/item/{int(one['id']):016x}" for one in json.loads(page)["itemRefs"]
    )
    times = []
    for turn in range(20):
        side = "ar"[turn % 2]
        times.append(_once(client, Row("", f"{_API}/edit-tag", 10, body=f"{side}={_STATE}/read&{form}")))
    print(f"| edit-tag of 250 | 10 | – | {statistics.median(times):.2f} | – | – | – | – |")
