"""What is remembered of a feed between two polls, for the schedule and for the explanation of it.

Kept as one JSON value with the feed: it is read and written with every poll, and nobody searches in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from mainstem.feeds.moves import Sighting
from mainstem.feeds.rhythm import Rhythm
from mainstem.feeds.schedule import Due, Hints

UNCONDITIONAL_EVERY = timedelta(days=8)
IGNORED_BEFORE_SWITCH = 3


@dataclass(frozen=True, slots=True)
class Polling:
    """The memory of a feed's polls.

    ``body_at`` is when a whole body last came; ``validators_url`` is the address that gave the validators;
    ``ignored`` counts equal bodies in a row that came although validators were sent; ``sends`` says which
    of them are sent: both, etag or modified.
    """

    polls: int = 0
    wasted: int = 0
    limits: int = 0
    was_ever_conditional: bool = False
    body_at: datetime | None = None
    validators_url: str = ""
    ignored: int = 0
    sends: str = "both"
    freshness: timedelta | None = None
    retry_until: datetime | None = None
    rhythm: Rhythm = Rhythm()
    hints: Hints = Hints()
    sighting: Sighting = Sighting()
    decided_by: str = ""
    why: tuple[str, ...] = ()
    churn: int = 0  # polls in a row in which every guid was new


def wants_whole(polling: Polling, now: datetime) -> bool:
    """Whether this poll goes without validators, for servers that say "not modified" for ever.

    At most every eight days, and only where only "not modified" was heard for so long.
    """
    return polling.body_at is not None and now - polling.body_at >= UNCONDITIONAL_EVERY


def after_whole(polling: Polling, *, was_conditional: bool, is_same: bool, is_useful: bool) -> Polling:
    """Learn from a whole body. A server that ignores both validators is tried with one of them, then the other
    (Apache's ``-gzip`` tags never match); what works is kept."""
    ignored = polling.ignored + 1 if was_conditional and is_same else 0
    sends = polling.sends
    if ignored >= IGNORED_BEFORE_SWITCH and not polling.was_ever_conditional:
        sends, ignored = {"both": "modified", "modified": "etag", "etag": "both"}[sends], 0
    return replace(polling, ignored=ignored, sends=sends, wasted=0 if is_useful else polling.wasted + 1)


def decided(polling: Polling, due: Due) -> Polling:
    """Remember why the next poll is when it is."""
    return replace(
        polling, decided_by=due.decided_by.value, why=tuple(reason.words for reason in due.reasons)
    )


def to_json(polling: Polling) -> dict[str, Any]:
    """A JSON object that leaves out what is as at the beginning: most feeds remember little."""
    written: dict[str, Any] = {
        "polls": polling.polls,
        "wasted": polling.wasted,
        "limits": polling.limits,
        "ever": polling.was_ever_conditional,
        "body_at": _stamp(polling.body_at),
        "validators_url": polling.validators_url,
        "ignored": polling.ignored,
        "sends": polling.sends if polling.sends != "both" else "",
        "fresh": _seconds(polling.freshness),
        "retry_until": _stamp(polling.retry_until),
        "gap": _seconds(polling.rhythm.gap),
        "newest_at": _stamp(polling.rhythm.newest_at),
        "size": polling.rhythm.size if polling.rhythm.size != 1 else 0,
        "hours": list(polling.rhythm.hours),
        "weekdays": list(polling.rhythm.weekdays),
        "ttl": _seconds(polling.hints.ttl),
        "period": _seconds(polling.hints.update_period),
        "skip_hours": sorted(polling.hints.skip_hours),
        "skip_days": sorted(polling.hints.skip_days),
        "moved": polling.sighting.url,
        "moved_polls": polling.sighting.polls,
        "moved_since": _stamp(polling.sighting.since),
        "by": polling.decided_by,
        "why": list(polling.why),
        "churn": polling.churn,
    }
    # a duration of zero says something, an absent one does not
    return {name: value for name, value in written.items() if value or (name in _ZEROS and value is not None)}


_ZEROS = frozenset(("fresh", "gap", "ttl", "period"))


def from_json(written: Mapping[str, Any]) -> Polling:
    """The memory that ``to_json`` wrote; of an unknown feed, the beginning."""
    get = written.get
    return Polling(
        polls=get("polls", 0),
        wasted=get("wasted", 0),
        limits=get("limits", 0),
        was_ever_conditional=get("ever", False),
        body_at=_moment(get("body_at")),
        validators_url=get("validators_url", ""),
        ignored=get("ignored", 0),
        sends=get("sends", "both"),
        freshness=_duration(get("fresh")),
        retry_until=_moment(get("retry_until")),
        rhythm=Rhythm(
            _duration(get("gap")),
            _moment(get("newest_at")),
            get("size", 1.0),
            tuple(get("hours", ())),
            tuple(get("weekdays", ())),
        ),
        hints=Hints(
            _duration(get("ttl")),
            _duration(get("period")),
            frozenset(get("skip_hours", ())),
            frozenset(get("skip_days", ())),
        ),
        sighting=Sighting(get("moved", ""), get("moved_polls", 0), _moment(get("moved_since"))),
        decided_by=get("by", ""),
        why=tuple(get("why", ())),
        churn=get("churn", 0),
    )


def _stamp(at: datetime | None) -> float | None:
    return None if at is None else at.timestamp()


def _moment(stamp: float | None) -> datetime | None:
    return None if stamp is None else datetime.fromtimestamp(stamp, UTC)


def _seconds(wait: timedelta | None) -> float | None:
    return None if wait is None else wait.total_seconds()


def _duration(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
