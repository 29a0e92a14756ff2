"""Writes what polls brought: several at once in one transaction, so that a crash loses or doubles nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mainstem.feeds import caching, changes, gate, paging
from mainstem.feeds.changes import Decided
from mainstem.feeds.errors import BadStatus, FetchFailed, NotAFeed, StorageTrouble
from mainstem.feeds.gate import Budget
from mainstem.feeds.poll import TROUBLE, Came, Poll
from mainstem.fetching import Fetched, NotModified
from mainstem.refresh import announcing, judging, reading, ruling
from mainstem.refresh.judging import News, Verdict
from mainstem.refresh.metrics import METER
from mainstem.refresh.reading import Reading
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
    outcomes, verdicts = [], []
    for one in polled:
        new_ids, changed = _keep_entries(connection, one, now)
        news = News(len(new_ids), changed)
        verdict = judging.judge(one.turn, one.answer, one.read, news, now, is_ours=is_ours)
        verdicts.append(verdict)
        outcomes.append(_outcome(one, verdict, new_ids, changed))
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
    new_ids = _keep_decided(connection, its.due.id, decided, now)
    came = Came.NEW if new_ids else Came.CHANGED if decided.changed else Came.SAME
    told = Poll(
        its.due.id, now, "push", came, bytes=size, new_count=len(new_ids), changed_count=len(decided.changed)
    )
    polls.add(connection, [replace(told, due_at=its.due.due_at)])
    if new_ids:
        feeds.change(connection, its.due.id, {"changed_at": now})
    return Outcome(its.due.id, new_ids, len(decided.changed))


def keep_older(connection: Connection, feed_id: int, read: Reading, now: datetime) -> int:
    """Keep a page of history: what is new is read already for everybody, and no rule runs over it."""
    have = entries.have(connection, feed_id, [entry.guid_key for entry in read.entries])
    decided = changes.decide(read.entries, have)
    new_ids = entries.keep(connection, feed_id, Decided(decided.new, (), ()), now)
    states.settle(connection, new_ids, now)
    return len(new_ids)


def _keep_decided(connection: Connection, feed_id: int, decided: Decided, now: datetime) -> tuple[int, ...]:
    new_ids = entries.keep(connection, feed_id, decided, now)
    changed_ids = [changed.entry_id for changed in decided.changed]
    ruling.rule_all(connection, feed_id, new_ids, changed_ids, now)
    services.announce(connection, feed_id, new_ids, now)
    return new_ids


def _keep_entries(connection: Connection, one: Polled, now: datetime) -> tuple[tuple[int, ...], int]:
    read = one.read
    if not isinstance(read, Reading):
        return (), 0
    feed_id = one.turn.due.id
    have = entries.have(connection, feed_id, [*(entry.guid_key for entry in read.entries), *read.familiar])
    if not all(key in have for key in read.familiar):  # it was kept once, and is lost: so all is read again
        read = _read_again(one, read)
        have = entries.have(connection, feed_id, [entry.guid_key for entry in read.entries])
    decided = changes.decide(read.entries, have, read.familiar)
    new_ids = _keep_decided(connection, feed_id, decided, now)
    ruling.mark_gone(connection, feed_id, now, entries.LISTED_EVERY)
    feeds.keep_said(connection, feed_id, _said(read))
    older_url = paging.older(read.feed, one.turn.due.feed_url)
    documents.keep(connection, feed_id, read.traces, older_url)
    if isinstance(one.answer, Fetched):
        announcing.note(connection, one.turn.due, one.answer, read, now)
    return new_ids, len(decided.changed)


def _read_again(one: Polled, read: Reading) -> Reading:
    if not isinstance(one.answer, Fetched):
        return read
    answer, policy = one.answer, one.turn.due.guid_policy
    return reading.read(answer.body, answer.final_url, answer.headers, policy)


def _said(read: Reading) -> dict[str, str]:
    """What the document says of the feed; what it leaves out stays as it was."""
    said = {
        "title": read.feed.title,
        "site_url": read.feed.site_url,
        "description": read.feed.description,
        "language": read.feed.language,
        "image_url": read.feed.image_url or read.feed.icon_url,
    }
    return {name: value for name, value in said.items() if value}


def _outcome(one: Polled, verdict: Verdict, new_ids: tuple[int, ...], changed: int) -> Outcome:
    trouble: FetchFailed | NotAFeed | None = None
    if isinstance(one.answer, FetchFailed):
        trouble = one.answer
    elif isinstance(one.read, NotAFeed):
        trouble = one.read
    is_unchanged = verdict.came in (Came.NOT_MODIFIED, Came.SAME)
    return Outcome(one.turn.due.id, new_ids, changed, is_unchanged, trouble)


def _settle_hosts(
    connection: Connection, polled: Sequence[Polled], verdicts: Sequence[Verdict], now: datetime
) -> None:
    """Let hosts that complained, or that complained once, have their budgets changed. Inside a private network
    what one address of a service says is not said for its others."""
    told = [
        (one, verdict)
        for one, verdict in zip(polled, verdicts, strict=True)
        if not one.turn.host.is_private
        and (
            verdict.came is Came.LIMITED or verdict.poll.status in (403, 503) or one.turn.budget.is_tightened
        )
    ]
    if not told:
        return
    budgets = hosts.budgets(connection, [one.turn.host for one, _ in told])
    for one, verdict in told:
        budgets[one.turn.host] = _after(budgets[one.turn.host], one, verdict, now)
    hosts.keep(connection, budgets)


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
