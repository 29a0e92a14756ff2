"""One poll as it is remembered for a month: when, why then, what was sent, what came, what is next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Came(StrEnum):
    """What came of a poll."""

    NEW = "new"  # entries that were not there before
    CHANGED = "changed"  # entries with other words
    SAME = "same"  # a document without anything new
    NOT_MODIFIED = "not_modified"  # 304
    NO_FEED = "no_feed"  # an answer that cannot be read
    FAILED = "failed"
    LIMITED = "limited"  # the host asks for fewer requests
    GONE = "gone"  # 410
    OURS = "ours"  # our own network or disk


TROUBLE = frozenset((Came.NO_FEED, Came.FAILED, Came.GONE))


@dataclass(frozen=True, slots=True)
class Poll:
    """``cause`` says why it was made then (a ``schedule.Cause``, or hand, push, first); ``sent`` holds the
    validators as sent, ``got`` those that came; ``words`` the trouble; ``why`` what decides the
    next poll, as a sentence."""

    feed_id: int
    polled_at: datetime
    cause: str
    outcome: Came
    status: int = 0
    bytes: int = 0
    milliseconds: int = 0
    new_count: int = 0
    changed_count: int = 0
    final_url: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    got: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    due_at: datetime | None = None
    decided_by: str = ""
    why: str = ""
