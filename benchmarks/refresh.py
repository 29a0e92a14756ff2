"""Cold and unchanged refresh of 1,000 feeds with 30 entries on 500 hosts, 100 ms away.

The peer is FreshRSS on such a machine (two cores): serial 157 s and 30 s of CPU cold, 107 s and 4.1 s unchanged;
ten at once from its page 44 s cold. The whole command is timed: start, polling, keeping, stop; the processor
time is that of all its processes, the reading ones included.
"""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.farm import farm

_PR_SET_CHILD_SUBREAPER = 36  # Linux
_COLD = (157.0, 30.0)
_UNCHANGED = (107.0, 4.1)


def main() -> None:
    """Print both runs beside the peer."""
    _adopt()
    print("| run | wall s | × FreshRSS | CPU s | × FreshRSS | peak MB |\n|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder, farm(feeds=1000, hosts=500, latency_ms=100) as running:
        environment = {**os.environ, "MAINSTEM_DATA": folder, "MAINSTEM_ALLOWED_ADDRESSES": "127.0.0.0/8"}
        environment.pop("MAINSTEM_DATABASE", None)
        _prepare(environment, running.get("/opml.xml"), Path(folder))
        _row("cold", environment, _COLD)
        _mainstem(environment, "refresh", "--once")
        _make_due(environment)
        _row("unchanged", environment, _UNCHANGED)
        stats = running.stats()
    print(f"\n{stats['ok_200']} full answers, {stats['not_modified_304']} times not modified.")


def _prepare(environment: dict[str, str], opml: bytes, folder: Path) -> None:
    (folder / "feeds.opml").write_bytes(opml)
    _mainstem(environment, "user", "add", "bench", "--password-stdin", given="a long enough one\n")
    _mainstem(environment, "import", str(folder / "feeds.opml"), "--user", "bench")


def _make_due(environment: dict[str, str]) -> None:
    """Let the clock of the schedule stand later, which the command cannot be told from outside."""
    code = (
        "from mainstem.app import open_database; from mainstem import config; from datetime import datetime, UTC\n"
        "from mainstem.storage import feeds\n"
        "db = open_database(config.load())\n"
        "with db.write() as c: feeds.make_due(c, range(1, 100000), datetime(2000, 1, 1, tzinfo=UTC))"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)


def _mainstem(environment: dict[str, str], *arguments: str, given: str = "") -> None:
    command = [sys.executable, "-m", "mainstem", *arguments]
    subprocess.run(command, env=environment, check=True, input=given, text=True, capture_output=True)


def _adopt() -> None:
    """Become the parent of whatever outlives its own: the server that forks the reading processes."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _reap() -> None:
    """Wait for what was adopted, so that its processor time counts."""
    until = time.monotonic() + 2
    while time.monotonic() < until:
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        time.sleep(0.05)


def _row(name: str, environment: dict[str, str], peer: tuple[float, float]) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    _mainstem(environment, "refresh", "--once")
    wall = time.perf_counter() - start
    _reap()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    peak = after.ru_maxrss / 1024
    print(f"| {name} | {wall:.1f} | {wall / peer[0]:.2f} | {cpu:.1f} | {cpu / peer[1]:.2f} | {peak:.0f} |")
