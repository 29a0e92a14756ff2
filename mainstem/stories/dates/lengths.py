"""Lengths of time, and what comes again and again."""

from __future__ import annotations

import re

from mainstem.stories.dates.context import Context
from mainstem.stories.dates.meaning import Meaning
from mainstem.stories.dates.mention import Kind
from mainstem.stories.dates.numbers import TENS, number_of

_CODES = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "month": "M",
          "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y", "centurie": "Y", "millennium": "Y",
          "millennia": "Y"}  # fmt: skip
_TIMES = {"decade": 10, "century": 100, "centurie": 100, "millennium": 1_000, "millennia": 1_000}
_VAGUE_UNITS = {"decade": "PXE", "century": "PXC", "centurie": "PXC", "millennia": "PXL"}
_TO = re.compile(r" (?:to|or) ")
_INEXACT = (
    "several",
    "multi",
    "few",
    "many",
    "number of",
    "recent",
    "coming",
    "dozens",
    "hundreds",
    "thousands",
)
_LY = {
    "daily": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "nightly": "P1D",
}


def length_value(amount: float | None, unit: str) -> str:
    """P2D, PT5H, P2Y6M; "X" where the amount is not known."""
    if amount is None and unit in _VAGUE_UNITS:
        return _VAGUE_UNITS[unit]
    code = _CODES[unit]
    time = "T" if unit in ("second", "minute", "hour") else ""
    if amount is None:
        return f"P{time}X{code}"
    amount *= _TIMES.get(unit, 1)
    if amount == int(amount):
        return f"P{time}{int(amount)}{code}"
    if unit == "year":
        return f"P{int(amount)}Y{round(amount % 1 * 12)}M"
    if unit in ("hour", "minute"):
        return f"PT{int(amount)}{code}{round(amount % 1 * 60)}{'M' if unit == 'hour' else 'S'}"
    return f"P{time}{amount:g}{code}"


def span(match: re.Match[str], _context: Context) -> Meaning | None:
    """two weeks; the past five months; ten-day"""
    amount, unit = match["n"].lower(), match["u"].lower()
    if not _is_length(match, amount, unit):
        return None
    if amount == "coming":
        return Meaning("FUTURE_REF")
    inexact = any(word in amount for word in _INEXACT)
    count = 2.0 if amount.endswith("couple of") else None if inexact else _least(amount)
    return Meaning(length_value(count, unit), Kind.DURATION)


def _is_length(match: re.Match[str], amount: str, unit: str) -> bool:
    if unit in ("quarter", "second") and match["sep"] == "-":
        return False  # three-quarters
    if amount == "one" and unit in ("day", "quarter"):
        return False  # some day or other; a part of something
    if match["pl"]:
        return amount != "multi"
    return match["sep"] == "-" or amount in ("1", "one") or unit == "millennia" or _before_a_noun(match)


def _before_a_noun(match: re.Match[str]) -> bool:
    """Whether the unit in the singular stands before what it measures: a two day rally."""
    is_plain = match["u"].islower() and match["u"] != "second" and not match["n"][:1].isupper()
    return is_plain and re.match(r" [a-z]{3,}", match.string[match.end() : match.end() + 4]) is not None


def _least(amount: str) -> float:
    """Of "two to three" the first, as annotators have it."""
    first = _TO.split(amount)[0]
    whole, dash, _ = first.partition("-")
    return number_of(whole if dash and whole not in TENS else first)


def half_span(match: re.Match[str], _context: Context) -> Meaning | None:
    """a year and a half; two and a half hours; half a century; a quarter-century"""
    if match["dir"]:
        return Meaning("PAST_REF" if match["dir"].lower() != "later" else "FUTURE_REF")
    if match["u4"]:
        return Meaning("P25Y", Kind.DURATION)
    if match["u3"]:
        unit = match["u3"].lower()
        halves = {"hour": "PT30M", "day": "PT12H", "century": "P50Y", "decade": "P5Y", "year": "P6M"}
        return Meaning(halves[unit], Kind.DURATION)
    words, unit = (match["lead"] or match["n"]).lower(), (match["u"] or match["u2"]).lower()
    amount = 1.0 if words in ("a", "an") else number_of(words)
    return Meaning(length_value(amount + 0.5, unit), Kind.DURATION)


def long(match: re.Match[str], _context: Context) -> Meaning | None:
    """the day-long talks; a decades-long quarrel"""
    return Meaning(length_value(None if match["pl"] else 1, match["u"].lower()), Kind.DURATION)


def year_to(_match: re.Match[str], _context: Context) -> Meaning | None:
    """the year ended 31 March"""
    return Meaning("P1Y", Kind.DURATION)


def one_span(match: re.Match[str], _context: Context) -> Meaning | None:
    """for a week"""
    unit = (match["u"] or match["u2"] or match["u3"]).lower()
    if unit == "second":
        return None  # another one
    return Meaning(length_value(1, unit), Kind.DURATION)


def a_unit_each(match: re.Match[str], _context: Context) -> Meaning | None:
    """twice a week"""
    return Meaning(length_value(1, match["u"].lower()), Kind.SET)


def bare_span(match: re.Match[str], _context: Context) -> Meaning | None:
    """for years"""
    unit = (match["u"] or match["u2"] or match["u3"]).lower()
    return Meaning(length_value(None, "century" if unit == "centuries" else unit[:-1]), Kind.DURATION)


def repeated(match: re.Match[str], _context: Context) -> Meaning | None:
    """every two years; daily"""
    if match["ly"]:
        return Meaning(_LY[match["ly"].lower()], Kind.SET)
    unit = match["u"].lower()
    if unit not in _CODES:
        return Meaning("P1D" if unit in ("morning", "night") else "P1Y", Kind.SET)
    amount = match["n"].lower() if match["n"] else "1"
    if amount in ("few", "couple of"):
        return Meaning(length_value(None if amount == "few" else 2, unit), Kind.SET)
    return Meaning(length_value(2 if amount == "other" else number_of(amount), unit), Kind.SET)
