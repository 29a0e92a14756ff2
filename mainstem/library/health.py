"""How the polling does: feeds in trouble by cause, quiet ones, hosts under a gate, and our own manners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from mainstem.feeds import advice, etiquette, polling
from mainstem.feeds.advice import Fault
from mainstem.feeds.etiquette import Etiquette
from mainstem.feeds.feed import Feed
from mainstem.feeds.gate import Budget
from mainstem.feeds.poll import Came, Poll
from mainstem.library.context import Library
from mainstem.storage import feeds, hosts, polls, repairs
from mainstem.storage.repairs import Proposal

_QUIET_GAPS = 5  # silent for so many of its usual gaps
_QUIET_AT_LEAST = timedelta(days=14)
_LOOKED_BACK = timedelta(days=1)
_LOOKED_AT = 20_000  # polls by which manners are judged, ours and the publishers'
_MOST_CARELESS = 50


@dataclass(frozen=True, slots=True)
class Quiet:
    """A feed that used to publish: its usual gap, and since when nothing came."""

    feed: Feed
    usual_gap: timedelta
    silent_since: datetime


@dataclass(frozen=True, slots=True)
class Careless:
    """What a publisher does wrong, what it costs (bytes of bodies that brought nothing), and a note to send."""

    feed: Feed
    faults: tuple[Fault, ...]
    wasted_bytes: int
    note: str


@dataclass(frozen=True, slots=True)
class Health:
    """``troubled`` groups feeds by the cause of their trouble, the most frequent first; ``outcomes`` counts a day's
    polls; ``proposals`` say where failing feeds may be
    found now; ``late`` is how long the feed that waits longest has been due; ``careless`` are publishers who
    could do better, the costliest first."""

    troubled: Mapping[str, tuple[Feed, ...]]
    gone: tuple[Feed, ...]
    quiet: tuple[Quiet, ...]
    proposals: tuple[Proposal, ...]
    held_hosts: Mapping[str, Budget]
    outcomes: Mapping[str, int]
    etiquette: Etiquette
    careless: tuple[Careless, ...]
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
        recent = polls.newest(connection, _LOOKED_AT)
        outcomes = polls.counts(connection, now - _LOOKED_BACK)
    by_feed = {key: list(rows) for key, rows in groupby(recent, key=lambda one: one.feed_id)}
    due = [one.due_at for one in known if one.due_at is not None and one.due_at <= now and not one.is_gone]
    return Health(
        troubled=_by_cause([one for one in known if one.faults and not one.is_gone]),
        gone=tuple(one for one in known if one.is_gone),
        quiet=_quiet(known, {key: polling.from_json(value) for key, value in memories.items()}, now),
        proposals=proposals,
        held_hosts=held,
        outcomes=outcomes,
        etiquette=etiquette.total(by_feed.values()),
        careless=_careless(known, by_feed),
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


def _careless(known: list[Feed], by_feed: Mapping[int, list[Poll]]) -> tuple[Careless, ...]:
    found = []
    for feed in known:
        rows = by_feed.get(feed.id, [])
        faults = tuple(advice.faults(rows))
        if faults and not feed.is_private:
            wasted = sum(one.bytes for one in rows if one.outcome is Came.SAME)
            found.append(Careless(feed, faults, wasted, advice.note(feed.feed_url, faults)))
    found.sort(key=lambda one: (-one.wasted_bytes, one.feed.id))
    return tuple(found[:_MOST_CARELESS])


def _quiet(known: list[Feed], memories: dict[int, polling.Polling], now: datetime) -> tuple[Quiet, ...]:
    found = []
    for feed in known:
        rhythm = memories[feed.id].rhythm if feed.id in memories else None
        if rhythm is None or rhythm.gap is None or rhythm.newest_at is None or feed.is_gone or feed.faults:
            continue
        if now - rhythm.newest_at > max(_QUIET_GAPS * rhythm.gap, _QUIET_AT_LEAST):
            found.append(Quiet(feed, rhythm.gap, rhythm.newest_at))
    return tuple(sorted(found, key=lambda one: one.silent_since))
