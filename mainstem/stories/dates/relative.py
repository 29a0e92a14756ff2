"""Phrases that count from the day of publication, or from what was spoken of last."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mainstem.stories.dates.absolute import weekday_number
from mainstem.stories.dates.context import Context
from mainstem.stories.dates.meaning import Meaning
from mainstem.stories.dates.mention import Kind
from mainstem.stories.dates.numbers import ORDINALS, number_of
from mainstem.stories.dates.values import month_value, quarter_value, week_value

_PARTS = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "midday": "T12:00",
    "noon": "T12:00",
}
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
_ORDINAL_DIGITS = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def day_word(match: re.Match[str], context: Context) -> Meaning | None:
    """yesterday; tonight; this morning"""
    word = match["w"].lower()
    shift = {"yesterday": -1, "tomorrow": 1, "last night": -1, "the day before yesterday": -2}
    shift["the day after tomorrow"] = 2
    day = context.today + timedelta(days=shift.get(word, 0))
    part = _PARTS.get(word.split()[-1], "TNI" if word in ("tonight", "overnight") else "")
    return Meaning(day.isoformat() + part, Kind.TIME if part else Kind.DATE)


def weekday_part(match: re.Match[str], context: Context) -> Meaning | None:
    """Friday night"""
    day = _named_day(match["wd"], context, match.start(), match.end())
    return Meaning(day.isoformat() + _PARTS[match["part"]], Kind.TIME)


def clock(match: re.Match[str], context: Context) -> Meaning | None:
    """9:30 a.m. Tuesday"""
    named = match["wd"]
    day = (
        _named_day(named, context, match.start(), match.end())
        if named
        else context.spoken_day or context.today
    )
    if match["noon"]:
        hour, minute = (12 if match["noon"] == "noon" else 0), 0
    else:
        numbers = re.findall(r"\d+", match["c"])
        hour, minute = int(numbers[0]) % 12, int(numbers[1]) if len(numbers) > 1 else 0
        hour += 12 if re.search(r"[\d ]p", match["c"]) else 0
    return Meaning(f"{day.isoformat()}T{hour:02d}:{minute:02d}", Kind.TIME)


def _named_day(name: str, context: Context, start: int, end: int) -> date:
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(name.lower())
    if shift is not None:
        return context.today + timedelta(days=shift)
    return context.weekday(weekday_number(name), ahead=context.is_ahead(start, end))


def ago(match: re.Match[str], context: Context) -> Meaning | None:
    """two weeks ago; a year earlier; three days later"""
    unit, direction, amount = (match["u"] or "").lower(), match["dir"].lower(), match["n"].lower()
    if amount == "a week or so":
        unit, amount = "week", "a"
    if not unit:
        return None
    if amount in ("several", "a few", "few", "many", "a year or two"):
        return Meaning("PAST_REF" if direction in ("ago", "earlier") else "FUTURE_REF")
    count = {"a": 1.0, "an": 1.0, "a couple of": 2.0}.get(amount)
    steps = round(number_of(amount) if count is None else count)
    sign = -1 if direction in ("ago", "earlier") else 1
    start = context.spoken_day if direction in ("earlier", "later") and context.spoken_day else context.today
    if unit == "year" and context.spoken_quarter and steps == 1 and sign < 0:
        return Meaning(_year_before(context.spoken_quarter), is_aside=True)
    return _shifted(start, unit, sign * steps)


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
    if words.startswith("the ") and unit == "day":
        start = context.spoken_day or today
        return Meaning((start + timedelta(days=steps)).isoformat())
    if unit == "day":
        return Meaning((context.spoken_day or today).isoformat())
    if unit == "century":
        return Meaning(f"{today.year // 100 + steps:02d}")
    if unit == "decade" and words in ("the past", "the last"):
        return Meaning("P10Y", Kind.DURATION)
    if words in ("that", "that same", "the same") and context.spoken_day and unit == "year":
        today = context.spoken_day
    return _shifted(today, unit, steps)


def the_unit(match: re.Match[str], context: Context) -> Meaning | None:
    """the year; the end of the month: those of the day of publication"""
    steps = {"last": -1, "next": 1}.get(match.groupdict().get("rel", "the").lower(), 0)
    return _shifted(context.today, match["u"].lower(), steps)


def the_next_part(match: re.Match[str], context: Context) -> Meaning | None:
    """the next morning"""
    day = (context.spoken_day or context.today) + timedelta(days="same" not in match.group().lower())
    return Meaning(day.isoformat() + _PARTS[match["part"].lower()], Kind.TIME)


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
    season, words, year = _SEASONS[match["s"]], match["rel"].lower(), context.today.year
    if match["y"]:
        return Meaning(f"{match['y']}-{season}", is_stated=True)
    if words == "in" and match["s"] == "fall":
        return None
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    if words == "last":
        year -= begins + 2 >= context.today.month
    elif words == "next":
        year += begins <= context.today.month
    return Meaning(f"{year:04d}-{season}")


def quarter(match: re.Match[str], context: Context) -> Meaning | None:
    """the third quarter; this year's second half"""
    word = match["o"].lower()
    number = _ORDINAL_DIGITS.get(word) or ORDINALS[word]
    relation = match["possy"] or match["rel"]
    year = int(match["y"]) if match["y"] else None
    if relation:
        year = context.today.year + {"this": 0, "last": -1, "next": 1}[relation]
    if match["u"] == "half":
        half = 2 if word == "last" else number
        return Meaning(f"{year or context.today.year:04d}-H{half}") if half <= 2 else None
    value = quarter_value(year, number) if year else context.quarter(number)
    return Meaning(value, is_stated=bool(match["y"]))


def this_quarter(match: re.Match[str], context: Context) -> Meaning | None:
    """the quarter; last quarter"""
    words = match["how"].lower()
    number = (context.today.month + 2) // 3
    if words in ("the current", "this", "next"):
        return Meaning(quarter_value(context.today.year, number + (words == "next")))
    if words in ("last", "the previous"):
        return Meaning(quarter_value(context.today.year, number - 1))
    return Meaning(context.past_quarter())


def holiday(match: re.Match[str], context: Context) -> Meaning | None:
    """Christmas; Labor Day"""
    name = match["h"].replace("’", "'").lower()
    ahead = context.is_ahead(match.start(), match.end())
    days = [
        day
        for year in range(context.today.year - 1, context.today.year + 2)
        if (day := _holiday_in(name, year))
    ]
    if not days:
        return None
    behind = [day for day in days if day <= context.today]
    coming = [day for day in days if day >= context.today]
    found = min(coming) if ahead and coming else max(behind) if behind else min(days)
    return Meaning(found.isoformat())


def _holiday_in(name: str, year: int) -> date | None:
    fixed = {
        "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new year's day": (1, 1),
        "new year's eve": (12, 31), "halloween": (10, 31), "valentine's day": (2, 14), "independence day": (7, 4),
        "veterans day": (11, 11),
    }  # fmt: skip
    floating = {"thanksgiving": (11, 3, 22), "thanksgiving day": (11, 3, 22), "labor day": (9, 0, 1),
                "memorial day": (5, 0, 25), "election day": (11, 1, 2)}  # fmt: skip
    if name in fixed:
        return date(year, *fixed[name])
    if name in floating:
        month, weekday, earliest = floating[name]
        first = date(year, month, earliest)
        return first + timedelta(days=(weekday - first.weekday()) % 7)
    return _easter(year)


def _easter(year: int) -> date:
    """The Gregorian computus, in the form of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def vague(match: re.Match[str], _context: Context) -> Meaning | None:
    """recently; now; soon"""
    return Meaning(_VAGUE_VALUES.get(match["w"].lower(), "PAST_REF"))
