"""When a feed is asked next, and why then: the latest of all that speaks for waiting.

Everything that is known comes in as an argument and everything that is decided goes out with its reason,
so that a restart changes nothing and a page can say why. Source: the policy of the project's polling essay;
RFC 9111 (freshness), RFC 9110 §10.2.3 (Retry-After), RSS 2.0 (ttl, skipHours, skipDays), RSS 1.0 syndication.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import blake2b

from mainstem.feeds import foresight, rhythm, skipping
from mainstem.feeds.rhythm import Rhythm

FLOOR = timedelta(minutes=15)
FLOOR_WITHOUT_VALIDATORS = timedelta(minutes=60)
FLOOR_NEVER_CONDITIONAL = timedelta(hours=24)
CEILING = timedelta(hours=24)
CEILING_RETRY_AFTER = timedelta(days=14)
BY_HAND_FLOOR = timedelta(minutes=5)
JITTER = 0.1
JITTER_CEILING = timedelta(minutes=10)
WASTED_BODIES = 3  # full bodies in a row without anything new, from a feed that never said "not modified"
LIKELY_GAPS = 3  # after which hardly any poll is in vain: the last chance before that is not given away
DAILY_FAULTS = 30
LIMITED_STEPS = 3  # of the ladder: the host's budget does the rest, and what is limited is not broken
WEEK = timedelta(days=7)
OUTAGE_PAUSE = timedelta(minutes=15)
OUTAGE_SPREAD = timedelta(
    minutes=30
)  # probes go on all the time, and not everybody is asked at once after it


class Outcome(StrEnum):
    """What came of a poll, as far as the next one is concerned."""

    ANSWERED = "answered"  # a body or "not modified"
    FAILED = "failed"
    LIMITED = "limited"  # the host asks for fewer requests: no fault of the feed
    GONE = "gone"
    OURS = "ours"  # our own network


class Cause(StrEnum):
    """What speaks for waiting."""

    GUESS = "guess"
    INTERVAL = "interval"
    PUSH = "push"
    FRESHNESS = "freshness"
    TTL = "ttl"
    UPDATE_PERIOD = "update_period"
    RETRY_AFTER = "retry_after"
    FLOOR = "floor"
    LADDER = "ladder"
    LIMIT = "limit"
    HOST = "host"
    SKIPPED = "skipped"
    OUTAGE = "outage"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause, how long it asks to wait, and the sentence a person reads."""

    cause: Cause
    wait: timedelta
    words: str


@dataclass(frozen=True, slots=True)
class Due:
    """When to ask next; ``due_at`` is None for never again by itself. ``reasons`` stand longest wait first;
    ``decided_by`` is the cause that moved the time where it is."""

    due_at: datetime | None
    decided_by: Cause
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> str:
        """The deciding reason as a sentence."""
        return next((reason.words for reason in self.reasons if reason.cause == self.decided_by), "")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the publisher's document says about when to come back."""

    ttl: timedelta | None = None
    update_period: timedelta | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """All that decides about the next poll.

    ``freshness`` and ``retry_after`` are the answer's; ``faults`` and ``limits`` count those in a row, this
    one included; ``wasted`` counts full bodies in a row that brought nothing new; ``interval`` is the
    shortest that a reader asked for, and ``all_ask`` tells that every reader of the feed asked for one;
    ``host_wait`` is what the host's gate asks for; ``seed`` and ``polls`` make the jitter.
    """

    now: datetime
    outcome: Outcome = Outcome.ANSWERED
    rhythm: Rhythm = rhythm.UNKNOWN
    freshness: timedelta | None = None
    retry_after: timedelta | None = None
    hints: Hints = Hints()
    has_validators: bool = True
    was_ever_conditional: bool = True
    wasted: int = 0
    faults: int = 0
    limits: int = 0
    interval: timedelta | None = None
    all_ask: bool = False
    is_pushed: bool = False
    host_wait: timedelta = timedelta()
    seed: int = 0
    polls: int = 0


def next_poll(known: Known) -> Due:
    """Decide on the next poll. Pure and exact: equal arguments give an equal moment."""
    if known.outcome is Outcome.GONE:
        gone = Reason(Cause.GONE, timedelta(), "The publisher says that this feed is gone for good (410).")
        return Due(None, Cause.GONE, (gone,))
    reasons = sorted(_reasons(known), key=lambda reason: reason.wait, reverse=True)
    deciding = reasons[0]
    wait = _with_jitter(deciding.wait, deciding.cause, known)
    due_at = known.now + wait
    moved = skipping.out_of(due_at, known.hints.skip_hours, known.hints.skip_days)
    if moved == due_at:
        return Due(due_at, deciding.cause, tuple(reasons))
    moved += FLOOR * _chance(known)  # or all that skip the same hours would come at once
    skipped = Reason(
        Cause.SKIPPED, moved - known.now, "The publisher asks not to be asked at these hours or days."
    )
    return Due(moved, Cause.SKIPPED, (skipped, *reasons))


def may_refresh(
    now: datetime, asked_at: datetime | None, retry_until: datetime | None, *, is_confirmed: bool = False
) -> datetime | None:
    """When a refresh by hand is allowed: None for now. Never within five minutes of the last request, and not
    while the host asked us to stay away, unless the reader confirms."""
    earliest = [asked_at + BY_HAND_FLOOR] if asked_at and asked_at <= now else []
    if retry_until and not is_confirmed:
        earliest.append(retry_until)
    latest = max(earliest, default=now)
    return latest if latest > now else None


def ladder(faults: int) -> timedelta:
    """The wait after so many faults in a row: 1 h, 2 h, 4 h … 24 h, daily for 30 days, then weekly."""
    doubled = min(timedelta(hours=2 ** min(max(faults - 1, 0), 5)), CEILING)
    return WEEK if faults > 6 + DAILY_FAULTS else doubled


def guess(known: Rhythm, now: datetime) -> timedelta:
    """How long it takes until something new is worth asking for, from the feed's own habits."""
    return min(foresight.wait(known, now), CEILING)


def floor(known: Known) -> Reason:
    """The shortest time between two polls that manners allow."""
    if not known.was_ever_conditional and known.wasted >= WASTED_BODIES:
        words = "The server sends everything each time and never says that nothing is new: once a day."
        return Reason(Cause.FLOOR, FLOOR_NEVER_CONDITIONAL, words)
    if not known.was_ever_conditional and known.wasted == WASTED_BODIES - 1 and known.rhythm.gap:
        words = "The server sends everything each time: it is asked again when something new is likely."
        likely = min(known.rhythm.gap * LIKELY_GAPS, FLOOR_NEVER_CONDITIONAL)
        return Reason(Cause.FLOOR, max(FLOOR_WITHOUT_VALIDATORS, likely), words)
    if not known.has_validators:
        words = "The server gives nothing to compare by, so each poll costs it everything: hourly at most."
        return Reason(Cause.FLOOR, FLOOR_WITHOUT_VALIDATORS, words)
    return Reason(Cause.FLOOR, FLOOR, "No feed is asked more often than every 15 minutes.")


def _reasons(known: Known) -> list[Reason]:
    found = [_retry_after(known), _host(known)]
    if known.outcome is Outcome.OURS:
        wait = OUTAGE_PAUSE + OUTAGE_SPREAD * _fraction(str(known.seed))
        found.append(Reason(Cause.OUTAGE, wait, "Our own network is down; the feed is not to blame."))
    elif known.outcome is Outcome.FAILED:
        wait = ladder(known.faults)
        found.append(Reason(Cause.LADDER, wait, f"Failures of the feed in a row: {known.faults}."))
    elif known.outcome is Outcome.LIMITED:
        wait = max(ladder(min(known.limits, LIMITED_STEPS)), floor(known).wait)
        found.append(Reason(Cause.LIMIT, wait, "The host asked for fewer requests."))
    else:
        found += [_wish(known), floor(known), _fresh(known), *_hinted(known.hints)]
    return [reason for reason in found if reason is not None]


def _wish(known: Known) -> Reason:
    """When we would like to ask, before any manners."""
    if known.is_pushed:
        return Reason(Cause.PUSH, CEILING, "New entries are pushed to us; a daily poll is the safety net.")
    guessed = guess(known.rhythm, known.now)
    interval = known.interval
    if interval is not None and (known.all_ask or interval < guessed):
        return Reason(Cause.INTERVAL, min(interval, CEILING), "A reader set this interval.")
    return Reason(Cause.GUESS, guessed, "This suits how often the feed publishes.")


def _fresh(known: Known) -> Reason | None:
    if known.freshness is None:
        return None
    words = f"The server says that its answer stays fresh for {span(known.freshness)}"
    capped = min(known.freshness, CEILING)
    words += "." if capped == known.freshness else "; a day is the longest that is believed."
    return Reason(Cause.FRESHNESS, capped, words)


def _hinted(hints: Hints) -> list[Reason]:
    found = []
    if hints.ttl is not None:
        words = f"The feed asks to be kept for {span(hints.ttl)} (ttl)."
        found.append(Reason(Cause.TTL, min(hints.ttl, CEILING), words))
    if hints.update_period is not None:
        words = f"The feed says that it is updated every {span(hints.update_period)}."
        found.append(Reason(Cause.UPDATE_PERIOD, min(hints.update_period, CEILING), words))
    return found


def _retry_after(known: Known) -> Reason | None:
    if known.retry_after is None:
        return None
    words = f"The server asked us to stay away for {span(known.retry_after)} (Retry-After)"
    capped = min(known.retry_after, CEILING_RETRY_AFTER)
    words += "." if capped == known.retry_after else "; 14 days is the longest that is obeyed."
    return Reason(Cause.RETRY_AFTER, capped, words)


def _host(known: Known) -> Reason | None:
    if known.host_wait <= timedelta():
        return None
    return Reason(Cause.HOST, known.host_wait, "Other requests to the same host come first.")


def _with_jitter(wait: timedelta, cause: Cause, known: Known) -> timedelta:
    """Up to a tenth longer, so that feeds do not march in step; never beyond the ceiling by jitter alone."""
    jitter = min(wait * JITTER, JITTER_CEILING) * _chance(known)
    ceiling = CEILING if cause is not Cause.LADDER else WEEK
    return wait + jitter if wait > ceiling or cause is Cause.RETRY_AFTER else min(wait + jitter, ceiling)


def _chance(known: Known) -> float:
    """A number from 0 up to 1 that belongs to this poll of this feed, the same after any restart."""
    return _fraction(f"{known.seed}/{known.polls}")


def _fraction(text: str) -> float:
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def span(wait: timedelta) -> str:
    """A duration in words: ``45 minutes``, ``3 hours``, ``2 days``; the nearest of its largest fitting unit."""
    seconds = wait.total_seconds()
    for name, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= 2 * size or (seconds >= size and seconds % size == 0):
            count = round(seconds / size)
            return f"{count} {name}{'' if count == 1 else 's'}"
    return f"{round(seconds)} seconds"
