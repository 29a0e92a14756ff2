"""Answers to reading calls are kept while the database does not change: apps ask the same again and again."""

from __future__ import annotations

from collections.abc import Callable

from mainstem.apis.answers import Answer
from mainstem.apis.calls import Call
from mainstem.library import Library

_LARGEST = 4_000_000
# what else than the database an answer may depend on: the network, the time
_FRESH = (b"fetch-content", b"search=", b"/refresh", b"feeds/update")


def answer(library: Library, api: str, user_id: int, call: Call, make: Callable[[], Answer]) -> Answer:
    """The kept answer of an API to a reader's call, or the one that ``make`` makes now."""
    asked = call.raw_path + b"?" + call.query
    if call.method != "GET" or any(part in asked for part in _FRESH):
        return make()
    key = (api, user_id, call.base_url, asked)
    version = library.database.version()
    kept: Answer | None = library.answers.get(key, version)
    if kept is None:
        kept = make()
        if kept.status == 200 and len(kept.body) <= _LARGEST:
            library.answers.put(key, version, kept, len(kept.body) + 500)
    return kept
