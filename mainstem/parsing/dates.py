"""Dates as feeds write them → aware UTC, or None.

Two fast patterns take RFC 822 and RFC 3339, which is nearly all; the rest goes to ``looseDates``.
A missing zone is read as UTC. Years of two digits: 00-68 are 20xx, 69-99 are 19xx (RFC 2822 §4.3 reads
50-99 as 19xx; POSIX' pivot loses no living feed). Text longer than 120 characters is no date.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from mainstem.parsing import loosedates

_RFC822 = re.compile(
    r"(?:[A-Za-z]{3}, ?)?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) "
    r"(\d\d):(\d\d):(\d\d) (?:(GMT|UTC|UT|Z)|([+-])(\d\d):?(\d\d))$"
)
_RFC3339 = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):?(\d\d))$"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
_LONGEST = 120


def parse_date(text: str) -> datetime | None:
    """The moment that ``text`` names, in UTC; None where it names none. Never raises."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    try:
        fast = _rfc822(text) or _rfc3339(text)
        return fast or loosedates.parse(text)
    except (ValueError, OverflowError):
        return None


def _rfc822(text: str) -> datetime | None:
    match = _RFC822.match(text)
    if match is None:
        return None
    day, month, year, hour, minute, second, universal, sign, east_hours, east_minutes = match.groups()
    moment = (
        datetime(  # noqa: DTZ001 - the zone is added below
            int(year), _MONTHS[month], int(day), int(hour), int(minute), _second(second)
        )
        if int(hour) < 24
        else None
    )
    if moment is None:
        return None
    if universal:
        return moment.replace(tzinfo=UTC)
    return _shift(moment, sign, int(east_hours), int(east_minutes))


def _rfc3339(text: str) -> datetime | None:
    match = _RFC3339.match(text)
    if match is None or int(match[4]) > 23:
        return None
    year, month, day, hour, minute, second, fraction, universal, sign, east_hours, east_minutes = (
        match.groups()
    )
    micro = int((fraction + "000000")[:6]) if fraction else 0
    moment = datetime(int(year), int(month), int(day), int(hour), int(minute), _second(second), micro)  # noqa: DTZ001
    if universal:
        return moment.replace(tzinfo=UTC)
    return _shift(moment, sign, int(east_hours), int(east_minutes))


def _second(text: str) -> int:
    """A leap second is read as the one before it."""
    return 59 if text == "60" else int(text)


def _shift(moment: datetime, sign: str, hours: int, minutes: int) -> datetime:
    east = timedelta(hours=hours, minutes=minutes)
    return (moment + east if sign == "-" else moment - east).replace(tzinfo=UTC)
