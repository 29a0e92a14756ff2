"""What happens somewhere at some time, with the sentence that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mainstem.stories.dates import Granularity


class EventKind(StrEnum):
    """The frames that are known."""

    DEPARTURE = "departure"
    TRAVEL = "travel"
    MEETING = "meeting"
    GATHERING = "gathering"  # a summit, fair, hearing, match …
    VOTE = "vote"
    RELEASE = "release"


class Status(StrEnum):
    """As the sentence tells it, seen from the day of publication."""

    UPCOMING = "upcoming"
    UNDER_WAY = "under way"
    HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class Event:
    """``sentence`` is ``text[start:end]`` of what was read, the evidence.

    ``lo`` and ``hi`` are the first and last day, None where no date is given; ``is_stated`` tells a written
    date from one that was inferred. ``after`` is the place or event that the sentence puts before this
    one ("After Malaysia", "Next"), "" if it says nothing. ``doubt`` holds a contradiction of its date.
    """

    kind: EventKind
    status: Status
    who: tuple[str, ...]
    what: str
    where: str
    sentence: str
    start: int
    end: int
    lo: date | None = None
    hi: date | None = None
    granularity: Granularity | None = None
    is_stated: bool = False
    after: str = ""
    doubt: str = ""
