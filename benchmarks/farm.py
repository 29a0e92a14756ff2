"""A farm of feeds on loopback, from the laboratory beside the project (or MAINSTEM_FARM, a path)."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PROGRAM = Path(os.environ.get("MAINSTEM_FARM", "../shared/lab/feedfarm.py"))


@dataclass(frozen=True, slots=True)
class Farm:
    """A running farm."""

    url: str

    def get(self, path: str) -> bytes:
        """What the farm answers at a path."""
        with urllib.request.urlopen(f"{self.url}{path}") as answer:
            return bytes(answer.read())

    def stats(self, *, reset: bool = False) -> dict[str, int]:
        """Its counters of requests."""
        counters: dict[str, int] = json.loads(self.get("/stats?reset=1" if reset else "/stats"))
        return counters


@contextmanager
def farm(feeds: int, hosts: int, latency_ms: int = 0, items: int = 30) -> Iterator[Farm]:
    """Start a farm, and stop it when the block ends."""
    if not _PROGRAM.exists():
        sys.exit(f"{_PROGRAM} is not there; set MAINSTEM_FARM to a farm of feeds.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, str(_PROGRAM), f"--feeds={feeds}", f"--hosts={hosts}", f"--items={items}"]
    command += [f"--latency-ms={latency_ms}", f"--port={port}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    running = Farm(f"http://127.0.0.1:{port}")
    try:
        _wait(running)
        yield running
    finally:
        process.terminate()
        process.wait()


def _wait(running: Farm) -> None:
    for _ in range(1200):
        try:
            running.get("/stats?reset=1")
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The farm of feeds did not start.")
