# ruff: noqa: E501  (a table of patterns)
"""How English speaks of time: one pattern a phrase, the first that fits at a place wins."""

from __future__ import annotations

import re

from mainstem.stories.dates.numbers import NUMBER
from mainstem.stories.dates.numbers import SMALL_WORD as _SMALL_WORD
from mainstem.stories.dates.numbers import TENS_WORD as _TENS_WORD

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAYS = "mon tue wed thu fri sat sun".split()

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_SURE_MONTH = (
    r"(?:January|February|April|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.)"
)
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d)"
_ANY_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d|:\d)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?!\d|,\d|\.\d|%)"
_UNIT = r"(?:second|minute|hour|day|week|weekend|month|quarter|year|decade|century|centurie)"
_ORDINAL = r"(?:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_TENS_AND_ONES = rf"(?:{_TENS_WORD}(?:[- ]{_SMALL_WORD})?|(?:ten|eleven|twelve|[a-z]+teen))"
_PART = r"(?:morning|afternoon|evening|night|midday|noon)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_ROUGHLY = (
    r"(?:(?i:about|around|nearly|almost|over|more than|less than|fewer than|at least|at most|up to|some|roughly"
    r"|approximately|no more than|just over|just under) )"
)
_WHEN = r"(?:(?i:early|late|mid|earlier|later|the end of|the beginning of|the start of|the middle of|mid-)(?:[- ]in)?[- ]?)"
_CLOCK = r"\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.?)(?: (?:E[SD]?T|P[SD]?T|GMT|UTC|C[SD]T))?"
_TENSE = r"(?i:last|next|this|past|previous|following|coming|current|same)"

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<y>\d{4})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?"),
    ("slashed", r"\b(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}|\d\d)(?!\d)"),
    (
        "full",
        rf"\b(?:(?P<wd>{_WEEKDAY}|{_SHORT_WEEKDAY}),? (?:the )?)?(?:(?P<mo>{_MONTH}) (?P<d>{_ANY_DAY})(?:,? |,)"
        rf"|(?P<d2>{_ANY_DAY})(?: of)? (?P<mo2>{_MONTH}),? )(?P<y>{_YEAR})",
    ),
    (
        "month_day",
        rf"\b(?:(?P<wd>{_WEEKDAY}|{_SHORT_WEEKDAY}),? (?:the )?|last |next |this )?(?:(?P<mo>{_MONTH}) (?P<d>{_DAY})(?!,\d| percent| million)"
        rf"|(?P<d2>{_DAY})(?: of)? (?P<mo2>{_MONTH})(?![a-z]))",
    ),
    (
        "month_year",
        rf"(?:\b{_WHEN})?\b(?P<mo>{_MONTH}),?(?: of)? (?:(?P<y>{_YEAR})|(?P<rel>this|last|next) year)",
    ),
    (
        "quarter",
        rf"\b(?:(?P<possy>this|last|next) year's )?(?:{_WHEN})?(?:the (?!{_ORDINAL}-))?(?:fiscal )?(?P<o>{_ORDINAL})"
        rf"[- ](?:fiscal )?(?P<u>quarter|half)(?: of)?(?: (?:fiscal )?(?P<y>{_YEAR})| (?P<rel>this|last|next) year)?\b",
    ),
    ("year_before", r"\b(?:the )?year-(?:ago|earlier)(?: (?:quarter|period))?\b"),
    (
        "this_quarter",
        r"\b(?:(?P<how>the latest|the current|this|the previous|last|next|the|the same|that) )quarter\b",
    ),
    (
        "clock",
        rf"\b(?:(?P<c>{_CLOCK})|(?P<noon>noon|midnight))(?:,?(?: on)? (?P<wd>{_WEEKDAY}|today|tomorrow|yesterday)\b)?",
    ),
    ("weekday_part", rf"\b(?:late |early )?(?P<wd>{_WEEKDAY}|yesterday|tomorrow) (?P<part>{_PART})\b"),
    ("weekday", rf"\b(?:(?P<rel>last|next|this|Last|Next|This|late|early|Late|Early|this past|this coming) )?(?P<wd>{_WEEKDAY})\b(?!s)"),
    (
        "day_word",
        r"(?i:\b(?:(?:late|early|earlier|later) )?(?P<w>the day before yesterday|the day after tomorrow|yesterday"
        r"|today|tomorrow|tonight|this morning|this afternoon|this evening|last night)\b)",
    ),
    (
        "ago",
        rf"\b(?:{_ROUGHLY})?(?i:(?P<n>{NUMBER}|an?|several|a few|few|many|a couple of|a week or so|a year or two) "
        rf"(?:more )?)(?:(?P<u>{_UNIT})s? )?(?P<dir>ago|earlier|later|from now|hence)\b",
    ),
    (
        "rel_weekend",
        r"(?i:\b(?:(?P<rel>this|last|next|this past|this coming|the|the past) )weekend\b)",
    ),
    (
        "rel_season",
        rf"\b(?:{_WHEN})?(?:(?P<rel>(?i:this|last|next|the|this past|this coming|in)) )(?P<s>{_SEASON})"
        rf"(?:(?: of| in)? (?P<y>{_YEAR}))?\b",
    ),
    (
        "rel_unit",
        rf"\b(?:{_WHEN})?(?:(?P<rel>(?i:this|last|next|the (?:past|last|next|previous|following|coming|current|same|full"
        r"|latest|fiscal)|that(?: same)?|current|previous|the current fiscal|the latest fiscal)) )"
        r"(?:fiscal )?(?P<u>day|week|month|year|decade|century)\b(?! (?:ago|old))",
    ),
    (
        "span",
        rf"\b(?:(?P<ref>(?i:the )?(?i:first|last|past|next|latest|previous|coming|final) |the (?=[a-z]+ months))|{_ROUGHLY})?(?P<n>{NUMBER}|(?i:several|a few|a couple of|a number of|many|few|recent|coming))(?: more| full| straight| consecutive| long)?(?P<sep>[- ])(?P<u>{_UNIT})(?P<pl>s?)\b"
        r"(?!-old| old)(?: ago)?",
    ),
    ("edge_of_unit", r"(?i:\bthe (?:end|beginning|start|middle|rest|course) of (?P<rel>the|this|last|next) (?P<u>day|week|month|year|decade|century)\b)"),
    ("the_unit", r"(?i:\bthe (?P<u>year|week)\b(?! (?:of|when|that|before|after|ended|in which|to come)\b|-))"),
    ("the_next_part", r"(?i:\bthe (?:next|following|same) (?P<part>morning|afternoon|evening|night)\b)"),
    (
        "one_span",
        rf"(?:\b{_ROUGHLY}|(?<=\bfor )|(?<=\bin )|(?<=\bwithin )|(?<=\bafter )|(?<=\bhalf )|(?<=\bbe )|(?<=\bwas )|(?<=\btook )|(?<=\btake )|(?<=\blast )"
        rf"|(?<=\bonly )|(?<=\bjust )|(?<=\bwait )|(?<=\bspent )|(?<=\bonce in ))(?P<n>an?) (?P<u>{_UNIT})\b(?! of)",
    ),
    (
        "a_unit_each",
        rf"(?:(?<=once )|(?<=twice )|(?<=times )|(?<=million )|(?<=billion )|(?<=days )|(?<=hours )|(?<=percent )|(?<=% )|(?<=\d )|(?<=people )|(?<=tons )"
        rf"|(?<=tonnes )|(?<=barrels )|(?<=dollars )|(?<=euros )|(?<=pounds )|(?<=thousand ))(?P<n>an?) (?P<u>{_UNIT})\b",
    ),
    (
        "bare_span",
        r"(?:(?<=\bfor )|(?<=\bin )|(?<=\bwithin )|(?<=\btook )|(?<=\bafter )|(?<=\bof ))(?P<u>days|weeks|months|years|decades"
        r"|centuries|hours|minutes)\b",
    ),
    ("decade", r"\b(?:the )?(?:(?:early|late|mid)[- ])?(?:the )?(?:(?P<y>(?:1[5-9]|20)\d0)|['’](?P<yy>\d0))['’]?s\b"),
    (
        "century",
        r"\b(?:the )?(?:(?:early|late|mid)[- ])?(?P<n>\d\d?)(?:st|nd|rd|th)[- ]century\b",
    ),
    (
        "rel_month",
        rf"\b(?:{_WHEN})?(?P<rel>(?i:last|next|this|this past|this coming)) (?P<mo>{_SURE_MONTH}|May|March)(?![a-z])",
    ),
    (
        "month",
        rf"\b(?:{_WHEN})?(?P<mo>{_SURE_MONTH})(?![a-z'’])|(?:(?<=\bin )|(?<=\bby )|(?<=\bsince )|(?<=\buntil )|(?<=\bof )"
        rf"|(?<=\bfrom )|(?<=\bearly )|(?<=\blate )|(?<=\blast ))(?P<may>May|March)\b",
    ),
    (
        "holiday",
        r"\b(?:last |this |next )?(?P<h>Christmas Eve|Christmas(?: Day)?|New Year['’]s (?:Day|Eve)|Thanksgiving(?: Day)?"
        r"|Halloween|Valentine['’]s Day|Labor Day|Memorial Day|Independence Day|Veterans Day|Election Day|Easter(?: Sunday)?)\b",
    ),
    (
        "set",
        rf"(?i:\b(?:(?P<each>each|every) (?:(?P<n>{NUMBER}|other) )?(?P<u>{_UNIT}|morning|night|summer|spring|fall|winter)s?"
        r"|(?P<ly>daily|weekly|monthly|yearly|annually|nightly))\b)",
    ),
    ("each_weekday", rf"(?i:\b(?:each|every) (?P<wd>{_WEEKDAY})\b)"),
    ("weekdays", rf"\b(?P<wd>{_WEEKDAY})s\b"),
    (
        "spelled_year",
        rf"\b(?:(?P<c>[Nn]ineteen|[Ee]ighteen|[Tt]wenty) (?P<n>{_TENS_AND_ONES})|the year (?P<k>two thousand)(?: and)?(?: (?P<k1>{_SMALL_WORD}))?)\b",
    ),
    (
        "year",
        rf"(?<![\d.,$£€#/-])\b(?:{_WHEN})?(?:fiscal |fiscal year |the year )?(?P<y>{_YEAR})\b(?![-/]\d)",
    ),
    (
        "vague",
        r"(?i:\b(?P<w>now|currently|at the moment|at present|nowadays|these days|recently|lately|previously"
        r"|soon(?! after| as)|the near future|the future|the past(?! [a-z]+)|as soon as possible)\b)",
    ),
    ("recent", r"\b(?P<w>recent|current)\b(?= [a-z]+)"),
)  # fmt: skip


def _without_names(pattern: str) -> str:
    return re.sub(r"\(\?P<[a-z0-9]+>", "(?:", pattern)


RULES: dict[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in PATTERNS}
ANY = re.compile("|".join(f"(?P<rule_{name}>{_without_names(pattern)})" for name, pattern in PATTERNS))
