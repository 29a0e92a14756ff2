"""Writes what polls brought: several at once in one transaction, so that a crash loses or doubles nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mainstem.feeds import caching, changes, gate, paging
from mainstem.feeds.changes import Decided, Have
from mainstem.feeds.errors import BadStatus, FetchFailed, HostHeld, NotAFeed, StorageTrouble
from mainstem.feeds.gate import Budget
from mainstem.feeds.hosts import HostKey
from mainstem.feeds.hosts import key as host_key
from mainstem.feeds.poll import TROUBLE, Came, Poll
from mainstem.feeds.trip import Trip
from mainstem.fetching import Fetched, NotModified
from mainstem.refresh import announcing, judging, reading, ruling
from mainstem.refresh.judging import News, Verdict
from mainstem.refresh.metrics import METER
from mainstem.refresh.reading import Reading
from mainstem.refresh.ruling import Brought
from mainstem.refresh.turn import Answer, Outcome, Turn
from mainstem.storage import (
    Connection,
    Database,
    documents,
    entries,
    feeds,
    hosts,
    merging,
    polls,
    services,
    states,
)


@dataclass(frozen=True, slots=True)
class Polled:
    """A poll that is over: the turn, the answer, and the document where there was one to read."""

    turn: Turn
    answer: Answer
    read: Reading | NotAFeed | None = None


def keep_all(
    database: Database, polled: Sequence[Polled], now: datetime, *, is_ours: bool = False
) -> list[Outcome]:
    """Keep many polls in one transaction. Where one of them cannot be kept, each is tried by itself, so that
    one odd document costs no other feed anything; StorageTrouble (a full disk) is raised."""
    try:
        with database.write() as connection:
            outcomes, told = keep(connection, polled, now, is_ours=is_ours)
        METER.count(told)
        return outcomes
    except StorageTrouble:
        raise
    except Exception as oddity:
        if len(polled) == 1:
            return [_keep_oddity(database, polled[0], oddity, now)]
    return [outcome for one in polled for outcome in keep_all(database, [one], now, is_ours=is_ours)]


def _keep_oddity(database: Database, one: Polled, oddity: Exception, now: datetime) -> Outcome:
    """A document that our own code stumbles over counts as one that cannot be read: the feed is asked again."""
    trouble = NotAFeed(
        f"Mainstem stumbled over this document ({type(oddity).__name__}: {str(oddity)[:200]})."
    )
    with database.write() as connection:
        return keep(connection, [Polled(one.turn, one.answer, trouble)], now)[0][0]


def keep(
    connection: Connection, polled: Sequence[Polled], now: datetime, *, is_ours: bool = False
) -> tuple[list[Outcome], list[Poll]]:
    """Write everything that follows from these polls, in the caller's transaction; tells what came of them."""
    brought = _keep_documents(connection, polled, now)
    outcomes, verdicts = [], []
    for one in polled:
        came = brought.get(one.turn.due.id) or Brought(one.turn.due.id)
        news = News(len(came.new_ids), len(came.changed_ids))
        verdict = judging.judge(one.turn, one.answer, one.read, news, now, is_ours=is_ours)
        verdicts.append(verdict)
        outcomes.append(_outcome(one, verdict, came))
    feeds.keep_polled(
        connection, [(one.turn.due.id, verdict.values) for one, verdict in zip(polled, verdicts, strict=True)]
    )
    polls.add(connection, [verdict.poll for verdict in verdicts])
    _settle_hosts(connection, polled, verdicts, now)
    for one, verdict in zip(polled, verdicts, strict=True):
        if one.turn.pushed_until and verdict.came is Came.NEW:
            announcing.distrust(connection, one.turn.due.id, now)
        if verdict.moved_to:
            merging.move(connection, one.turn.due.id, verdict.moved_to)
    return outcomes, [verdict.poll for verdict in verdicts]


def keep_pushed(connection: Connection, its: Turn, read: Reading, size: int, now: datetime) -> Outcome:
    """Keep what a hub pushed: as a fetch does, except that validators and the next poll stay as they are."""
    have = entries.have(connection, its.due.id, [entry.guid_key for entry in read.entries])
    decided = changes.decide(read.entries, have)
    [brought] = _keep_decided(connection, [(its.due.id, decided)], now)
    new, changed = len(brought.new_ids), len(brought.changed_ids)
    came = Came.NEW if new else Came.CHANGED if changed else Came.SAME
    told = Poll(its.due.id, now, "push", came, bytes=size, new_count=new, changed_count=changed)
    polls.add(connection, [replace(told, due_at=its.due.due_at)])
    if new:
        feeds.change(connection, its.due.id, {"changed_at": now})
    return Outcome(its.due.id, brought.new_ids, changed)


def keep_older(connection: Connection, feed_id: int, read: Reading, now: datetime) -> int:
    """Keep a page of history: what is new is read already for everybody, and no rule runs over it."""
    have = entries.have(connection, feed_id, [entry.guid_key for entry in read.entries])
    decided = changes.decide(read.entries, have)
    new_ids = entries.keep(connection, feed_id, Decided(decided.new, (), ()), now)
    states.settle(connection, new_ids, now)
    return len(new_ids)


def _keep_decided(
    connection: Connection, decided: Sequence[tuple[int, Decided]], now: datetime
) -> list[Brought]:
    """Keep what was decided of several feeds, and what follows from it for their readers."""
    ids = entries.keep_all(connection, decided, now)
    brought = [
        Brought(feed_id, new_ids, tuple(changed.entry_id for changed in one.changed))
        for (feed_id, one), new_ids in zip(decided, ids, strict=True)
    ]
    ruling.rule_all(connection, brought, now)
    services.announce(connection, {one.feed_id: one.new_ids for one in brought if one.new_ids}, now)
    return brought


def _keep_documents(connection: Connection, polled: Sequence[Polled], now: datetime) -> dict[int, Brought]:
    """Keep the documents among the answers; tells by feed what they brought."""
    came = [(one, one.read) for one in polled if isinstance(one.read, Reading)]
    if not came:
        return {}
    kept = entries.have_all(connection, [(one.turn.due.id, _keys(read)) for one, read in came])
    decided = [
        (one.turn.due.id, _decided(connection, one, read, kept[one.turn.due.id])) for one, read in came
    ]
    brought = _keep_decided(connection, decided, now)
    ruling.mark_gone(connection, [one.turn.due.id for one, _ in came], now)
    feeds.keep_said(connection, [(one.turn.due.id, _said(read)) for one, read in came])
    documents.keep(connection, [(one.turn.due.id, read.traces, _older(one, read)) for one, read in came])
    for one, read in came:
        if isinstance(one.answer, Fetched):
            announcing.note(connection, one.turn.due, one.answer, read, now)
    return {one.feed_id: one for one in brought}


def _older(one: Polled, read: Reading) -> str:
    return paging.older(read.feed, one.turn.due.feed_url) if read.dates else ""


def _keys(read: Reading) -> list[str]:
    return [*(entry.guid_key for entry in read.entries), *read.familiar]


def _decided(connection: Connection, one: Polled, read: Reading, have: dict[str, Have]) -> Decided:
    if not all(key in have for key in read.familiar):  # it was kept once, and is lost: so all is read again
        read = _read_again(one, read)
        have = entries.have(connection, one.turn.due.id, _keys(read))
    return changes.decide(read.entries, have, read.familiar)


def _read_again(one: Polled, read: Reading) -> Reading:
    if not isinstance(one.answer, Fetched):
        return read
    answer, policy = one.answer, one.turn.due.guid_policy
    return reading.read(answer.body, answer.final_url, answer.headers, policy)


def _said(read: Reading) -> dict[str, str]:
    """What the document says of the feed; what it leaves out is ""."""
    return {
        "title": read.feed.title,
        "site_url": read.feed.site_url,
        "description": read.feed.description,
        "language": read.feed.language,
        "image_url": read.feed.image_url or read.feed.icon_url,
    }


def _outcome(one: Polled, verdict: Verdict, came: Brought) -> Outcome:
    trouble: FetchFailed | NotAFeed | None = None
    if isinstance(one.answer, FetchFailed):
        trouble = one.answer
    elif isinstance(one.read, NotAFeed):
        trouble = one.read
    is_unchanged = verdict.came in (Came.NOT_MODIFIED, Came.SAME)
    return Outcome(one.turn.due.id, came.new_ids, len(came.changed_ids), is_unchanged, trouble)


def _settle_hosts(
    connection: Connection, polled: Sequence[Polled], verdicts: Sequence[Verdict], now: datetime
) -> None:
    """Let hosts that complained, or that complained once, have their budgets changed. Inside a private network
    what one address of a service says is not said for its others."""
    told = [
        (_answerer(one), one, verdict)
        for one, verdict in zip(polled, verdicts, strict=True)
        if verdict.came is Came.LIMITED or verdict.poll.status in (403, 503) or one.turn.budget.is_tightened
    ]
    told = [each for each in told if not each[0].is_private and not isinstance(each[1].answer, HostHeld)]
    if not told:
        return
    budgets = hosts.budgets(connection, [host for host, _, _ in told])
    for host, one, verdict in told:
        budgets[host] = _after(budgets[host], one, verdict, now)
    hosts.keep(connection, budgets)


def _answerer(one: Polled) -> HostKey:
    """The host that the last word is from: where redirects led, else the feed's own."""
    trip = one.answer if isinstance(one.answer, Trip) else one.answer.trip
    return host_key(trip.final_url) if trip is not None and trip.hops else one.turn.host


def _after(budget: Budget, one: Polled, verdict: Verdict, now: datetime) -> Budget:
    asked = one.answer.trip if isinstance(one.answer, BadStatus) else None
    return gate.after(
        budget,
        now,
        verdict.poll.status,
        is_limit=verdict.came is Came.LIMITED,
        is_answer=isinstance(one.answer, NotModified) or verdict.came not in TROUBLE,
        retry_after=caching.retry_after(asked.headers, now) if asked else None,
    )
