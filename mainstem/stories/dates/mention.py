"""What a phrase about time means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The four kinds of TIMEX3 (ISO 24617-1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Granularity(StrEnum):
    """How exactly the phrase names its time; ``VAGUE`` is "recently", ``SPAN`` a length of time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A phrase: ``text[start:end]`` of what was read.

    ``value`` is its TIMEX3 value ("2025-10-25", "2025-W43", "2025-Q3", "P2D", "PRESENT_REF"). ``lo`` and
    ``hi`` are the first and last day that it covers, None for a length of time and for vague words.
    ``is_stated`` tells that the words alone fix the date; otherwise the day of publication helped, and it is
    shown with "probably". ``weekday`` (Monday is 0), ``day``, ``month`` and ``year`` are what was written,
    even where such a day does not exist (then ``lo`` is None).
    """

    start: int
    end: int
    text: str
    value: str
    kind: Kind
    granularity: Granularity
    lo: date | None = None
    hi: date | None = None
    is_stated: bool = False
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
