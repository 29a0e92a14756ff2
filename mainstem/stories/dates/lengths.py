"""Lengths of time, and what comes again and again."""

from __future__ import annotations

import re

from mainstem.stories.dates.context import Context
from mainstem.stories.dates.meaning import Meaning
from mainstem.stories.dates.mention import Kind
from mainstem.stories.dates.numbers import number_of

_CODES = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "weekend": "WE", "month": "M",
          "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y", "centurie": "Y"}  # fmt: skip
_TIMES = {"decade": 10, "century": 100, "centurie": 100}
_VAGUE_UNITS = {"decade": "PXE", "century": "PXC", "centurie": "PXC"}
_INEXACT = ("several", "few", "many", "number of", "recent", "coming", "dozens", "hundreds", "thousands")
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
    if unit == "hour":
        return f"PT{int(amount)}H{round(amount % 1 * 60)}M"
    return f"P{time}{amount:g}{code}"


def span(match: re.Match[str], _context: Context) -> Meaning | None:
    """two weeks; the past five months; ten-day"""
    amount, unit = match["n"].lower(), match["u"].lower()
    if unit in ("quarter", "second") and match["sep"] == "-":
        return None  # three-quarters
    if amount == "one" and unit == "day":
        return None  # some day or other
    if match["sep"] == " " and not match["pl"] and amount not in ("1", "one", "a hundred", "a dozen"):
        return None
    inexact = any(word in amount for word in _INEXACT)
    if amount == "recent" and match["sep"] == " ":
        return Meaning(length_value(None, unit), Kind.DURATION)
    count = 2.0 if amount == "a couple of" else None if inexact else number_of(amount)
    return Meaning(length_value(count, unit), Kind.DURATION)


def one_span(match: re.Match[str], _context: Context) -> Meaning | None:
    """for a week"""
    return Meaning(length_value(1, match["u"].lower()), Kind.DURATION)


def a_unit_each(match: re.Match[str], _context: Context) -> Meaning | None:
    """twice a week"""
    return Meaning(length_value(1, match["u"].lower()), Kind.SET)


def bare_span(match: re.Match[str], _context: Context) -> Meaning | None:
    """for years"""
    unit = match["u"].lower()
    return Meaning(length_value(None, "century" if unit == "centuries" else unit[:-1]), Kind.DURATION)


def repeated(match: re.Match[str], _context: Context) -> Meaning | None:
    """every two years; daily"""
    if match["ly"]:
        return Meaning(_LY[match["ly"].lower()], Kind.SET)
    unit = match["u"].lower()
    if unit not in _CODES:
        return Meaning("P1D" if unit in ("morning", "night") else "P1Y", Kind.SET)
    amount = match["n"].lower() if match["n"] else "1"
    return Meaning(length_value(2 if amount == "other" else number_of(amount), unit), Kind.SET)
