"""TIMEX3 values: made from dates, and turned into the days that they cover."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from mainstem.stories.dates.mention import Granularity

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
_VALUE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:T.*)?|(?P<week>\d{4}-W\d\d)(?P<end>-WE)?|(?P<month>\d{4}-\d\d)"
    r"|(?P<quarter>\d{4}-Q[1-4])|(?P<half>\d{4}-H[12])|(?P<season>\d{4}-(?:SP|SU|FA|WI))|(?P<year>\d{4})|(?P<decade>\d{3})"
    r"|(?P<century>\d\d)"
)
_MONTHS_OF: dict[str, Callable[[str], tuple[int, int, Granularity]]] = {
    "month": lambda part: (int(part), int(part), Granularity.MONTH),
    "quarter": lambda part: (3 * int(part[1]) - 2, 3 * int(part[1]), Granularity.QUARTER),
    "half": lambda part: (6 * int(part[1]) - 5, 6 * int(part[1]), Granularity.QUARTER),
    "season": lambda part: (*_SEASONS[part], Granularity.SEASON),
    "year": lambda _part: (1, 12, Granularity.YEAR),
}
Covered = tuple[date | None, date | None, Granularity]


def week_value(day: date) -> str:
    """The ISO week of a day: 2025-W43."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """A month, where ``month`` may run over either end of the year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """A quarter, where ``quarter`` may run over either end of the year."""
    return f"{year + (quarter - 1) // 4:04d}-Q{(quarter - 1) % 4 + 1}"


def covered(value: str) -> Covered:
    """First and last day of a value, and how exact it is."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return (
            None,
            None,
            Granularity.SPAN
            if value.startswith("P") and value[1:2] in "0123456789XT"
            else (Granularity.VAGUE),
        )
    try:
        return _days(match)
    except ValueError:
        return None, None, Granularity.VAGUE


def _days(match: re.Match[str]) -> Covered:
    kind = str(match.lastgroup if match.lastgroup != "end" else "week")
    text = str(match[kind])
    year = int(text[:4]) if len(text) >= 4 else 0
    if kind == "day":
        day = date.fromisoformat(text)
        return day, day, Granularity.DAY
    if kind == "week":
        monday = date.fromisocalendar(year, int(text[6:]), 1)
        first = monday + timedelta(days=5 if match["end"] else 0)
        return first, monday + timedelta(days=6), Granularity.WEEK
    if kind in _MONTHS_OF:
        first_month, last_month, granularity = _MONTHS_OF[kind](text[5:])
        return date(year, first_month, 1), _last_day(year, last_month), granularity
    if kind == "decade":
        return date(int(text) * 10, 1, 1), date(int(text) * 10 + 9, 12, 31), Granularity.DECADE
    return date(int(text) * 100, 1, 1), date(int(text) * 100 + 99, 12, 31), Granularity.CENTURY


def _last_day(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
