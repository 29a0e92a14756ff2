"""Work of a reader's that takes longer than a page may: watched, stopped, taken up again.

One at a time for each reader. All that is begun here keeps what it does portion by portion, so that stopping, a
crash or a second beginning costs nothing but time. What is under way lives as long as this process.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Any

from mainstem.feeds.errors import AlreadyExists, MainstemError

_LOG = logging.getLogger(__name__)
Progress = Callable[[int, int], None]  # done, and of how many in all (0: not known)
Work = Callable[[Progress], Any]


class Stopped(Exception):
    """The reader does not want it to go on."""


@dataclass(slots=True)
class Job:
    """Something under way or done. ``error`` is why it could not be done; ``is_stopped``: the reader said so."""

    name: str
    work: Work
    done: int = 0
    whole: int = 0
    is_over: bool = False
    is_stopped: bool = False
    result: Any = None
    error: MainstemError | None = None
    _stop: Event = field(default_factory=Event)
    _over: Event = field(default_factory=Event)

    def wait(self, seconds: float) -> bool:
        """Whether it is over within so many seconds."""
        return self._over.wait(seconds)

    def stop(self) -> None:
        """Let it end after the portion that is under way."""
        self._stop.set()

    def run(self) -> None:
        """Do the work to its end, whatever that is."""
        try:
            self.result = self.work(self._tell)
        except Stopped:
            self.is_stopped = True
        except MainstemError as error:
            self.error = error
        except Exception:
            _LOG.exception("%s failed", self.name)
            self.error = MainstemError(advice="The log of this installation says what.")
        self.is_over = True
        self._over.set()

    def _tell(self, done: int, whole: int) -> None:
        self.done, self.whole = done, whole
        if self._stop.is_set():
            raise Stopped


class Jobs:
    """The readers' jobs, by their ids."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[int, Job] = {}

    def of(self, user_id: int) -> Job | None:
        """What a reader began last, unless they put it away."""
        return self._known.get(user_id)

    def start(self, user_id: int, name: str, work: Work) -> Job:
        """Begin something. Raises AlreadyExists while something else is under way."""
        with self._lock:
            had = self._known.get(user_id)
            if had is not None and not had.is_over:
                raise AlreadyExists(
                    f"{had.name} is still under way.", advice="Wait until it is done, or stop it."
                )
            job = self._known[user_id] = Job(name, work)
        Thread(target=job.run, name="mainstem-job", daemon=True).start()
        return job

    def again(self, user_id: int) -> None:
        """Take up what was stopped or failed; what is there already stays."""
        had = self.of(user_id)
        if had is not None and had.is_over:
            self.start(user_id, had.name, had.work)

    def forget(self, user_id: int) -> None:
        """Put away what is over."""
        with self._lock:
            had = self._known.get(user_id)
            if had is not None and had.is_over:
                del self._known[user_id]
