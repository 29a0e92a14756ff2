# ruff: noqa: E501  (a table of patterns)
"""Dates in other languages: day, month and year by name, weekdays, and the words for the days around today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mainstem.stories.dates.context import Context
from mainstem.stories.dates.meaning import Meaning
from mainstem.stories.dates.tense import Direction
from mainstem.stories.dates.values import month_value


@dataclass(frozen=True, slots=True)
class _Names:
    """Months from January, weekdays from Monday, the words for yesterday, today and tomorrow."""

    months: str
    weekdays: str
    around: str


_NAMES = {
    "de": _Names("januar februar märz april mai juni juli august september oktober november dezember",
                 "montag dienstag mittwoch donnerstag freitag samstag sonntag", "gestern heute morgen"),
    "fr": _Names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
                 "lundi mardi mercredi jeudi vendredi samedi dimanche", "hier aujourd'hui demain"),
    "es": _Names("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
                 "lunes martes miércoles jueves viernes sábado domingo", "ayer hoy mañana"),
    "it": _Names("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
                 "lunedì martedì mercoledì giovedì venerdì sabato domenica", "ieri oggi domani"),
    "pt": _Names("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
                 "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo", "ontem hoje amanhã"),
    "nl": _Names("januari februari maart april mei juni juli augustus september oktober november december",
                 "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag", "gisteren vandaag morgen"),
    "sv": _Names("januari februari mars april maj juni juli augusti september oktober november december",
                 "måndag tisdag onsdag torsdag fredag lördag söndag", "igår idag imorgon"),
    "pl": _Names("stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
                 "poniedziałek wtorek środa czwartek piątek sobota niedziela", "wczoraj dzisiaj jutro"),
    "ru": _Names("января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
                 "понедельник вторник среда четверг пятница суббота воскресенье", "вчера сегодня завтра"),
}  # fmt: skip
LANGUAGES = frozenset(_NAMES) | {"ja", "zh", "ko"}
_NUMERIC = r"(?<![\d.])(?P<nd>\d{1,2})\.(?P<nm>\d{1,2})\.(?P<ny>\d{4})(?!\d)"
_ISO = r"(?<!\d)(?P<iy>\d{4})-(?P<im>[01]\d)-(?P<id>[0-3]\d)(?!\d)"
_EAST = re.compile(
    r"(?:(?P<y>\d{4}) ?[年년] ?)?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일](?:[（(]?(?P<wd>[月火水木金土日])(?:曜日?)?[）)])?"
)
_EAST_WEEKDAYS = "月火水木金土日"


def _pattern(names: _Names) -> re.Pattern[str]:
    months, weekdays, around = (
        "|".join(map(re.escape, words.split())) for words in (names.months, names.weekdays, names.around)
    )
    return re.compile(
        rf"{_ISO}|{_NUMERIC}"
        rf"|(?:\b(?P<wd>{weekdays})[,.]? (?:(?:den|dem|der|le|el|il|de) )?)?\b(?P<d>\d{{1,2}})(?:\.|º|er|ª)?"
        rf"(?: de)? (?P<mo>{months})\b(?:(?: de[l]?)? (?P<y>\d{{4}})\b)?"
        rf"|\b(?P<mo2>{months})(?: de[l]?)? (?P<y2>\d{{4}})\b|\b(?P<only>{weekdays})\b|\b(?P<near>{around})\b",
        re.IGNORECASE,
    )


_PATTERNS = {code: _pattern(names) for code, names in _NAMES.items()}


def read_foreign(context: Context, language: str) -> Iterator[tuple[int, int, Meaning]]:
    """The places and meanings of the dates of a text; nothing in a language that is not known."""
    if language in ("ja", "zh", "ko"):
        yield from _eastern(context)
    elif language in _PATTERNS:
        names = _NAMES[language]
        for match in _PATTERNS[language].finditer(context.text):
            yield match.start(), match.end(), _meaning(match, names, context)


def _eastern(context: Context) -> Iterator[tuple[int, int, Meaning]]:
    for match in _EAST.finditer(context.text):
        meaning = _day(context, int(match["d"]), int(match["m"]), int(match["y"]) if match["y"] else None)
        if meaning is not None:
            yield (
                match.start(),
                match.end(),
                meaning.on(_EAST_WEEKDAYS.index(match["wd"])) if match["wd"] else meaning,
            )


def _meaning(match: re.Match[str], names: _Names, context: Context) -> Meaning:
    if match["near"]:
        shift = names.around.split().index(match["near"].lower()) - 1
        return Meaning((context.today + timedelta(days=shift)).isoformat())
    if match["only"]:
        number = names.weekdays.split().index(match["only"].lower())
        return Meaning(context.weekday(number, ahead=False).isoformat(), weekday=number)
    if match["mo2"]:
        month = names.months.split().index(match["mo2"].lower()) + 1
        return Meaning(month_value(int(match["y2"]), month), is_stated=True)
    if match["mo"]:
        month = names.months.split().index(match["mo"].lower()) + 1
        meaning = _day(context, int(match["d"]), month, int(match["y"]) if match["y"] else None)
        return meaning.on(names.weekdays.split().index(match["wd"].lower())) if match["wd"] else meaning
    year, month, day = (int(match[a] or match[b]) for a, b in (("ny", "iy"), ("nm", "im"), ("nd", "id")))
    return _day(context, day, month, year)


def _day(context: Context, day: int, month: int, year: int | None) -> Meaning:
    if year is None and 1 <= month <= 12:
        near: date | None = context.nearest_day(month, day, Direction.UNKNOWN)
        value = near.isoformat() if near else f"XXXX-{month:02d}-{day:02d}"
        return Meaning(value, day=day, month=month)
    value = f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"
    return Meaning(value, is_stated=year is not None, day=day, month=month, year=year)
