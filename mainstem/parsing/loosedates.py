"""Dates outside the two common patterns: every other form of ISO 8601, asctime, localised names, faults.

The text is read once into day, clock and zone; what is left over must be words that may stand in a date
(week days, "at", "of"), else a misread is likelier than a date.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from mainstem.parsing.datewords import AFTERNOON, MONTHS, MORNING, ZONES, fold

_CLOCK = re.compile(
    r"(?<![\d:.])(\d{1,2})[:.h](\d{1,2})(?:[:.m](\d{1,2})(?:[.,](\d+))?s?)?(?![\d:]|\.\d)", re.IGNORECASE
)
_CJK_CLOCK = re.compile(r"(\d{1,2})\s*[時时시点點]\s*(?:(\d{1,2})\s*[分분])?\s*(?:(\d{1,2})\s*[秒초])?")
_CJK_DAY = re.compile(r"(\d{2,4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?")
_MERIDIEM = re.compile(
    r"(오전|오후|上午|下午|午前|午後)|(?<!\w)(a\.?m\.?|p\.?m\.?|π\.?μ\.?|μ\.?μ\.?)(?!\w)", re.IGNORECASE
)
_OFFSET = re.compile(r"(?:(?:GMT|UTC|Z)\s*)?([+\-−])\s?(\d{1,2})(?::?(\d\d))?$", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,3})(?:[-/.](\d{1,2}))?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,4})|([^\W\d_][\w.’']*)", re.UNICODE)
_EPOCH = re.compile(r"-?(?:\d{9,10}|\d{13})(?:\.\d+)?$")
_ZONE_IN_BRACKETS = re.compile(r"\[[\w/+:-]+\]$")
_SPACED_STOPS = re.compile(r"(\d{4})\.\s(\d{1,2})\.\s(\d{1,2})\.?")
_NUMBERED_MONTH = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:,?\s+năm)?,?\s+(\d{4})", re.IGNORECASE)
_ZONE_PATH = re.compile(r"[A-Z][A-Za-z]+/[A-Z][A-Za-z_/-]+")
_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:[T\s]?(\d\d)(\d\d)(\d\d)?(?:[.,](\d+))?\s*(Z|[+-]\d\d:?\d\d)?)?$", re.IGNORECASE
)
_HALF_COMPACT = re.compile(
    r"^(?:(\d{4})(\d\d)(\d\d)T(\d\d):(\d\d):(\d\d)|(\d{4})-(\d\d)-(\d\d)T(\d\d)(\d\d)(\d\d))(?=$|[Z.,+-])",
    re.IGNORECASE,
)
_ISO_WEEK = re.compile(r"(\d{4})-?W(\d\d)(?:-?([1-7]))?(?=$|T)", re.IGNORECASE)
_ISO_ORDINAL = re.compile(r"(\d{4})-?(\d{3})(?=$|T)", re.IGNORECASE)
_SHORT_ISO = re.compile(
    r"(\d\d)-(\d\d)-(\d\d)(?=$|[T\s])|(\d\d)(\d\d)(\d\d)$|-(\d\d)-?(\d\d)$|(\d\d)(\d{3})$"
)
_CENTURY_PIVOT = 69
_HANGUL = re.compile("[\uac00-\ud7a3]")
_FILLERS = frozenset(
    "of at on the a de del di do da den der um klo o kl kell à às a las le la el th st nd rd to ngày lúc g годa года г "
    "год р року ore ora uhr h hrs hours hour heure heures den. d s i в м ve ób time standard daylight summer published "
    "posted updated date am pm vor den el,".split()
)


def parse(text: str) -> datetime | None:
    """The moment, in UTC, or None. Raises ValueError or OverflowError for days that do not exist."""
    text = _HALF_COMPACT.sub(_compacted, _tidied(text))
    special = _epoch(text) or _compact(text)
    if special:
        return special
    return _read(text)


def _compacted(match: re.Match[str]) -> str:
    """ISO 8601 with signs in the date only, or in the time only: neither form allows that, some write it."""
    year, month, day, *clock = (part for part in match.groups() if part is not None)
    return f"{year}{month}{day}T{''.join(clock)}"


def _tidied(text: str) -> str:
    text = text.replace("\xa0", " ").replace("\u202f", " ").replace("\u200e", "").replace("\u200f", "")
    text = _ZONE_IN_BRACKETS.sub("", text.translate(_DIGITS).strip())
    text = _NUMBERED_MONTH.sub(r"\3-\2-\1", _SPACED_STOPS.sub(r"\1-\2-\3", text)).strip(" \t\r\n\"'<>[]();,")
    return " ".join(text.split())


_DIGITS = {zero + n: str(n) for zero in (0x0660, 0x06F0, 0x0966, 0xFF10) for n in range(10)}


def _epoch(text: str) -> datetime | None:
    if not _EPOCH.match(text):
        return None
    seconds = float(text)
    if abs(seconds) >= 1e11:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC)


def _compact(text: str) -> datetime | None:
    match = _COMPACT.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    moment = _moment(
        date(int(year), int(month), int(day)), int(hour or 0), int(minute or 0), int(second or 0)
    )
    moment += timedelta(microseconds=int(((fraction or "") + "000000")[:6]))
    return moment - timedelta(minutes=_zone_minutes(zone or "") or 0)


def _read(text: str) -> datetime | None:
    is_korean = bool(_HANGUL.search(text))
    text, clock = _take_clock(text)
    if clock is None:
        return None
    rest, east = _take_zone(text)
    if east is None:
        return None
    rest, _, place = rest.partition("\x02")
    if east == 0 and is_korean:
        east = 540  # one country, one zone
    day = _day(rest.replace("\x01", " ").rstrip(" ,T\t-").lstrip(" ,T\t"))
    if day is None:
        return None
    hour, minute, second, micro = clock
    moment = _moment(day, hour, minute, second) + timedelta(microseconds=micro)
    return _in_place(moment, place) if place else moment - timedelta(minutes=east)


def _in_place(moment: datetime, place: str) -> datetime:
    """A moment on the clocks of a place of the tz database (Europe/Berlin), in UTC."""
    try:
        return moment.replace(tzinfo=ZoneInfo(place)).astimezone(UTC)
    except (KeyError, OSError, ValueError):
        return moment


def _moment(day: date, hour: int, minute: int, second: int) -> datetime:
    if hour == 24 and minute == second == 0:
        return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
    return datetime(day.year, day.month, day.day, hour, minute, 59 if second == 60 else second, tzinfo=UTC)


_Clock = tuple[int, int, int, int]
_MIDNIGHT: _Clock = (0, 0, 0, 0)


def _take_clock(text: str) -> tuple[str, _Clock | None]:
    """The text without its clock, and the clock; None for one that cannot be."""
    text, half = _take_half(text)
    found = _CJK_CLOCK.search(text) or _find_clock(text)
    if found is None:
        if half:
            alone = re.search(r"(?<!\d)(\d{1,2})(?=\s*\x00)", text)
            if alone:
                return _without(text, alone).replace("\x00", " "), (_in_half(int(alone[1]), half), 0, 0, 0)
        return text.replace("\x00", " "), None if ":" in text else _MIDNIGHT
    groups = (*found.groups(), None, None)[:4]
    hour, minute, second = (int(part or 0) for part in groups[:3])
    micro = int(((groups[3] or "") + "000000")[:6])
    return _without(text, found).replace("\x00", " "), (_in_half(hour, half), minute, second, micro)


def _find_clock(text: str) -> re.Match[str] | None:
    """The first match that is no date written with stops (05.06.2024)."""
    for match in _CLOCK.finditer(text):
        is_stopped = "." in match[0].partition(":")[0] and ":" not in match[0][:3]
        if not is_stopped or re.search(r"\d{4}", text[: match.start()] + " " + text[match.end() :]):
            return match
    return None


def _take_half(text: str) -> tuple[str, str]:
    """The text with its "am" or "pm" replaced by NUL, and which it was."""
    found = _MERIDIEM.search(text)
    if found is None:
        attached = re.search(r"(?<=\d)\s?([ap])\.?m\.?(?!\w)", text, re.IGNORECASE)
        if attached is None:
            return text, ""
        return text[: attached.start()] + "\x00" + text[attached.end() :], attached[1].lower()
    word = found[0].lower().rstrip(".")
    half = "p" if word in AFTERNOON else "a" if word in MORNING else ""
    return text[: found.start()] + "\x00" + text[found.end() :], half


def _in_half(hour: int, half: str) -> int:
    if half == "p" and hour < 12:
        return hour + 12
    return 0 if half == "a" and hour == 12 else hour


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} \x01 {text[match.end() :]}"


def _take_zone(text: str) -> tuple[str, int | None]:
    """The text without its zone, and minutes east; None for a zone that cannot be."""
    head, mark, tail = text.partition("\x01")
    if not mark:
        return text, 0
    tail = re.sub(r"\([^)]*\)?", " ", tail).strip(" ,")
    year = re.search(r"(?:^|\s)(\d{4})$", tail)  # asctime: the year comes last
    if year:
        head, tail = f"{head} {year[1]}", tail[: year.start()].strip(" ,")
    else:
        year = re.match(r"(\d{4})\b(?!-?\d)", tail)
        if year:
            head, tail = f"{head} {year[1]}", tail[year.end() :].strip(" ,")
    if not tail:
        return head, 0
    minutes = _zone_minutes(tail)
    if minutes is not None:
        return head, minutes
    if _ZONE_PATH.fullmatch(tail):
        return f"{head} \x02{tail}", 0
    return _zone_among_words(head, tail)


def _zone_among_words(head: str, tail: str) -> tuple[str, int | None]:
    """Zones inside a longer tail, as in "22:00 EST Friday 4 May 2012"."""
    east = 0
    kept = []
    for word in tail.split():
        minutes = _zone_minutes(word)
        if minutes is None:
            kept.append(word)
        else:
            east = minutes
    return f"{head} {' '.join(kept)}", east


def _zone_minutes(zone: str) -> int | None:
    if not zone:
        return 0
    match = _OFFSET.match(zone.removesuffix("Z") if zone[:1] in "+-" else zone)
    if match:
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        if len(match[2]) == 1 and match[3] is None:
            minutes = int(match[2]) * 60
        return minutes if match[1] == "+" else -minutes
    name = fold(zone)
    if name in ZONES:
        return ZONES[name]
    first = name.split(" ")[0]
    return ZONES[first] if first in ZONES and len(first) > 1 and _is_zone_tail(name) else None


def _is_zone_tail(name: str) -> bool:
    return all(word in _FILLERS or word in ZONES for word in name.split(" ")[1:])


def _day(text: str) -> date | None:
    return _iso_day(text) or _cjk_day(text) or _numeric_day(text) or _named_day(text)


def _iso_day(text: str) -> date | None:
    week = _ISO_WEEK.match(text)
    if week:
        return date.fromisocalendar(int(week[1]), int(week[2]), int(week[3] or 1))
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1)
    ordinal = _ISO_ORDINAL.match(text)
    if ordinal and len(text) <= 8:
        return date(int(ordinal[1]), 1, 1) + timedelta(days=_day_of_year(int(ordinal[2])) - 1)
    return _short_iso_day(text)


def _day_of_year(number: int) -> int:
    if not 1 <= number <= 366:
        raise ValueError(number)
    return number


def _short_iso_day(text: str) -> date | None:
    match = _SHORT_ISO.fullmatch(text)
    if not match:
        return None
    a, b, c, d, e, f, g, h, i, j = match.groups()
    if a or d:
        return _without_century(a or d, b or e, c or f)
    if g:
        return date(_year(g), int(h), 1)
    return date(_year(i), 1, 1) + timedelta(days=_day_of_year(int(j)) - 1)


def _without_century(first: str, second: str, third: str) -> date:
    """yy-mm-dd as ISO 8601 has it, else dd-mm-yy."""
    if 1 <= int(second) <= 12 and 1 <= int(third) <= 31:
        return date(_year(first), int(second), int(third))
    return date(_year(third), int(second), int(first))


def _year(text: str) -> int:
    number = int(text)
    if len(text) > 2:
        return number
    return number + (2000 if number < _CENTURY_PIVOT else 1900)


def _cjk_day(text: str) -> date | None:
    match = _CJK_DAY.search(text)
    return date(_year(match[1]), int(match[2]), int(match[3] or 1)) if match else None


def _numeric_day(text: str) -> date | None:
    match = _YEAR_FIRST.search(text)
    if match and _only_fillers(text[: match.start()] + " " + text[match.end() :]):
        return date(int(match[1]), int(match[2]), int(match[3] or 1))
    match = _DAY_FIRST.search(text)
    if match and _only_fillers(text[: match.start()] + " " + text[match.end() :]):
        return _day_or_month_first(int(match[1]), match[2], int(match[3]), _year(match[4]))
    return None


def _day_or_month_first(first: int, separator: str, second: int, year: int) -> date:
    """Slashes put the month first where both readings are possible (the American habit); stops and
    hyphens the day."""
    is_month_first = (separator == "/" and first <= 12) or second > 12
    return date(year, first, second) if is_month_first else date(year, second, first)


def _only_fillers(text: str) -> bool:
    words = [word for word in re.split(r"[\s,\x00\x01T]+", text) if word]
    return all(len(word) <= 15 and not any(c.isdigit() for c in word) for word in words) and len(words) <= 3


def _named_day(text: str) -> date | None:
    """Day, month by name and year, in any order; a year may lead (2004-július-13)."""
    numbers: list[str] = []
    month = 0
    words = 0
    for number, word in _NAMED.findall(text.replace("\x00", " ").replace("\x01", " ")):
        if number:
            numbers.append(number)
            continue
        words += 1
        found = MONTHS.get(fold(word)) or _english_month(word)
        if found and not month:
            month = found
    if not month or not 1 <= len(numbers) <= 2 or words > 8:
        return None
    return _ordered(numbers, month)


def _english_month(word: str) -> int:
    """Misspelt or cut English names: Janurary, Sept., Febr."""
    lower = word.lower()
    if len(lower) < 3 or not lower.isascii():
        return 0
    found = MONTHS.get(lower[:3], 0) if lower[:3] in _ENGLISH else 0
    return found if len(lower) <= 10 and not lower.startswith(("mond", "satu", "sund")) else 0


_ENGLISH = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())


def _ordered(numbers: list[str], month: int) -> date | None:
    if len(numbers) == 1:
        return date(int(numbers[0]), month, 1) if len(numbers[0]) == 4 else None
    first, second = numbers
    if len(first) >= 3 or int(first) > 31:
        first, second = second, first
    if len(second) == 3 or int(first) > 31:
        return None
    return date(_year(second), month, int(first))
