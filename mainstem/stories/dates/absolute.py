# ruff: noqa: E501  (a table of patterns)
"""Phrases with a day, a month or a year in them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mainstem.stories.dates.context import Context
from mainstem.stories.dates.english import MONTHS, WEEKDAYS
from mainstem.stories.dates.meaning import Meaning
from mainstem.stories.dates.mention import Kind
from mainstem.stories.dates.numbers import number_of
from mainstem.stories.dates.values import month_value

_RELATIVE_YEAR = {"this": 0, "last": -1, "next": 1}
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()
_CENTURIES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
_NOT_A_YEAR = re.compile(
    r" (?:people|shares|jobs|workers|employees|miles|kilometers|kilometres|feet|meters|metres|tons|tonnes|pounds|dollars"
    r"|men|women|children|troops|soldiers|euros|members|copies|hours|points|votes|units|homes|acres|students|cases"
    r"|years|times|million|billion|percent)\b"
)


_MEASURED = re.compile(r"[Tt]emperature|degree|highs?\b|lows?\b|aged?\b|percent|%")  # in the 70s
_IN_A_SENTENCE = re.compile(
    r"(?:^|[\s(])(?:[a-z0-9][\w’'-]*,?|In|By|Since|Until|From|During|Early|Late|Mid|Last|Next|This|[A-Z][a-z]{2,8}(?:,| and| or| to))[ -]$"
)


def month_number(name: str) -> int:
    """1 to 12 for a name or an abbreviation."""
    return MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """0 to 6, Monday first."""
    return WEEKDAYS.index(name[:3].lower())


def iso(match: re.Match[str], _context: Context) -> Meaning | None:
    """2025-10-25"""
    return _beside(match["wd"], _stated(int(match["y"]), int(match["m"]), int(match["d"])))


def slashed(match: re.Match[str], _context: Context) -> Meaning | None:
    """10/25/2025, month first unless it cannot be"""
    month, day, year = int(match["m"]), int(match["d"]), int(match["y"])
    if len(match["y"]) == 2:
        year += 2000 if year < 60 else 1900
    if (month > 12 and day <= 12) or _falls_on(match["wd"], year, day, month):
        month, day = day, month
    if month > 12:
        return None
    return _beside(match["wd"], _stated(year, month, day))


def _falls_on(weekday: str | None, year: int, month: int, day: int) -> bool:
    """Whether the day of that name is such a weekday, so that the month must have come second."""
    if weekday is None or not (1 <= month <= 12 and 1 <= day <= 28 and year):
        return False
    return date(year, month, day).weekday() == weekday_number(weekday)


def _beside(weekday: str | None, meaning: Meaning) -> Meaning:
    return meaning.on(weekday_number(weekday)) if weekday else meaning


def full(match: re.Match[str], _context: Context) -> Meaning | None:
    """Friday, October 25, 2025; 25 October 2025"""
    day = int(re.sub(r"\D", "", match["d"] or match["d2"]))
    meaning = _stated(int(match["y"]), month_number(match["mo"] or match["mo2"]), day)
    return _beside(match["wd"] or match["wd2"] or match["wd3"], meaning)


def month_day(match: re.Match[str], context: Context) -> Meaning | None:
    """October 25; 25th of October"""
    day = int(re.sub(r"\D", "", match["d"] or match["d2"]))
    month = month_number(match["mo"] or match["mo2"])
    if match["rel"]:
        year = context.today.year + _RELATIVE_YEAR[match["rel"]]
        return Meaning(f"{year:04d}-{month:02d}-{day:02d}", day=day, month=month, year=year)
    found = context.nearest_day(month, day, context.direction(match.start(), match.end()))
    weekday = weekday_number(match["wd"]) if match["wd"] else None
    if found is not None and weekday is not None and found.weekday() != weekday:
        found = _with_weekday(found, weekday) or found
    value = found.isoformat() if found else f"XXXX-{month:02d}-{day:02d}"
    return Meaning(value, weekday=weekday, day=day, month=month)


def _with_weekday(found: date, weekday: int) -> date | None:
    """The same day a year earlier or later, if it falls on the weekday that is given with it."""
    for year in (found.year - 1, found.year + 1):
        try:
            other = found.replace(year=year)
        except ValueError:
            continue
        if other.weekday() == weekday:
            return other
    return None


def month_year(match: re.Match[str], context: Context) -> Meaning | None:
    """October 2025; June last year"""
    year = int(match["y"]) if match["y"] else context.today.year + _RELATIVE_YEAR[match["rel"]]
    return Meaning(month_value(year, month_number(match["mo"])), is_stated=bool(match["y"]))


def month(match: re.Match[str], context: Context) -> Meaning | None:
    """October; in May"""
    if match["may"] and not _IN_A_SENTENCE.search(context.text, max(0, match.start() - 40), match.start()):
        return None  # a surname, a verb, a protest
    number = month_number(match["mo"] or match["may"])
    return Meaning(context.month(number, context.direction(match.start(), match.end())))


def rel_month(match: re.Match[str], context: Context) -> Meaning | None:
    """last October"""
    relation, number = match["rel"].lower(), month_number(match["mo"])
    if relation.startswith("this"):
        return Meaning(month_value(context.today.year, number))
    if relation == "next":
        later = number <= context.today.month
        return Meaning(month_value(context.today.year + later, number))
    return Meaning(month_value(context.today.year - (number >= context.today.month), number))


def year(match: re.Match[str], context: Context) -> Meaning | None:
    """in 2025"""
    if _NOT_A_YEAR.match(context.text, match.end()):
        return None
    return Meaning(match["y"], is_stated=True)


def spelled_year(match: re.Match[str], _context: Context) -> Meaning | None:
    """nineteen ninety-six; the year two thousand"""
    if match["k"]:
        return Meaning(f"{2000 + int(number_of(match['k1'] or 'zero')):d}", is_stated=True)
    hundreds = {"eighteen": 18, "nineteen": 19, "twenty": 20}[match["c"].lower()]
    return Meaning(f"{hundreds}{int(number_of(match['n'])):02d}", is_stated=True)


def short_year(match: re.Match[str], context: Context) -> Meaning | None:
    """in '98"""
    number = int(match["yy"])
    latest = context.today.year % 100 + 10
    return Meaning(f"{20 if number <= latest else 19}{number:02d}", is_stated=True)


def each_month(match: re.Match[str], _context: Context) -> Meaning | None:
    """every July"""
    return Meaning(f"XXXX-{month_number(match['mo']):02d}", Kind.SET)


def nineties(match: re.Match[str], context: Context) -> Meaning | None:
    """the nineties"""
    digit = 2 + _DECADES.index(match["n"].lower())
    return Meaning(f"{20 if 2000 + 10 * digit <= context.today.year else 19}{digit}", is_stated=True)


def decade(match: re.Match[str], context: Context) -> Meaning | None:
    """the 1990s, the '90s"""
    if match["y"]:
        return Meaning(
            match["y"][: 2 if match["y"].endswith("00") and match["y"] < "2000" else 3], is_stated=True
        )
    bare = match["bare"] or match["bare2"] or match["bare3"]
    if bare and _MEASURED.search(context.text, max(0, match.start() - 60), match.end() + 30):
        return None
    digit = int((match["yy"] or bare)[0])
    century = 20 if 2000 + 10 * digit <= context.today.year else 19
    return Meaning(f"{century}{digit}", is_stated=True)


def century(match: re.Match[str], _context: Context) -> Meaning | None:
    """the 19th century; the nineteenth century"""
    number = int(match["n"]) if match["n"] else 1 + _CENTURIES.index(re.sub(r"\W", "-", match["w"].lower()))
    return Meaning(f"{number - 1:02d}", is_stated=True) if number else None


def weekday(match: re.Match[str], context: Context) -> Meaning | None:
    """Friday; last Friday"""
    number, relation = weekday_number(match["wd"]), (match["rel"] or "").lower()
    today = context.today
    if relation in ("last", "this past"):
        found = today - timedelta(days=(today.weekday() - number) % 7 or 7)
    elif relation in ("next", "this coming"):
        found = today + timedelta(days=(number - today.weekday()) % 7 or 7)
    else:
        found = context.weekday(number, ahead=context.is_ahead(match.start(), match.end()))
    return Meaning(found.isoformat(), weekday=number)


def weekdays(match: re.Match[str], _context: Context) -> Meaning | None:
    """Fridays"""
    return Meaning(f"XXXX-WXX-{weekday_number(match['wd']) + 1}", Kind.SET)


def _stated(year: int, month: int, day: int) -> Meaning:
    return Meaning(f"{year:04d}-{month:02d}-{day:02d}", is_stated=True, day=day, month=month, year=year)
