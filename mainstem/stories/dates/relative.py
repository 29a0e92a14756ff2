"""Phrases that count from the day of publication, or from what was spoken of last."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from mainstem.stories.dates.context import Context
from mainstem.stories.dates.lengths import length_value
from mainstem.stories.dates.meaning import Meaning
from mainstem.stories.dates.mention import Kind
from mainstem.stories.dates.numbers import ORDINALS, number_of
from mainstem.stories.dates.values import month_value, quarter_value, week_value

_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_VAGUE = {
    "PRESENT_REF": "now,right now,currently,at the moment,at present,nowadays,these days,the present,current",
    "FUTURE_REF": "soon,shortly,in the future,the future,the near future,as soon as possible",
}
_VAGUE_VALUES = {word: value for value, words in _VAGUE.items() for word in words.split(",")}
_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}
# Farther away no news reaches, and no calendar either.
_FARTHEST = {"day": 400_000, "week": 60_000, "weekend": 60_000, "month": 12_000, "quarter": 4_000, "year": 1_500,
             "decade": 150, "century": 15, "centurie": 15}  # fmt: skip
_OF_THE_STORY = {"that", "that same", "the same", "the following", "the previous"}
_ORDINAL_DIGITS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


_A_DROP = re.compile(r" (?:of|in|from|was|is|came|has)\b")


def ago(match: re.Match[str], context: Context) -> Meaning | None:
    """two weeks ago; a year earlier; three days later"""
    unit, direction, amount = (
        (match["u"] or "").lower(),
        (match["dir"] or "later").lower(),
        match["n"].lower(),
    )
    if amount == "a week or so":
        unit, amount = "week", "a"
    if not unit:
        return None
    if match["later"]:
        return Meaning(_length_of(amount, unit), Kind.DURATION)  # its end is not known, only how far it is
    if amount in ("several", "a few", "few", "many", "a year or two"):
        return Meaning("PAST_REF" if direction in ("ago", "earlier") else "FUTURE_REF")
    count = {"a": 1.0, "an": 1.0, "a couple of": 2.0}.get(amount)
    steps = round(number_of(amount) if count is None else count)
    sign = -1 if direction in ("ago", "earlier") else 1
    start = context.spoken_day if direction in ("earlier", "later") and context.spoken_day else context.today
    if unit == "year" and context.spoken_quarter and steps == 1 and sign < 0:
        return Meaning(_year_before(context.spoken_quarter), is_aside=True)
    return _shifted(start, unit, sign * steps)


def _length_of(amount: str, unit: str) -> str:
    if amount in ("several", "a few", "few", "many", "a year or two"):
        return length_value(None, unit)
    return length_value({"a": 1.0, "an": 1.0, "a couple of": 2.0}.get(amount) or number_of(amount), unit)


def bare_ago(match: re.Match[str], _context: Context) -> Meaning | None:
    """months ago; days later"""
    return Meaning("FUTURE_REF" if match["dir"].lower() == "later" else "PAST_REF")


def the_day_beside(match: re.Match[str], context: Context) -> Meaning | None:
    """the day before; the week after"""
    unit = match["u"].lower()
    start = context.spoken("day" if unit == "night" else unit)
    steps = -1 if match["dir"].lower() == "before" else 1
    if unit == "night":
        return Meaning((start + timedelta(days=steps)).isoformat() + "TNI", Kind.TIME)
    found = _shifted(start, unit, steps)
    return found and replace(found, is_aside=steps < 0)


def year_before(_match: re.Match[str], context: Context) -> Meaning | None:
    """the year-ago quarter"""
    return Meaning(_year_before(context.past_quarter()), is_aside=True)


def _year_before(quarter: str) -> str:
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"


def _shifted(start: date, unit: str, steps: int) -> Meaning | None:
    """A day, so many units away, as exact as the unit is."""
    if unit in ("second", "minute", "hour"):
        return Meaning(start.isoformat(), Kind.TIME)
    if abs(steps) > _FARTHEST[unit]:
        return None
    if unit in ("day", "week"):
        day = start + timedelta(days=steps * (7 if unit == "week" else 1))
        return Meaning(week_value(day) if unit == "week" else day.isoformat())
    if unit == "month":
        return Meaning(month_value(start.year, start.month + steps))
    if unit == "quarter":
        return Meaning(quarter_value(start.year, (start.month + 2) // 3 + steps))
    year = f"{start.year + steps * {'decade': 10, 'century': 100}.get(unit, 1):04d}"
    return Meaning({"decade": year[:3], "century": year[:2]}.get(unit, year))


def rel_unit(match: re.Match[str], context: Context) -> Meaning | None:
    """last week; this year; the past month"""
    words, unit, today = match["rel"].lower(), match["u"].lower(), context.today
    steps = next((_STEPS[word] for word in words.split() if word in _STEPS), 0)
    if unit == "day":
        start = context.spoken_day or today
        return Meaning((start + timedelta(days=steps * words.startswith("the "))).isoformat())
    if unit == "century":
        return Meaning(f"{today.year // 100 + steps:02d}")
    if unit == "decade" and words in ("the past", "the last"):
        return Meaning("P10Y", Kind.DURATION)
    if words in _OF_THE_STORY:
        today = context.spoken(unit)
    found = _shifted(today, unit, steps)
    return found and replace(found, is_aside=words == "the previous")


def the_unit(match: re.Match[str], context: Context) -> Meaning | None:
    """the year; year-end; the end of the month: those of the day of publication"""
    steps = {"last": -1, "next": 1}.get(match.groupdict().get("rel", "the").lower(), 0)
    return _shifted(context.today, match["u"].lower(), steps)


def rel_weekend(match: re.Match[str], context: Context) -> Meaning | None:
    """this weekend; over the weekend"""
    words, today = match["rel"].lower(), context.today
    ahead = words in ("this", "the") and context.is_ahead(match.start(), match.end())
    if words == "next" or "coming" in words:
        day = today + timedelta(days=7)
    elif ahead or (today.weekday() >= 5 and words != "last"):
        day = today
    else:
        day = today - timedelta(days=today.weekday() + 1)
    return Meaning(week_value(day) + "-WE")


def rel_season(match: re.Match[str], context: Context) -> Meaning | None:
    """last summer; the winter of 1994"""
    season, words, year = _SEASONS[match["s"].lower()], (match["rel"] or "in").lower(), context.today.year
    if match["y"]:
        return Meaning(f"{match['y']}-{season}", is_stated=True)
    if match["s"].lower() == "fall" and (
        words == "in" or (words == "the" and _A_DROP.match(context.text, match.end()))
    ):
        return None
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if words == "last":
        year -= begins + 2 >= context.today.month
    elif words == "next":
        year += begins <= context.today.month
    return Meaning(f"{year:04d}-{season}")


def season_year(match: re.Match[str], _context: Context) -> Meaning | None:
    """Summer 2014"""
    return Meaning(f"{match['y']}-{_SEASONS[match['s'].lower()]}", is_stated=True)


def numbered_quarter(match: re.Match[str], context: Context) -> Meaning | None:
    """Q3; Q1 2013"""
    number = int(match["q"])
    value = quarter_value(int(match["y"]), number) if match["y"] else context.quarter(number)
    return Meaning(value, is_stated=bool(match["y"]))


def quarter(match: re.Match[str], context: Context) -> Meaning | None:
    """the third quarter; this year's second half"""
    word = match["o"].lower()
    number = _ORDINAL_DIGITS.get(word) or ORDINALS[word]
    relation = match["possy"] or match["rel"] or ("last" if match["before"] else None)
    stated = match["y"] or match["y0"]
    year = int(stated) if stated else None
    if relation:
        year = context.today.year + {"this": 0, "last": -1, "next": 1}[relation.lower()]
    if match["u"] == "half":
        half = 2 if word == "last" else number
        return Meaning(f"{year or context.today.year:04d}-H{half}") if half <= 2 else None
    value = quarter_value(year, number) if year else context.quarter(number)
    return Meaning(value, is_stated=bool(stated), is_aside=bool(match["before"]))


def this_quarter(match: re.Match[str], context: Context) -> Meaning | None:
    """the quarter; last quarter"""
    words = match["how"].lower()
    number = (context.today.month + 2) // 3
    if words in ("the current", "this", "next"):
        return Meaning(quarter_value(context.today.year, number + (words == "next")))
    if words in ("last", "the previous"):
        return Meaning(quarter_value(context.today.year, number - 1))
    return Meaning(context.past_quarter())


def vague(match: re.Match[str], _context: Context) -> Meaning | None:
    """recently; now; soon"""
    return Meaning(_VAGUE_VALUES.get(match["w"].lower(), "PAST_REF"))
