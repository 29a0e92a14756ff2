"""What a poll's answer means for the feed: what is remembered, and when it is asked again. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from mainstem.feeds import caching, gate, moves, polling, rhythm, schedule
from mainstem.feeds.errors import BadStatus, FetchFailed, HostHeld, NotAFeed
from mainstem.feeds.parsed import ParsedFeed
from mainstem.feeds.poll import TROUBLE, Came, Poll
from mainstem.feeds.polling import Polling
from mainstem.feeds.rhythm import Rhythm
from mainstem.feeds.schedule import Due, Hints, Known
from mainstem.feeds.trip import Trip
from mainstem.fetching import NotModified
from mainstem.refresh.reading import Reading
from mainstem.refresh.turn import Answer, Turn

_OUTCOMES = {
    Came.NO_FEED: schedule.Outcome.FAILED,
    Came.FAILED: schedule.Outcome.FAILED,
    Came.LIMITED: schedule.Outcome.LIMITED,
    Came.GONE: schedule.Outcome.GONE,
    Came.OURS: schedule.Outcome.OURS,
}


@dataclass(frozen=True, slots=True)
class News:
    """How many entries arrived, and how many changed."""

    new: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """``values`` are columns of the feed's row, the same for every verdict; ``moved_to`` is its new address,
    or ""."""

    came: Came
    values: dict[str, Any]
    poll: Poll
    moved_to: str = ""


def judge(
    turn: Turn,
    answer: Answer,
    read: Reading | NotAFeed | None,
    news: News,
    now: datetime,
    *,
    is_ours: bool = False,
) -> Verdict:
    """Everything that follows from one answer. ``is_ours``: our own network is down."""
    came = what_came(turn, answer, read, news, now, is_ours=is_ours)
    trip = answer if isinstance(answer, Trip) else answer.trip
    memory = _learnt(turn, answer, read, news, now, came)
    retry_after = answer.wait if isinstance(answer, HostHeld) else _retry_after(trip, came, now)
    memory = replace(memory, retry_until=None if retry_after is None else now + retry_after)
    faults = _faults(turn.due.faults, came)
    values = _values(turn, answer, read, news, now, came)
    has_validators = bool(values["etag"] or values["last_modified"])
    known = _known(turn, memory, came, faults, retry_after, now)
    due = schedule.next_poll(replace(known, has_validators=has_validators))
    memory = polling.decided(memory, due)
    moved_to = memory.sighting.url if moves.is_confirmed(memory.sighting, now) else ""
    if moved_to:
        memory = replace(memory, sighting=moves.NONE)
    trouble = _words(answer, read)
    values |= {"due_at": due.due_at, "faults": faults, "polling": polling.to_json(memory)}
    values |= {"fault": trouble if came in TROUBLE or came is Came.OURS else turn.due.fault if faults else ""}
    return Verdict(came, values, _poll(turn, trip, came, news, due, now, trouble), moved_to)


def what_came(
    turn: Turn, answer: Answer, read: Reading | NotAFeed | None, news: News, now: datetime, *, is_ours: bool
) -> Came:
    """One word for it."""
    if isinstance(answer, FetchFailed):
        return _trouble(turn, answer, now, is_ours=is_ours)
    if isinstance(answer, NotModified):
        return Came.NOT_MODIFIED
    if isinstance(read, NotAFeed):
        return Came.NO_FEED
    return Came.NEW if news.new else Came.CHANGED if news.changed else Came.SAME


def _trouble(turn: Turn, answer: FetchFailed, now: datetime, *, is_ours: bool) -> Came:
    if isinstance(answer, HostHeld):
        return Came.LIMITED
    if not isinstance(answer, BadStatus):
        return Came.OURS if is_ours and answer.is_ours else Came.FAILED
    if answer.status == 410:
        return Came.GONE
    is_empty = answer.trip is not None and answer.trip.headers.get("content-length") == "0"
    is_limit = gate.is_limit(turn.budget, now, answer.status, is_empty=is_empty)
    return Came.LIMITED if is_limit else Came.FAILED


def _faults(before: int, came: Came) -> int:
    """Faults in a row: limits and our own outages are none, and freeze the count."""
    if came in TROUBLE:
        return before + 1
    return before if came in (Came.LIMITED, Came.OURS) else 0


def _learnt(
    turn: Turn, answer: Answer, read: Reading | NotAFeed | None, news: News, now: datetime, came: Came
) -> Polling:
    memory = replace(turn.memory, polls=turn.memory.polls + 1)
    memory = replace(memory, limits=memory.limits + 1 if came is Came.LIMITED else 0)
    trip = answer if isinstance(answer, Trip) else answer.trip
    was_conditional = _was_conditional(trip)
    if trip is not None and trip.status and not was_conditional:
        memory = replace(memory, body_at=now)
    if isinstance(answer, FetchFailed) or isinstance(read, NotAFeed):
        return memory
    memory = replace(
        memory, sighting=moves.seen(memory.sighting, moves.target(answer.hops, answer.final_url), now)
    )
    fresh = caching.freshness(answer.headers, now)
    if isinstance(answer, NotModified):
        says_nothing = not {"cache-control", "expires"} & set(answer.headers)
        kept = memory.freshness if says_nothing else fresh
        return replace(
            memory,
            freshness=kept,
            ignored=0,
            wasted=0,
            was_ever_conditional=memory.was_ever_conditional or was_conditional,
        )
    is_useful = bool(news.new or news.changed or not turn.due.body_hash)
    is_same = not is_useful and (read is None or turn.due.body_hash == read.body_hash)
    memory = polling.after_whole(
        memory, was_conditional=was_conditional, is_same=is_same, is_useful=is_useful
    )
    memory = replace(memory, body_at=now, freshness=fresh, validators_url=answer.final_url)
    if read is None:
        return memory
    known = _rhythm(memory.rhythm, read, news, now)
    churn = memory.churn + 1 if read.churned else memory.churn if is_same else 0
    return replace(memory, rhythm=known, hints=hints(read.feed), churn=churn)


def _was_conditional(trip: Trip | None) -> bool:
    return trip is not None and bool({"if-none-match", "if-modified-since"} & set(trip.sent))


def _rhythm(before: Rhythm, read: Reading, news: News, now: datetime) -> Rhythm:
    """From the entries' dates; where they have none, from their arrivals."""
    told = rhythm.of(read.dates, now)
    if told == rhythm.UNKNOWN and not news.new:
        return before
    return rhythm.continued(before, Rhythm(None, now) if told == rhythm.UNKNOWN else told)


def hints(feed: ParsedFeed) -> Hints:
    """What a document says about when to come back. WordPress prints "hourly, 1" unasked: that says nothing."""
    is_default = feed.update_period == timedelta(hours=1) and "wordpress" in feed.generator.lower()
    period = None if is_default else feed.update_period
    return Hints(_positive(feed.ttl), _positive(period), feed.skip_hours, feed.skip_days)


def _positive(wait: timedelta | None) -> timedelta | None:
    return wait if wait is not None and wait > timedelta() else None


def _retry_after(trip: Trip | None, came: Came, now: datetime) -> timedelta | None:
    """The longest that the answer, or a redirect on the way to it, asked us to stay away."""
    if trip is None:
        return None
    date = trip.headers.get("date", "")
    told = [caching.wait(hop.retry_after, "", now) for hop in trip.hops]
    if trip.status >= 300:
        told.append(caching.wait(trip.headers.get("retry-after", ""), date, now))
    if came is Came.LIMITED:
        told.append(caching.rate_limit_reset(trip.headers))
    return max((wait for wait in told if wait is not None), default=None)


def _known(
    turn: Turn, memory: Polling, came: Came, faults: int, retry_after: timedelta | None, now: datetime
) -> Known:
    return Known(
        now=now,
        outcome=_OUTCOMES.get(came, schedule.Outcome.ANSWERED),
        rhythm=memory.rhythm,
        freshness=memory.freshness,
        retry_after=retry_after,
        hints=memory.hints,
        was_ever_conditional=memory.was_ever_conditional,
        wasted=memory.wasted,
        faults=faults,
        limits=memory.limits,
        interval=turn.interval,
        all_ask=turn.all_ask,
        is_pushed=turn.pushed_until is not None and turn.pushed_until > now,
        seed=turn.due.id,
        polls=memory.polls,
    )


def _values(
    turn: Turn, answer: Answer, read: Reading | NotAFeed | None, news: News, now: datetime, came: Came
) -> dict[str, Any]:
    due = turn.due
    values: dict[str, Any] = {
        "etag": due.etag,
        "last_modified": due.last_modified,
        "body_hash": due.body_hash,
        "guid_policy": due.guid_policy,
        "fetched_at": now,
        "succeeded_at": due.succeeded_at,
        "changed_at": now if news.new else due.changed_at,
        "failing_since": (due.failing_since or now) if came in TROUBLE else due.failing_since,
        "is_gone": came is Came.GONE,
    }
    if isinstance(answer, FetchFailed) or isinstance(read, NotAFeed):
        return values  # validators of what is no feed would freeze the feed on it
    values |= {"succeeded_at": now, "failing_since": None}
    if isinstance(answer, NotModified):
        return values | {
            "etag": answer.etag or due.etag,
            "last_modified": answer.last_modified or due.last_modified,
        }
    values |= {"etag": answer.etag, "last_modified": answer.last_modified}
    if read is not None:
        values |= {"body_hash": read.body_hash, "guid_policy": read.guid_policy}
    return values


def _words(answer: Answer, read: Reading | NotAFeed | None) -> str:
    if isinstance(answer, FetchFailed):
        return str(answer)
    return str(read) if isinstance(read, NotAFeed) else ""


def _poll(
    turn: Turn, trip: Trip | None, came: Came, news: News, due: Due, now: datetime, trouble: str
) -> Poll:
    seen = trip or Trip(turn.due.feed_url, turn.due.feed_url, now)
    sent = {name: seen.sent[name] for name in ("if-none-match", "if-modified-since") if name in seen.sent}
    got = {name: seen.headers[name] for name in ("etag", "last-modified") if name in seen.headers}
    return Poll(
        feed_id=turn.due.id,
        polled_at=now,
        cause=turn.cause,
        outcome=came,
        status=seen.status,
        bytes=seen.bytes_received,
        milliseconds=round(seen.seconds * 1000),
        new_count=news.new,
        changed_count=news.changed,
        final_url=seen.final_url if seen.hops else "",
        sent=sent,
        got=got if came not in TROUBLE else {},
        words=trouble,
        due_at=due.due_at,
        decided_by=due.decided_by.value,
        why=due.words,
    )
