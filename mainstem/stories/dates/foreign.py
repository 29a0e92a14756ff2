"""Dates in other languages: days, months and years by name, weekdays, the days around today, "last week" and
"two years ago".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from mainstem.stories.dates.context import Context
from mainstem.stories.dates.meaning import Meaning
from mainstem.stories.dates.mention import Kind
from mainstem.stories.dates.tense import Direction
from mainstem.stories.dates.values import month_value, week_value
from mainstem.stories.dates.vocabularies import VOCABULARIES, Vocabulary

LANGUAGES = frozenset(VOCABULARIES) | {"ja", "zh", "ko"}
_NUMERIC = r"(?<![\d.])(?P<nd>\d{1,2})(?P<sep>[./])(?P<nm>\d{1,2})(?P=sep)(?P<ny>\d{4})(?![\d/])"
_ISO = r"(?<![\d-])(?P<iy>\d{4})-(?P<im>[01]\d)-(?P<id>[0-3]\d)(?![\d-])"
_YEAR = r"(?<![\w.,$£€#/-])(?P<year>19[5-9]\d|20[0-4]\d)(?![\d%€$]|[.,/:-]\d| (?:€|euros?|zł|dollar|km|m²)\b)"
_PART = r"(?:den|dem|der|le|el|il|de|a|dia|på)"
_EAST = re.compile(
    r"(?:(?P<y>\d{4}) ?[年년] ?)?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일]"
    r"(?:[（(]?(?P<wd>[月火水木金土日])(?:曜日?)?[）)])?"
    r"|(?P<my>\d{4}) ?[年년] ?(?P<mm>\d{1,2}) ?[月월]|(?P<year>(?:19|20)\d\d) ?[年년]"
    r"|(?P<near>昨日|昨天|어제|今日|今天|오늘|明日|明天|내일)"
)
_EAST_WEEKDAYS = "月火水木金土日"
_EAST_SHIFTS = {
    "昨日": -1,
    "昨天": -1,
    "어제": -1,
    "今日": 0,
    "今天": 0,
    "오늘": 0,
    "明日": 1,
    "明天": 1,
    "내일": 1,
}
# In German, Dutch and Spanish one word is "tomorrow" and "morning".
_MORNING = re.compile(r"(?:\b(?:am|la|una|esta|jeden|diesem|der|den|de|elke|heute) m|[a-zäöüß] M)$")
_UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class _Tongue:
    """The vocabulary of one language, made ready: a pattern, and the number behind each word."""

    pattern: re.Pattern[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    around: dict[str, int]
    units: dict[str, int]
    numbers: dict[str, int]


def read_foreign(context: Context, language: str) -> Iterator[tuple[int, int, Meaning]]:
    """The places and meanings of the dates of a text; nothing in a language that is not known."""
    if language in ("ja", "zh", "ko"):
        yield from _eastern(context)
    elif language in VOCABULARIES:
        tongue = _tongue(language)
        for match in tongue.pattern.finditer(context.text):
            meaning = _meaning(match, tongue, context)
            if meaning is not None:
                yield match.start("bare") if match["bare"] else match.start(), match.end(), meaning


def _numbered(words: str) -> dict[str, int]:
    """Each form of each word, with the place of the word."""
    forms = [(form, n) for n, word in enumerate(words.split()) for form in word.split("|")]
    return {_folded(form.replace("&", " ")): n for form, n in forms}


def _folded(word: str) -> str:
    """Lower case as the patterns take it: to them the dotless i is an i, and the long s an s."""
    return word.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")


def _any(words: dict[str, int] | list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=len(VOCABULARIES))
def _tongue(language: str) -> _Tongue:
    words = VOCABULARIES[language]
    units = _numbered(words.units.replace("/", "|"))
    single = [unit for unit in units if not _is_plural_only(unit, _folded(words.units))]
    months, weekdays, around, numbers = map(
        _numbered, (words.months, words.weekdays, words.around, words.numbers)
    )
    parts = (_any(part) for part in (months, weekdays, around, units, single, numbers))
    pattern = re.compile("|".join(_alternatives(words, *parts)), re.IGNORECASE)
    return _Tongue(pattern, months, weekdays, around, units, numbers)


def _is_plural_only(unit: str, units: str) -> bool:
    return not any(unit in word.partition("/")[0].split("|") for word in units.split())


def _alternatives(
    words: Vocabulary, months: str, weekdays: str, around: str, units: str, single: str, numbers: str
) -> Iterator[str]:
    last, coming, this = (_any(part.split("|")) for part in (words.last, words.next, words.this))
    ago = words.ago.format(n=rf"(?P<n>\d{{1,3}}|{numbers})", u=rf"(?P<u>{units})")
    yield from (_ISO, _NUMERIC)
    yield (
        rf"(?:\b(?P<wd>{weekdays})[,.]? (?:{_PART} )?)?\b(?P<d>\d{{1,2}})(?:\.|º|er|ª|-го)?(?: de)? (?P<mo>{months})\b"
        r"(?:,? ?(?:de[l]? )?(?P<y>\d{4})\b)?"
    )
    yield rf"\b(?P<mo2>{months})(?: de[l]?)? (?P<y2>\d{{4}})\b"
    yield rf"\b{ago}\b"
    yield (
        rf"\b(?:(?P<lb>{last})|(?P<nb>{coming})) (?P<un>{single}|(?P<rw>{weekdays}))\b"
        rf"|\b(?P<un2>{single}|(?P<rw2>{weekdays})) (?:(?P<la>{last})|(?P<na>{coming}))\b"
    )
    yield rf"\b(?P<this>{this})['’ ](?P<un3>{single})\b"
    yield rf"\b(?P<only>{weekdays})\b|\b(?P<near>{around})\b"
    yield rf"\b(?:{_any(words.month_after.split(','))})[ -](?P<bare>{months})\b"
    yield _YEAR


def _eastern(context: Context) -> Iterator[tuple[int, int, Meaning]]:
    for match in _EAST.finditer(context.text):
        yield match.start(), match.end(), _eastern_meaning(match, context)


def _eastern_meaning(match: re.Match[str], context: Context) -> Meaning:
    if match["near"]:
        return Meaning((context.today + timedelta(days=_EAST_SHIFTS[match["near"]])).isoformat())
    if match["year"]:
        return Meaning(match["year"], is_stated=True)
    if match["mm"]:
        return _month(int(match["my"]), int(match["mm"]))
    meaning = _day(context, int(match["d"]), int(match["m"]), int(match["y"]) if match["y"] else None)
    return meaning.on(_EAST_WEEKDAYS.index(match["wd"])) if match["wd"] else meaning


def _meaning(match: re.Match[str], tongue: _Tongue, context: Context) -> Meaning | None:
    """What the alternative that fitted says; the names of the groups are those of ``_alternatives``."""
    if match["near"]:
        return _near(match, tongue, context)
    if match["only"]:
        return _weekday(context, tongue.weekdays[_folded(match["only"])], Direction.UNKNOWN)
    if match["rw"] or match["rw2"]:
        points = Direction.BEHIND if match["lb"] or match["la"] else Direction.AHEAD
        return _weekday(context, tongue.weekdays[_folded(match["rw"] or match["rw2"])], points)
    if match["un"] or match["un2"] or match["un3"]:
        steps = -1 if match["lb"] or match["la"] else 0 if match["un3"] else 1
        unit = _folded(match["un"] or match["un2"] or match["un3"])
        name = _UNITS[tongue.units[unit]]
        return None if name == "day" else _shifted(context, name, steps)  # the next day is that of the story
    if match["u"]:
        count = int(match["n"]) if match["n"].isdigit() else tongue.numbers[_folded(match["n"])] + 1
        return _shifted(context, _UNITS[tongue.units[_folded(match["u"])]], -count)
    return _dated(match, tongue, context)


def _near(match: re.Match[str], tongue: _Tongue, context: Context) -> Meaning | None:
    shift = tongue.around[_folded(match["near"])] - 1
    if shift == 1 and _MORNING.search(context.text, max(0, match.start() - 12), match.start() + 1):
        return None
    return Meaning((context.today + timedelta(days=shift)).isoformat())


def _dated(match: re.Match[str], tongue: _Tongue, context: Context) -> Meaning:
    """Days, months and years by name or number."""
    if match["year"]:
        return Meaning(match["year"], is_stated=True)
    if match["bare"]:
        return Meaning(context.month(tongue.months[_folded(match["bare"])] + 1, Direction.UNKNOWN))
    if match["mo2"]:
        return _month(int(match["y2"]), tongue.months[_folded(match["mo2"])] + 1)
    if match["mo"]:
        month = tongue.months[_folded(match["mo"])] + 1
        meaning = _day(context, int(match["d"]), month, int(match["y"]) if match["y"] else None)
        return meaning.on(tongue.weekdays[_folded(match["wd"])]) if match["wd"] else meaning
    year, month, day = (int(match[a] or match[b]) for a, b in (("ny", "iy"), ("nm", "im"), ("nd", "id")))
    return _day(context, day, month, year)


def _weekday(context: Context, number: int, points: Direction) -> Meaning:
    found = context.weekday(number, ahead=points is Direction.AHEAD)
    if found == context.today and points is not Direction.UNKNOWN:
        found += timedelta(days=7 * points.value)
    return Meaning(found.isoformat(), weekday=number)


def _shifted(context: Context, unit: str, steps: int) -> Meaning:
    today = context.today
    if unit == "day":
        return Meaning((today + timedelta(days=steps)).isoformat())
    if unit == "week":
        return Meaning(week_value(today + timedelta(days=7 * steps)))
    if unit == "month":
        return Meaning(month_value(today.year, today.month + steps))
    return Meaning(f"{today.year + steps:04d}", Kind.DATE)


def _month(year: int, month: int) -> Meaning:
    return Meaning(month_value(year, month) if 1 <= month <= 12 else f"{year:04d}", is_stated=True)


def _day(context: Context, day: int, month: int, year: int | None) -> Meaning:
    if year is None and 1 <= month <= 12:
        near = context.nearest_day(month, day, Direction.UNKNOWN)
        value = near.isoformat() if near else f"XXXX-{month:02d}-{day:02d}"
        return Meaning(value, day=day, month=month)
    value = f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"
    return Meaning(value, is_stated=year is not None, day=day, month=month, year=year)
