"""Dates in a form that a person gave: PHP's letters (d/m/Y H:i), or strptime's (%d/%m/%Y %H:%M)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from mainstem.parsing.dates import parse_date
from mainstem.parsing.datewords import MONTHS, fold

_LETTERS = {
    "d": r"(?P<day>\d{2})",
    "j": r"(?P<day>\d{1,2})",
    "D": r"[^\W\d]+\.?",
    "l": r"[^\W\d]+\.?",
    "S": r"(?:st|nd|rd|th)",
    "m": r"(?P<month>\d{2})",
    "n": r"(?P<month>\d{1,2})",
    "M": r"(?P<name>[^\W\d]+\.?)",
    "F": r"(?P<name>[^\W\d]+\.?)",
    "Y": r"(?P<year>-?\d{4})",
    "y": r"(?P<short>\d{2})",
    "a": r"(?P<half>[ap]\.?m\.?)",
    "A": r"(?P<half>[ap]\.?m\.?)",
    "g": r"(?P<hour>\d{1,2})",
    "G": r"(?P<hour>\d{1,2})",
    "h": r"(?P<hour>\d{2})",
    "H": r"(?P<hour>\d{2})",
    "i": r"(?P<minute>\d{2})",
    "s": r"(?P<second>\d{2})",
    "u": r"(?P<fraction>\d{1,6})",
    "v": r"(?P<fraction>\d{3})",
    "U": r"(?P<epoch>-?\d{1,11})",
    "e": r"(?P<zone>[+-]\d\d:?\d\d|[\w/]+)",
    "T": r"(?P<zone>[+-]\d\d:?\d\d|[\w/]+)",
    "O": r"(?P<zone>[+-]\d\d:?\d\d)",
    "P": r"(?P<zone>[+-]\d\d:?\d\d|Z)",
    "p": r"(?P<zone>[+-]\d\d:?\d\d|Z)",
    "?": ".",
    "*": r"[^\s,;:/.()-]*",
    "+": ".*",
    "!": "",
    "|": "",
    "#": r"[;:/.,()-]",
    " ": r"\s+",
}


def read(text: str, form: str) -> datetime | None:
    """The moment in UTC that ``text`` names in this form; None where it is not of that form."""
    text = " ".join(text.split())
    if not text or len(text) > 200:
        return None
    try:
        return _by_strptime(text, form) if "%" in form else _by_letters(text, form)
    except (ValueError, OverflowError):
        return None


def _by_strptime(text: str, form: str) -> datetime:
    moment = datetime.strptime(text, form)  # noqa: DTZ007 - the zone is looked at next
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def _pattern(form: str) -> re.Pattern[str]:
    pieces = []
    used: set[str] = set()
    letters = iter(form)
    for letter in letters:
        if letter == "\\":
            pieces.append(re.escape(next(letters, "\\")))
            continue
        piece = _LETTERS.get(letter, re.escape(letter))
        name = re.match(r"\(\?P<(\w+)>", piece)
        if name and name[1] in used:
            piece = piece.replace(f"?P<{name[1]}>", "?:")
        used |= {name[1]} if name else set()
        pieces.append(piece)
    return re.compile("".join(pieces), re.IGNORECASE)


def _by_letters(text: str, form: str) -> datetime | None:
    match = _pattern(form[:100]).fullmatch(text)
    if match is None:
        return None
    part = {name: value for name, value in match.groupdict().items() if value is not None}
    if "epoch" in part:
        return datetime.fromtimestamp(int(part["epoch"]), UTC)
    hour = int(part.get("hour", "0"))
    half = part.get("half", "")[:1].lower()
    hour = hour + 12 if half == "p" and hour < 12 else 0 if half == "a" and hour == 12 else hour
    moment = datetime(
        _year(part),
        _month(part),
        int(part.get("day", "1")),
        hour,
        int(part.get("minute", "0")),
        int(part.get("second", "0")),
        tzinfo=UTC,
    )
    moment += timedelta(microseconds=int(part.get("fraction", "0").ljust(6, "0")))
    return _shifted(moment, part["zone"]) if "zone" in part else moment


def _year(part: dict[str, str]) -> int:
    if "short" in part:
        short = int(part["short"])
        return short + (2000 if short < 70 else 1900)
    if "year" not in part:
        raise ValueError("a date without a year")
    return int(part["year"])


def _month(part: dict[str, str]) -> int:
    if "name" in part:
        return (
            MONTHS.get(fold(part["name"])) or MONTHS[fold(part["name"])[:3]]
            if fold(part["name"])[:3] in MONTHS
            else 0
        )
    return int(part.get("month", "1"))


def _shifted(moment: datetime, zone: str) -> datetime:
    """The moment on the clocks of ``zone``: read once more, with the zone beside it."""
    return parse_date(f"{moment:%Y-%m-%dT%H:%M:%S} {zone}") or moment
