"""Answers are kept while the database does not change: apps ask the same again and again.

What is compared is the whole request, with every header: whoever sends the same bytes at the same state of the
database is the same app, and gets the same answer, at once and without a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from time import monotonic

from starlette.types import Scope

from mainstem.apis.answers import Answer
from mainstem.apis.calls import Call
from mainstem.feeds.errors import StorageTrouble
from mainstem.library import Library

_LARGEST = 4_000_000
_LARGEST_ASKED = 20_000  # of a body that asks for entries by their ids
_SECONDS = 240.0  # less than the time after which an app's last use is noted again
# what else than the database an answer may depend on: the network, the time
_FRESH = (b"fetch-content", b"search=", b"/refresh", b"feeds/update")


def answer(call: Call, make: Callable[[], Answer]) -> Answer:
    """The answer that ``make`` makes, which holds where it depends on nothing but the database."""
    made = make()
    asked = call.raw_path + b"?" + call.query
    if call.method != "GET" or made.status != 200 or any(part in asked for part in _FRESH):
        return made
    return replace(made, holds=_SECONDS)


@dataclass(frozen=True, slots=True)
class Remembered:
    """The answers of a library's doors that hold. ``clock`` counts seconds."""

    library: Library
    clock: Callable[[], float] = monotonic

    @property
    def is_quick(self) -> bool:
        """Whether looking takes microseconds: a file tells its version without asking another process."""
        return self.library.database.is_sqlite

    def key(self, scope: Scope, body: bytes) -> Hashable | None:
        """What makes two requests the same; None: not to be remembered."""
        if len(body) > _LARGEST_ASKED:
            return None
        path = scope.get("raw_path") or scope["path"]
        headers = tuple(scope["headers"])
        return scope["scheme"], scope["method"], path, scope["query_string"], headers, body

    def version(self) -> Hashable:
        """The state of the database now; None: it cannot be told."""
        try:
            return self.library.database.version()
        except StorageTrouble:
            return None

    def find(self, key: Hashable | None, version: Hashable) -> Answer | None:
        """The answer that was kept at this version and still holds."""
        had: tuple[Answer, float] | None = self.library.answers.get(key, version)
        return had[0] if had is not None and self.clock() < had[1] else None

    def keep(self, key: Hashable | None, version: Hashable, made: Answer) -> None:
        """Keep an answer that was worked out after ``version`` was read, if it holds."""
        if key is not None and made.holds and len(made.body) <= _LARGEST:
            value = (made, self.clock() + made.holds)
            self.library.answers.put(key, version, value, len(made.body) + _LARGEST_ASKED // 10)
