"""What belongs to an episode besides its sound: its chapters, and what is said in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.feeds.parsed import Chapter
from mainstem.fetching import Fetched, Request
from mainstem.library import streams
from mainstem.library.context import Library
from mainstem.parsing import transcripts
from mainstem.parsing.transcripts import Said

__all__ = ["Chapter", "Said", "chapters", "told_chapters", "transcript"]


def told_chapters(episode: Mapping[str, Any]) -> tuple[Chapter, ...]:
    """The chapters that stand in the feed itself."""
    return tuple(Chapter(**one) for one in episode.get("chapters", ()))


def chapters(library: Library, user: User, entry_id: int) -> tuple[Chapter, ...]:
    """The chapters of an entry, from the feed or from the file that it names. Raises NotFound, FetchFailed,
    BadInput."""
    episode = _episode(library, user, entry_id)
    if told := told_chapters(episode):
        return told
    url = episode.get("chapters_url", "")
    if not url:
        raise NotFound("This entry has no chapters.")
    return transcripts.chapters(_fetched(library, url))


def transcript(library: Library, user: User, entry_id: int) -> tuple[Said, ...]:
    """What is said in an entry's sound, as its publisher wrote it down. Raises NotFound, FetchFailed,
    BadInput."""
    episode = _episode(library, user, entry_id)
    url = episode.get("transcript_url", "")
    if not url:
        raise NotFound("This entry has no transcript.")
    return transcripts.transcript(_fetched(library, url), episode.get("transcript_type", ""))


def _episode(library: Library, user: User, entry_id: int) -> Mapping[str, Any]:
    content = streams.entry(library, user, entry_id).content
    found = content.extras.get("episode") if content else None
    return found if isinstance(found, Mapping) else {}


def _fetched(library: Library, url: str) -> bytes:
    answer = library.fetch(Request(url, subscribers=0))
    return answer.body if isinstance(answer, Fetched) else b""
