"""ISO 8601 intervals with the shorthand that readers know, as half-open ranges of time.

``2014``, ``2014-03``, ``201403``, ``2014-03-30``, ``2014-05-30T13:30``; ranges with ``/`` or ``--``; a
shortened right side (``2014-02/04``, ``T22:00/22:15``); open ends; ``2014-03/P1W``, ``P1W/2014-05-25``;
``P1D`` and ``P1D/`` since a day ago, ``/P1D`` until a day ago. A left side begins, a right side ends with
the whole year, month, day, hour or minute that it names.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

_ADVICE = "Write a date as 2026, 2026-03, 2026-03-30 or P1W, and ranges with a slash."
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?|(\d{2})(\d{2})?)?")
_CLOCK = re.compile(r"(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?")
_SHORT = re.compile(r"\d{1,2}(?:[-:]\d{1,2}){0,3}")
_DURATION = re.compile(
    r"P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?"
    r"(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)
_FIRST = (1, 1, 1, 0, 0, 0)


class BadInterval(ValueError):
    """This is not a time or interval."""


@dataclass(frozen=True, slots=True)
class _Instant:
    """Year, month, day, hour, minute, second as far as given, and the zone they are told in."""

    parts: tuple[int, ...]
    zone: tzinfo

    def start(self) -> datetime | None:
        return _utc(_begun(self.parts), self.zone)

    def end(self) -> datetime | None:
        """The first moment after the whole that is named; None past the end of the calendar."""
        try:
            begun = _begun(self.parts)
            return _utc(_after(begun, len(self.parts)), self.zone)
        except OverflowError:
            return None


@dataclass(frozen=True, slots=True)
class _Duration:
    months: int
    rest: timedelta

    def before(self, moment: datetime) -> datetime | None:
        return _shift(moment, -self.months, -self.rest)

    def after(self, moment: datetime) -> datetime | None:
        return _shift(moment, self.months, self.rest)


def interval(text: str, now: datetime, zone: tzinfo = UTC) -> tuple[datetime | None, datetime | None]:
    """Start (included) and end (not included) in UTC, None where open. Raises BadInterval."""
    typed = text.strip().upper()
    left, slash, right = typed.partition("/") if "/" in typed else typed.partition("--")
    if not left and not right:
        raise BadInterval(f"An interval is missing. {_ADVICE}")
    if not slash:
        return _alone(left, now, zone)
    first, second = _side(left, zone), _side_after(left, right, zone)
    if isinstance(first, _Duration) and isinstance(second, _Duration):
        raise BadInterval(f"Of {text!r} only one side may be a duration. {_ADVICE}")
    return _begin(first, second, now), _end(first, second, now)


def _alone(text: str, now: datetime, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
    side = _side(text, zone)
    if isinstance(side, _Duration):
        return side.before(now), None
    return (side.start(), side.end()) if side else (None, None)


def _begin(first: _Instant | _Duration | None, second: object, now: datetime) -> datetime | None:
    if isinstance(first, _Instant):
        return first.start()
    if isinstance(first, _Duration):
        until = second.end() if isinstance(second, _Instant) else now
        return first.before(until) if until else None
    return None


def _end(first: object, second: _Instant | _Duration | None, now: datetime) -> datetime | None:
    if isinstance(second, _Instant):
        return second.end()
    if isinstance(second, _Duration) and isinstance(first, _Instant):
        since = first.start()
        return second.after(since) if since else None
    return second.before(now) if isinstance(second, _Duration) else None


def _side(text: str, zone: tzinfo) -> _Instant | _Duration | None:
    if not text:
        return None
    return _duration(text) if text.startswith("P") else _instant(text, zone)


def _side_after(left: str, right: str, zone: tzinfo) -> _Instant | _Duration | None:
    """The right side; what it leaves out is as on the left."""
    if left and not left.startswith("P") and not right.startswith("P"):
        known = _instant(left, zone)
        if right.startswith("T"):
            clock, own_zone = _clock(right[1:], known.zone)
            return _checked((*known.parts[:3], *clock), own_zone, right)
        if _SHORT.fullmatch(right):
            tail = tuple(int(part) for part in re.split("[-:]", right))
            kept = len(known.parts) - len(tail)
            if kept >= 1:
                return _checked((*known.parts[:kept], *tail), known.zone, right)
    return _side(right, zone)


def _instant(text: str, zone: tzinfo) -> _Instant:
    date, _, clock = text.partition("T")
    match = _DATE.fullmatch(date)
    if match is None:
        raise BadInterval(f"{text!r} is not a date. {_ADVICE}")
    parts = tuple(int(part) for part in match.groups() if part)
    if not clock:
        return _checked(parts, zone, text)
    if len(parts) < 3:
        raise BadInterval(f"{text!r} gives a time without a day. {_ADVICE}")
    time, own_zone = _clock(clock, zone)
    return _checked((*parts, *time), own_zone, text)


def _clock(text: str, zone: tzinfo) -> tuple[tuple[int, ...], tzinfo]:
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise BadInterval(f"{text!r} is not a time of day: write 13 or 13:30.")
    offset = match[4]
    return tuple(int(part) for part in match.groups()[:3] if part), _zone(offset) if offset else zone


def _zone(offset: str) -> tzinfo:
    if offset == "Z":
        return UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if away >= timedelta(hours=24):
        raise BadInterval(f"{offset!r} is not a time zone.")
    return timezone(-away if offset[0] == "-" else away)


def _checked(parts: tuple[int, ...], zone: tzinfo, text: str) -> _Instant:
    try:
        _begun(parts)
    except ValueError as trouble:
        raise BadInterval(f"There is no date {text!r}: {trouble}.") from trouble
    return _Instant(parts, zone)


def _duration(text: str) -> _Duration:
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        raise BadInterval(f"{text!r} is not a duration: write P1Y, P2M, P3W, P4D, PT5H, PT30M or P1DT1H.")
    years, months, weeks, days, hours, minutes, seconds = (
        min(int(part or 0), 10**6) for part in match.groups()
    )
    rest = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return _Duration(years * 12 + months, rest)


def _shift(moment: datetime, months: int, rest: timedelta) -> datetime | None:
    """A day that the month does not have becomes its last; None outside the calendar."""
    count = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(count, 12)
    try:
        day = min(moment.day, calendar.monthrange(year, month + 1)[1])
        return moment.replace(year=year, month=month + 1, day=day) + rest
    except (OverflowError, ValueError):
        return None


def _after(begun: datetime, precision: int) -> datetime:
    if precision == 1:
        return begun.replace(year=begun.year + 1) if begun.year < 9999 else begun + timedelta(days=366)
    if precision == 2:
        return begun + timedelta(days=calendar.monthrange(begun.year, begun.month)[1])
    return (
        begun
        + (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1))[precision - 3]
    )


def _begun(parts: tuple[int, ...]) -> datetime:
    """The first moment of what is named, on nobody's clock yet."""
    year, month, day, hour, minute, second = (*parts, *_FIRST[len(parts) :])
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001


def _utc(begun: datetime, zone: tzinfo) -> datetime | None:
    try:
        return begun.replace(tzinfo=zone).astimezone(UTC)
    except OverflowError:
        return None
