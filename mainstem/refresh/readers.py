"""Processes that read documents, so that the loop never waits, and a document that takes too long is given up on.

Each process is fed by a thread of its own and killed when it exceeds its time; the next document gets a new
one. Memory is bounded by the operating system where it can be.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import local
from typing import Any

from mainstem.feeds.errors import NotAFeed
from mainstem.feeds.feed import DueFeed
from mainstem.fetching import Fetched
from mainstem.refresh import way
from mainstem.refresh.reading import Reading
from mainstem.refresh.turn import Answer
from mainstem.storage import Database

_START_SECONDS = 30.0
_MEMORY_BYTES = 2_000_000_000
_PATIENCE = 4  # times the processor's time, where other programs keep it busy

# body, address, headers, guid policy, traces, recipe
_Task = tuple[bytes, str, dict[str, str], str, bytes, Mapping[str, str] | None]


class Readers:
    """``count`` processes, started when first needed; 0 reads in threads of this process. ``seconds`` of a
    processor is what one document may take."""

    def __init__(self, count: int, seconds: float = 30.0) -> None:
        self._seconds = seconds
        self._count = count
        self._threads = ThreadPoolExecutor(max(count, 1), thread_name_prefix="reader")
        self._mine = local()
        self._started: list[_Reader] = []

    async def understand(
        self, due: DueFeed, answer: Answer, database: Database | None = None
    ) -> Reading | NotAFeed | None:
        """The document, or why it is none; None where nothing new came to be read."""
        if not isinstance(answer, Fetched):
            return None
        read = self._read if self._count else way.here
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, way.understand, due, answer, read, database)

    def close(self) -> None:
        """End the processes."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        for reader in self._started:
            reader.stop()

    def _read(self, answer: Fetched, due: DueFeed, known: bytes) -> Reading | NotAFeed:
        """Have a document read by this thread's process."""
        task = answer.body, answer.final_url, dict(answer.headers), due.guid_policy, known, due.recipe
        reader = self._given(task)
        try:
            return reader.taken(self._seconds)
        except TimeoutError:  # an OSError too, so it comes first
            trouble = f"a document that takes longer than {self._seconds:.0f} seconds to read"
        except (EOFError, OSError):
            trouble = "a document on which the reading process died"
        self._drop(reader)
        return NotAFeed(saw=trouble)

    def _given(self, task: _Task) -> _Reader:
        """This thread's process with the task in hand; a new one where it has died meanwhile."""
        reader: _Reader | None = getattr(self._mine, "reader", None)
        if reader is not None:
            try:
                reader.give(task)
            except OSError:
                self._drop(reader)
            else:
                return reader
        reader = self._mine.reader = _Reader()
        self._started.append(reader)
        reader.give(task)
        return reader

    def _drop(self, reader: _Reader) -> None:
        reader.stop()
        self._started.remove(reader)
        self._mine.reader = None


class _Reader:
    """One process and the pipe to it."""

    def __init__(self) -> None:
        context: Any = get_context("forkserver" if sys.platform != "win32" else "spawn")
        if sys.platform != "win32":
            context.set_forkserver_preload(["mainstem.refresh.reading"])
        self._pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_serve, args=(theirs,), daemon=True, name="mainstem-reader"
        )
        self.process.start()
        theirs.close()
        if not self._pipe.poll(_START_SECONDS):
            raise OSError("The reading process did not start.")
        self._pipe.recv()
        self._begun_at = 0.0

    def give(self, task: _Task) -> None:
        self._begun_at = self._worked()
        self._pipe.send(task)

    def taken(self, seconds: float) -> Reading | NotAFeed:
        for _ in range(_PATIENCE):
            if self._pipe.poll(seconds):
                came: Reading | NotAFeed = self._pipe.recv()
                return came
            if self._worked() - self._begun_at >= seconds:
                break
        raise TimeoutError

    def _worked(self) -> float:
        """Seconds of the processor that this process has used; nothing where the system does not tell."""
        try:
            told = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self._pipe.close()
        self.process.kill()
        self.process.join()


def _serve(pipe: Connection) -> None:
    """The life of a reading process: read what comes, until nobody asks any more."""
    from mainstem.refresh import reading

    _bound_memory()
    pipe.send("ready")
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            pipe.send(reading.read(*task))
        except NotAFeed as trouble:
            pipe.send(NotAFeed(trouble.message, saw=trouble.saw, about=trouble.about))
        except MemoryError:
            os._exit(1)
        except Exception as oddity:
            pipe.send(NotAFeed(f"Mainstem stumbled over this document ({type(oddity).__name__}: {oddity})."))


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = _MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(_MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
