"""What one would get: the newest entries of feeds that are not followed yet."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime

from mainstem import parsing
from mainstem.feeds.errors import MainstemError
from mainstem.feeds.parsed import Candidate
from mainstem.fetching import Fetched, Request
from mainstem.library.context import Library

MOST = 6  # candidates that are looked into
_TITLES = 3


@dataclass(frozen=True, slots=True)
class Preview:
    """A candidate with the titles of its newest entries; ``trouble`` says why there are none."""

    candidate: Candidate
    titles: tuple[str, ...] = ()
    count: int = 0
    newest_at: datetime | None = None
    trouble: str = ""


def preview(library: Library, candidates: Sequence[Candidate]) -> list[Preview]:
    """The candidates in their order; the first of them are asked for their entries, all at once."""
    if not candidates:
        return []
    asked = candidates[:MOST]
    with ThreadPoolExecutor(max_workers=len(asked), thread_name_prefix="preview") as threads:
        found = list(threads.map(lambda one: _one(library, one), asked))
    return found + [Preview(one) for one in candidates[MOST:]]


def _one(library: Library, candidate: Candidate) -> Preview:
    try:
        answer = library.fetch(Request(candidate.feed_url, subscribers=0))
        if not isinstance(answer, Fetched):
            return Preview(candidate)
        feed = parsing.parse(answer.body, answer.final_url, answer.headers)
    except MainstemError as error:
        return Preview(candidate, trouble=str(error))
    shown = replace(candidate, preview=parsing.preview(feed))
    titles = tuple(one.title for one in shown.preview[:_TITLES])
    dates = [one.published_at for one in feed.entries if one.published_at]
    return Preview(shown, titles, len(feed.entries), max(dates, default=None))
