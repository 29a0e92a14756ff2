"""Reading a text for dates, phrase by phrase."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime

from mainstem.stories.dates import absolute, holidays, hours, lengths, relative
from mainstem.stories.dates.context import Context
from mainstem.stories.dates.english import ANY, RULES
from mainstem.stories.dates.foreign import read_foreign
from mainstem.stories.dates.meaning import Meaning
from mainstem.stories.dates.mention import DateMention, Granularity
from mainstem.stories.dates.spacing import spaced
from mainstem.stories.dates.values import covered

LONGEST_TEXT = 100_000  # signs; what follows is not read
MOST_MENTIONS = 2_000

_RESOLVERS: dict[str, Callable[[re.Match[str], Context], Meaning | None]] = {
    "iso": absolute.iso,
    "slashed": absolute.slashed,
    "full": absolute.full,
    "month_day": absolute.month_day,
    "month_year": absolute.month_year,
    "month": absolute.month,
    "rel_month": absolute.rel_month,
    "year": absolute.year,
    "decade": absolute.decade,
    "century": absolute.century,
    "weekday": absolute.weekday,
    "weekdays": absolute.weekdays,
    "each_weekday": absolute.weekdays,
    "spelled_year": absolute.spelled_year,
    "day_word": hours.day_word,
    "weekday_part": hours.weekday_part,
    "clock": hours.clock,
    "ago": relative.ago,
    "year_before": relative.year_before,
    "rel_unit": relative.rel_unit,
    "edge_of_unit": relative.the_unit,
    "the_unit": relative.the_unit,
    "the_next_part": hours.the_next_part,
    "rel_weekend": relative.rel_weekend,
    "rel_season": relative.rel_season,
    "quarter": relative.quarter,
    "this_quarter": relative.this_quarter,
    "holiday": holidays.holiday,
    "numbered_quarter": relative.numbered_quarter,
    "season_year": relative.season_year,
    "bare_ago": relative.bare_ago,
    "the_day_beside": relative.the_day_beside,
    "year_end": relative.the_unit,
    "in_the_month": relative.the_unit,
    "weekday_parts": hours.weekday_parts,
    "in_the_part": hours.in_the_part,
    "each_month": absolute.each_month,
    "nineties": absolute.nineties,
    "short_year": absolute.short_year,
    "years_through": absolute.year,
    "half_span": lengths.half_span,
    "long": lengths.long,
    "year_to": lengths.year_to,
    "vague": relative.vague,
    "recent": relative.vague,
    "span": lengths.span,
    "one_span": lengths.one_span,
    "a_unit_each": lengths.a_unit_each,
    "bare_span": lengths.bare_span,
    "set": lengths.repeated,
}


def read(text: str, published_at: date | datetime, language: str = "en") -> list[DateMention]:
    """Every phrase about time in plain text, in order, none overlapping.

    ``published_at`` is what "Friday" or "last month" count from: a day, or a time whose own day counts.
    English is read in full; of other languages known to ``foreign.LANGUAGES``, dates with a month's name,
    weekdays, and the words for today, yesterday and tomorrow. Nothing is ever raised for odd text.
    """
    today = published_at.date() if isinstance(published_at, datetime) else published_at
    plain = spaced(text[:LONGEST_TEXT])
    context = Context(plain.text, today)
    code = language.replace("_", "-").split("-")[0].lower() or "en"
    found = _english(context) if code == "en" else read_foreign(context, code)
    mentions = []
    for start, end, meaning in found:
        mention = _mention(context, start, end, meaning)
        begin, last = plain.original(start), plain.original(end - 1) + 1
        mentions.append(replace(mention, start=begin, end=last, text=text[begin:last]))
        if len(mentions) >= MOST_MENTIONS:
            break
    return mentions


def _english(context: Context) -> Iterator[tuple[int, int, Meaning]]:
    at = 0
    while match := ANY.search(context.text, at):
        at = max(match.end(), at + 1)
        rule = str(match.lastgroup).removeprefix("rule_")
        exact = RULES[rule].match(context.text, match.start())
        if exact is None:
            continue
        meaning = _RESOLVERS[rule](exact, context)
        if meaning is None:
            at = match.start() + 1
            continue
        at = max(exact.end(), match.start() + 1)
        yield exact.start(), exact.end(), meaning


def _mention(context: Context, start: int, end: int, meaning: Meaning) -> DateMention:
    lo, hi, granularity = covered(meaning.value)
    if granularity is Granularity.QUARTER and "Q" in meaning.value and not meaning.is_aside:
        context.spoken_quarter = meaning.value
    if not meaning.is_aside:
        context.speak_of(lo, granularity)
    return DateMention(
        start,
        end,
        context.text[start:end],
        meaning.value,
        meaning.kind,
        granularity,
        lo,
        hi,
        meaning.is_stated,
        meaning.weekday,
        meaning.day,
        meaning.month,
        meaning.year,
    )
