"""Holidays: the days of the calendar that they fall on."""

from __future__ import annotations

import re
from datetime import date, timedelta

from mainstem.stories.dates.context import Context
from mainstem.stories.dates.meaning import Meaning

_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26),
    "new year's day": (1, 1), "new year's eve": (12, 31), "halloween": (10, 31), "valentine's day": (2, 14),
    "independence day": (7, 4), "veterans day": (11, 11),
}  # fmt: skip
# The month, the weekday (Monday is 0), the earliest day that it can be, and days to add.
_FLOATING = {
    "thanksgiving": (11, 3, 22, 0), "thanksgiving day": (11, 3, 22, 0), "black friday": (11, 3, 22, 1),
    "cyber monday": (11, 3, 22, 4), "labor day": (9, 0, 1, 0), "memorial day": (5, 0, 25, 0),
    "election day": (11, 1, 2, 0), "columbus day": (10, 0, 8, 0), "presidents day": (2, 0, 15, 0),
    "martin luther king day": (1, 0, 15, 0), "mother's day": (5, 6, 8, 0),
}  # fmt: skip
_FROM_EASTER = {
    "good friday": -2, "palm sunday": -7, "ash wednesday": -46, "easter": 0, "easter sunday": 0, "easter monday": 1,
    "pentecost": 49,
}  # fmt: skip


def holiday(match: re.Match[str], context: Context) -> Meaning | None:
    """Christmas; Labor Day; Good Friday"""
    name = match["h"].replace("’", "'").lower().replace("presidents' day", "presidents day")
    ahead = context.is_ahead(match.start(), match.end())
    days = [holiday_in(name, year) for year in range(context.today.year - 1, context.today.year + 2)]
    behind = [day for day in days if day <= context.today]
    coming = [day for day in days if day >= context.today]
    found = min(coming) if (ahead or not behind) and coming else max(behind)
    return Meaning(found.isoformat())


def holiday_in(name: str, year: int) -> date:
    """The day on which a holiday of the tables above falls in a year."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FLOATING:
        month, weekday, earliest, more = _FLOATING[name]
        first = date(year, month, earliest)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + more)
    return _easter(year) + timedelta(days=_FROM_EASTER[name])


def _easter(year: int) -> date:
    """The Gregorian computus, in the form of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    shift = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
