"""Dates that cannot be right: a weekday that the date does not have, a day that no month has, a range that runs
backwards, and what is still to come on a day long past.

Each is given with both readings, and none is called the right one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from mainstem.stories.dates import DateMention, Granularity, read

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = "January February March April May June July August September October November December".split()
_RANGE = re.compile(r"^ ?(?:to|until|through|till|–|—|-|bis|au|al|a) ?$")
_FROM = re.compile(r"\b(?:from|between|von|du|del|dal) $", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:will|shall|is to|are to|is scheduled to|are scheduled to|is set to)\b[^.!?;]{0,80}$"
)
_QUOTED_OR_PAST = re.compile(r"[\"“”]|\b(?:said|had|was|were|would|announced)\b")
_LONGEST_GAP = 8  # signs between the ends of a range


class Problem(StrEnum):
    """What is wrong, safest first."""

    WEEKDAY = "weekday"  # the date falls on another weekday
    NO_SUCH_DAY = "no-such-day"  # the month has no such day
    BACKWARDS = "backwards"  # a range ends before it begins
    LONG_PAST = "long-past"  # "will" with a day before publication


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A place in a text, ``text[start:end]``, what is wrong with it, and the readings that would be right.

    ``readings`` are dates in the order of the text: for a weekday, the nearest such weekday and then the date as
    written; ``sentence`` says in English what was seen.
    """

    problem: Problem
    start: int
    end: int
    text: str
    readings: tuple[date, ...]
    sentence: str


def find(
    text: str,
    published_at: date | datetime,
    language: str = "en",
    mentions: Sequence[DateMention] | None = None,
) -> list[Contradiction]:
    """All contradictions of a text, in order. Arguments are those of ``dates.read``; ``mentions`` is what it gave,
    where that is known already.
    """
    today = published_at.date() if isinstance(published_at, datetime) else published_at
    mentions = read(text, today, language) if mentions is None else mentions
    found: list[Contradiction] = []
    for mention in mentions:
        found += _within(mention, today)
    for one, other in pairwise(mentions):
        found += _backwards(text, one, other)
    found += (trouble for mention in mentions for trouble in _long_past(text, mention, today))
    return sorted(found, key=lambda trouble: trouble.start)


def _within(mention: DateMention, today: date) -> Iterator[Contradiction]:
    if mention.year == 0:
        return  # a blank, not a year
    if mention.day is not None and mention.month is not None and mention.lo is None:
        yield _no_such_day(mention, today)
    elif mention.weekday is not None and mention.day is not None and mention.lo is not None:
        written = mention.lo
        if written.weekday() != mention.weekday:
            near = _nearest(written, mention.weekday)
            seen = f"{_long(written)} is a {_WEEKDAYS[written.weekday()]}"
            said = f"the nearest {_WEEKDAYS[mention.weekday]} is {_long(near)}"
            yield _at(mention, Problem.WEEKDAY, (near, written), f"{seen}; {said}.")


def _no_such_day(mention: DateMention, today: date) -> Contradiction:
    month, day, year = int(mention.month or 0), int(mention.day or 0), mention.year or today.year
    if not 1 <= month <= 12:
        return _at(mention, Problem.NO_SUCH_DAY, (), f"There is no month {month}.")
    following = date(year + month // 12, month % 12 + 1, 1)
    last = following - timedelta(days=1)
    readings = (last, following) if day > last.day else ()
    number = f" {year}" if month == 2 and day == 29 else ""
    return _at(
        mention,
        Problem.NO_SUCH_DAY,
        readings,
        f"{_MONTHS[month - 1]}{number} has {last.day} days, not {day}.",
    )


def _backwards(text: str, one: DateMention, other: DateMention) -> Iterator[Contradiction]:
    gap = text[one.end : other.start]
    between = _FROM.search(text[max(0, one.start - 10) : one.start]) is not None
    is_range = len(gap) <= _LONGEST_GAP and (_RANGE.match(gap) or (between and gap.strip() == "and"))
    comparable = one.lo is not None and other.lo is not None and one.granularity == other.granularity
    if not is_range or not comparable or not other.is_stated or not (one.is_stated or one.year):
        return
    if one.lo is not None and other.hi is not None and other.hi < one.lo:
        seen = f"The range ends on {_long(other.hi)}, before it begins on {_long(one.lo)}."
        yield Contradiction(
            Problem.BACKWARDS, one.start, other.end, text[one.start : other.end], (one.lo, other.hi), seen
        )


def _long_past(text: str, mention: DateMention, today: date) -> Iterator[Contradiction]:
    """ "will ... on <full date>" where that day had passed by more than a day when it was published."""
    if not mention.is_stated or mention.granularity is not Granularity.DAY or mention.hi is None:
        return
    before = text[max(0, mention.start - 100) : mention.start]
    clause = re.split(r"[.!?;:]\s|\n", before)[-1]
    if mention.hi < today - timedelta(days=1) and _WILL.search(clause) and not _QUOTED_OR_PAST.search(clause):
        seen = f"{_long(mention.hi)} had passed when this was published on {_long(today)}."
        yield _at(mention, Problem.LONG_PAST, (mention.hi, today), seen)


def _nearest(day: date, weekday: int) -> date:
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def _at(mention: DateMention, problem: Problem, readings: tuple[date, ...], sentence: str) -> Contradiction:
    return Contradiction(problem, mention.start, mention.end, mention.text, readings, sentence)


def _long(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
