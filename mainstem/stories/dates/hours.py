"""Times of day: clocks, mornings, nights."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mainstem.stories.dates.absolute import month_number, weekday_number
from mainstem.stories.dates.context import Context
from mainstem.stories.dates.meaning import Meaning
from mainstem.stories.dates.mention import Kind

_PARTS = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "midday": "T12:00",
    "noon": "T12:00",
}
_SHIFTS = {
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


def day_word(match: re.Match[str], context: Context) -> Meaning | None:
    """yesterday; tonight; this morning"""
    word = match["w"].lower()
    day = context.today + timedelta(days=_SHIFTS.get(word, 0))
    part = _PARTS.get(word.split()[-1], "TNI" if word == "tonight" else "")
    return Meaning(day.isoformat() + part, Kind.TIME if part else Kind.DATE)


def weekday_part(match: re.Match[str], context: Context) -> Meaning | None:
    """Friday night"""
    day = _named_day(match["wd"], context, match.start(), match.end())
    return Meaning(day.isoformat() + _PARTS[match["part"]], Kind.TIME)


def weekday_parts(match: re.Match[str], _context: Context) -> Meaning | None:
    """Tuesday nights; every Sunday morning"""
    number = weekday_number(match["wd"] or match["wd2"]) + 1
    return Meaning(f"XXXX-WXX-{number}{_PARTS[match['part'] or match['part2']]}", Kind.SET)


def clock(match: re.Match[str], context: Context) -> Meaning | None:
    """9:30 a.m. Tuesday; 5 p.m. on Nov. 9; 0700 GMT; 4 in the morning"""
    time = _noon(match["noon"]) if match["noon"] else _hours(match["c"], match["half"])
    return Meaning(f"{_day_of(match, context)}T{time}", Kind.TIME) if time else None


def _day_of(match: re.Match[str], context: Context) -> str:
    if match["wd"]:
        return _named_day(match["wd"], context, match.start(), match.end()).isoformat()
    if match["mo"] or match["mo2"]:
        month = month_number(match["mo"] or match["mo2"])
        number = int(re.sub(r"\D", "", match["d"] or match["d2"]))
        points = context.direction(match.start(), match.end())
        near = None if match["y"] else context.nearest_day(month, number, points)
        return near.isoformat() if near else f"{match['y'] or 'XXXX'}-{month:02d}-{number:02d}"
    return (context.spoken_day or context.today).isoformat()


def _noon(word: str) -> str:
    return "00:00" if word.lower() == "midnight" else "12:00"


def _hours(words: str, part: str | None) -> str:
    digits = "".join(re.findall(r"\d", words))
    has_minutes = len(digits) > 2
    hour, minute = int(digits[:-2] if has_minutes else digits), int(digits[-2:]) if has_minutes else 0
    half = re.search(r"[\d ]([ap])\.?m", words, re.IGNORECASE)
    if half or part:
        is_late = half[1] in "pP" if half else part != "morning"
        hour = hour % 12 + 12 * is_late
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def _named_day(name: str, context: Context, start: int, end: int) -> date:
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(name.lower())
    if shift is not None:
        return context.today + timedelta(days=shift)
    return context.weekday(weekday_number(name), ahead=context.is_ahead(start, end))


def in_the_part(match: re.Match[str], context: Context) -> Meaning | None:
    """in the morning: of the day last spoken of"""
    day = context.spoken_day or context.today
    return Meaning(day.isoformat() + _PARTS[match["part"].lower()], Kind.TIME)


def the_next_part(match: re.Match[str], context: Context) -> Meaning | None:
    """the next morning"""
    day = (context.spoken_day or context.today) + timedelta(days="same" not in match.group().lower())
    return Meaning(day.isoformat() + _PARTS[match["part"].lower()], Kind.TIME)
