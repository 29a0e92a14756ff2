"""How the polling does: feeds in trouble by cause, quiet ones, hosts under a gate, and our own manners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from mainstem.feeds import etiquette, polling
from mainstem.feeds.etiquette import Etiquette
from mainstem.feeds.feed import Feed
from mainstem.feeds.gate import Budget
from mainstem.library.context import Library
from mainstem.storage import feeds, hosts, polls, repairs
from mainstem.storage.repairs import Proposal

_QUIET_GAPS = 5  # silent for so many of its usual gaps
_QUIET_AT_LEAST = timedelta(days=14)
_LOOKED_BACK = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A feed that used to publish: its usual gap, and since when nothing came."""

    feed: Feed
    usual_gap: timedelta
    silent_since: datetime


@dataclass(frozen=True, slots=True)
class Health:
    """``troubled`` groups feeds by the cause of their trouble, the most frequent first; ``outcomes`` counts a day's
    polls; ``proposals`` say where failing feeds may be
    found now; ``late`` is how long the feed that waits longest has been due."""

    troubled: Mapping[str, tuple[Feed, ...]]
    gone: tuple[Feed, ...]
    quiet: tuple[Quiet, ...]
    proposals: tuple[Proposal, ...]
    held_hosts: Mapping[str, Budget]
    outcomes: Mapping[str, int]
    etiquette: Etiquette
    feeds: int
    due: int
    late: timedelta


def look(library: Library) -> Health:
    """The health of all feeds at this moment."""
    now = library.now()
    with library.database.read() as connection:
        known = feeds.every(connection)
        memories = feeds.memories(connection)
        held = hosts.held(connection, now)
        proposals = tuple(repairs.every(connection))
        recent = sorted(polls.since(connection, now - _LOOKED_BACK), key=lambda one: one.feed_id)
        outcomes = polls.counts(connection, now - _LOOKED_BACK)
    due = [one.due_at for one in known if one.due_at is not None and one.due_at <= now and not one.is_gone]
    return Health(
        troubled=_by_cause([one for one in known if one.faults and not one.is_gone]),
        gone=tuple(one for one in known if one.is_gone),
        quiet=_quiet(known, {key: polling.from_json(value) for key, value in memories.items()}, now),
        proposals=proposals,
        held_hosts=held,
        outcomes=outcomes,
        etiquette=etiquette.total(list(rows) for _, rows in groupby(recent, key=lambda one: one.feed_id)),
        feeds=len(known),
        due=len(due),
        late=now - min(due) if due else timedelta(),
    )


def _by_cause(troubled: list[Feed]) -> dict[str, tuple[Feed, ...]]:
    found: dict[str, list[Feed]] = {}
    for feed in troubled:
        found.setdefault(feed.fault.removeprefix(f"{feed.feed_url}: "), []).append(feed)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {cause: tuple(some) for cause, some in ordered}


def _quiet(known: list[Feed], memories: dict[int, polling.Polling], now: datetime) -> tuple[Quiet, ...]:
    found = []
    for feed in known:
        rhythm = memories[feed.id].rhythm if feed.id in memories else None
        if rhythm is None or rhythm.gap is None or rhythm.newest_at is None or feed.is_gone or feed.faults:
            continue
        if now - rhythm.newest_at > max(_QUIET_GAPS * rhythm.gap, _QUIET_AT_LEAST):
            found.append(Quiet(feed, rhythm.gap, rhythm.newest_at))
    return tuple(sorted(found, key=lambda one: one.silent_since))
