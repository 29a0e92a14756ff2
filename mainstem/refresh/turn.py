"""A feed's turn to be asked, as a claim hands it out and a poll gives it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mainstem.feeds import polling
from mainstem.feeds.errors import FetchFailed, NotAFeed
from mainstem.feeds.feed import DueFeed
from mainstem.feeds.gate import Budget
from mainstem.feeds.hosts import HostKey, key
from mainstem.feeds.polling import Polling
from mainstem.fetching import Fetched, NotModified, Request, stored
from mainstem.storage import hosts

Answer = Fetched | NotModified | FetchFailed


@dataclass(frozen=True, slots=True)
class Turn:
    """``cause`` says why now (a ``schedule.Cause``, or hand, push, first); ``begins_at`` is when the host's
    gate lets the request through; ``interval`` and ``all_ask`` are the readers' own wishes;
    until ``pushed_until`` a hub tells us of news."""

    due: DueFeed
    memory: Polling
    host: HostKey
    budget: Budget
    begins_at: datetime | None = None
    cause: str = "first"
    interval: timedelta | None = None
    all_ask: bool = False
    pushed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a poll. ``trouble`` is the error, or None; ``new_ids`` the entries that arrived."""

    feed_id: int
    new_ids: tuple[int, ...] = ()
    changed: int = 0
    is_unchanged: bool = False
    trouble: FetchFailed | NotAFeed | None = None


def of(due: DueFeed, cause: str = "") -> Turn:
    """The turn of a feed that did not wait for one, with a host of which nothing is asked."""
    memory = polling.from_json(due.polling)
    host = key(due.feed_url)
    return Turn(due, memory, host, hosts.beginning(host), cause=cause or memory.decided_by or "first")


def request(turn: Turn, now: datetime) -> Request:
    """What to ask: with the validators byte for byte, unless "not modified" was all we heard for too long."""
    due, memory = turn.due, turn.memory
    asked = Request(
        due.feed_url,
        due.etag if memory.sends != "modified" else "",
        due.last_modified if memory.sends != "etag" else "",
        due.subscribers,
        stored.read(due.options),
        validators_url=memory.validators_url,
    )
    if not (asked.etag or asked.last_modified):  # the one kind that the server gives is not the one tried
        asked = replace(asked, etag=due.etag, last_modified=due.last_modified)
    return replace(asked, etag="", last_modified="") if polling.wants_whole(memory, now) else asked
