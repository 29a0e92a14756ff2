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
_DAY_NAME = rf"(?:{_WEEKDAY}|(?i:today|tomorrow|yesterday))"
_SHORT_WEEKDAY = r"(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?"
_BESIDE = rf"(?:(?P<wd>{_WEEKDAY}|{_SHORT_WEEKDAY})(?:,? (?:the )?| \())?"  # the weekday before a date
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|:\d)"
_ANY_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?!\d|:\d)"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)(?!\d|,\d|\.\d|%)"
_UNIT = (
    r"(?:second|minute|hour|day|week|weekend|month|quarter|year|decade|century|centurie|millennium|millennia)"
)
_LONG_UNIT = r"(?:hour|day|week|month|year|decade)"
_ORDINAL = r"(?i:first|second|third|fourth|last|1st|2nd|3rd|4th)"
_TENS_AND_ONES = rf"(?:{_TENS_WORD}(?:[- ]{_SMALL_WORD})?|(?:ten|eleven|twelve|[a-z]+teen))"
_PART = r"(?:morning|afternoon|evening|night|midday|noon)"
_CENTURY_WORD = (
    r"(?i:(?:twenty[- ])?first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    r"|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth)"
)
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"
_ROUGHLY = (
    r"(?:(?i:nearly|almost|more than|less than|fewer than|at least|at most|up to|some|roughly"
    r"|approximately|no more than|just under) )"
)
_WHEN = r"(?:(?i:early|late|mid|earlier|later|the end of|the beginning of|the start of|the middle of|mid-)(?:[- ]in)?[- ]?)"
_ZONE = r"(?: (?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|local time)\b)"
_CLOCK = (
    rf"\d{{1,2}}(?:[:.][0-5]\d)? ?(?:[apAP]\.[mM]\b\.?|[apAP][mM]\b){_ZONE}?|(?:[01]?\d|2[0-3])[:.]?[0-5]\d(?:[hH]\b)?{_ZONE}"
    rf"|(?<=\bat )(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])|\d{{1,2}}(?::[0-5]\d)?(?: o['’]clock)?(?: in the (?P<half>morning|afternoon|evening))"
    r"|\d{1,2} o['’]clock"
)
_TENSE = r"(?i:last|next|this|past|previous|following|coming|current|same)"

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", rf"\b{_BESIDE}(?P<y>\d{{4}})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?!\d)(?:T\d\d:\d\d(?::\d\d)?Z?)?"),
    ("slashed", rf"\b{_BESIDE}(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/(?P<y>\d{{4}}|\d\d)(?!\d)"),
    (
        "full",
        rf"\b{_BESIDE}(?:(?P<mo>{_MONTH}|Mar) (?P<d>{_ANY_DAY})(?:,? |,)"
        rf"|(?P<d2>{_ANY_DAY})(?: of)? (?P<mo2>{_MONTH}|Mar),? )(?P<y>{_YEAR})(?: \((?P<wd2>{_WEEKDAY})\)|, (?:which (?:was|is|will be) )?a (?P<wd3>{_WEEKDAY}))?",
    ),
    (
        "month_day",
        rf"\b(?:(?P<wd>{_WEEKDAY}|{_SHORT_WEEKDAY}),? (?:the )?|last |next |this )?(?:(?P<mo>{_MONTH}) (?P<d>{_DAY})(?!,\d| percent| million)"
        rf"|(?P<d2>{_DAY})(?: of)? (?P<mo2>{_MONTH})(?![a-z]))(?:,? (?P<rel>last|this|next) year\b)?",
    ),
    (
        "month_year",
        rf"(?:\b{_WHEN})?\b(?P<mo>{_MONTH}),?(?: of)? (?:(?P<y>{_YEAR})|(?P<rel>this|last|next) year)",
    ),
    ("numbered_quarter", rf"\bQ(?P<q>[1-4])\b(?:,? (?:of )?(?:FY|fiscal )?(?P<y>{_YEAR}))?"),
    (
        "quarter",
        rf"\b(?:(?P<possy>(?i:this|last|next)) year's )?(?:{_WHEN})?(?:[Tt]he (?!{_ORDINAL}-))?(?:fiscal )?(?:(?P<before>year-(?:ago|earlier)) |(?P<y0>{_YEAR}) )?(?P<o>{_ORDINAL})"
        rf"[- ](?:fiscal )?(?P<u>quarter|half)(?: of)?(?: (?:fiscal )?(?P<y>{_YEAR})| (?P<rel>this|last|next) year)?\b",
    ),
    ("year_before", rf"\b(?:[Tt]he )?[Yy]ear-(?:ago|earlier)(?: (?:quarter|period))?\b(?! {_ORDINAL} quarter)"),
    (
        "this_quarter",
        r"(?i:\b(?:(?P<how>the latest|the current|this|the previous|last|next|the|the same|that) )quarter\b)(?!-| of an? )",
    ),
    (
        "clock",
        rf"\b(?:(?P<c>{_CLOCK})|(?P<noon>[Nn]oon|[Mm]idnight|[Mm]idday))(?:,?(?: on)? (?P<wd>{_DAY_NAME})\b(?!,? {_MONTH} \d)"
        rf"|,?(?: on)? (?:{_WEEKDAY},? )?(?:(?P<mo>{_MONTH}) (?P<d>{_DAY})|(?P<d2>{_DAY}) (?P<mo2>{_MONTH}))(?:,? (?P<y>{_YEAR}))?)?",
    ),
    ("weekday_parts", rf"\b(?:[Ee](?:ach|very) (?P<wd>{_WEEKDAY}) (?P<part>{_PART})|(?P<wd2>{_WEEKDAY}) (?P<part2>{_PART})s)\b"),
    ("weekday_part", rf"\b(?i:(?P<rel>last|next) |(?:late|early) )?(?P<wd>{_DAY_NAME}) (?P<part>{_PART})\b(?! Live)"),
    ("each_weekday", rf"\b[Ee](?:ach|very) (?P<wd>{_WEEKDAY})\b"),
    (
        "weekday",
        rf"\b(?<!Good )(?<!Black )(?<!Cyber )(?<!Easter )(?<!Palm )(?<!Ash )(?<!Bloody )(?:(?P<rel>(?i:last|next|this past|this coming|this|late|early)) )?"
        rf"(?P<wd>{_WEEKDAY})\b(?! (?:Times|Telegraph|Mirror|Mail|Express|Post|Herald|Sun|Tribune|World|Night)\b)",
    ),
    (
        "day_word",
        r"(?i:\b(?<!USA )(?:(?:late|early|earlier|later) )?(?P<w>the day before yesterday|the day after tomorrow|yesterday"
        r"|today|tomorrow|tonight|this morning|this afternoon|this evening|last night)\b)",
    ),
    (
        "ago",
        rf"\b(?:{_ROUGHLY})?(?i:(?P<n>{NUMBER}|an?|several|a few|few|many|a couple of|a week or so|a year or two) "
        rf"(?:more )?)(?:(?P<u>{_UNIT})s?)?(?: ?(?P<dir>ago|earlier|from now|hence)\b|(?= (?P<later>later)\b))",
    ),
    (
        "bare_ago",
        r"(?i:\b(?P<u>minute|hour|day|week|month|year|decade|centurie)s (?P<dir>ago|earlier|later)\b)",
    ),
    ("the_day_beside", r"(?i:\bthe (?P<u>day|night|week|month|year) (?P<dir>before|after)\b(?=[.,;:)\"”\n]| and | but |$))"),
    (
        "rel_weekend",
        r"(?i:\b(?:late |early )?(?:(?P<rel>this past|this coming|this|last|next|the past|the coming|the following|the) )weekend\b)",
    ),
    (
        "rel_season",
        rf"\b(?:{_WHEN})?(?:(?P<rel>(?i:this past|this coming|this|last|next|the)) |(?<=\b[Ii]n )|(?<=\b[Ll]ate )|(?<=\b[Ee]arly ))(?P<s>{_SEASON})"
        rf"(?:(?:,| of| in)? (?P<y>{_YEAR}))?\b",
    ),
    ("season_year", rf"\b(?:{_WHEN})?(?P<s>{_SEASON})(?:,| of)? (?P<y>{_YEAR})\b"),
    (
        "half_span",
        rf"(?i:\b(?:(?P<lead>an?|{NUMBER}) (?P<u>{_UNIT})s? and a half|(?:(?P<ref>the (?:last|past|next|first) ))?(?P<n>{NUMBER})[- ]and[- ]a[- ]half[- ](?P<u2>{_UNIT})s?"
        rf"|(?:a )?half(?:[- ]an?)?[- ](?P<u3>hour|day|century|decade|year)|(?:a )?quarter[- ](?:of a )?(?P<u4>century))(?: (?P<dir>ago|earlier))?\b)",
    ),
    (
        "rel_unit",
        rf"\b(?:{_WHEN})?(?:(?P<rel>(?i:this|last|next|the (?:past|last|next|previous|following|coming|current|same|full"
        r"|latest|fiscal)|that(?: same)?|current|previous|the current fiscal|the latest fiscal)) )"
        r"(?:fiscal )?(?P<u>day|week|month|year|decade|century)\b(?! (?:ago|old)|-old)",
    ),
    (
        "span",
        rf"\b(?:(?P<ref>(?i:the )?(?i:first|last|past|next|latest|previous|coming|final) |the (?=[a-z]+ months))|{_ROUGHLY})?(?P<n>(?i:(?:(?:{NUMBER})(?: to | or |-)(?={NUMBER}))?{NUMBER})|(?i:several|multi|couple of|a few|a couple of|a number of|many|few|recent|coming))(?: more| full| straight| consecutive| long)?(?P<sep>[- ])(?P<u>{_UNIT})(?P<pl>s?)\b"
        r"(?! ?- ?old| old)(?: ago)?",
    ),
    ("long", rf"(?i:\b(?P<u>{_LONG_UNIT}|centurie)(?P<pl>s?)-?long\b)"),
    ("year_end", r"(?i:\b(?:the )?(?P<u>year)(?:-| |['’]s )end\b)"),
    ("year_to", r"(?i:\b(?P<n>the (?:fiscal )?)(?P<u>year)\b(?= (?:ended|ending|to) ))"),
    ("edge_of_unit", r"(?i:\bthe (?:end|beginning|start|middle|rest|course) of (?P<rel>the|this|last|next) (?P<u>day|week|month|year|decade|century)\b)"),
    ("in_the_month", r"(?i:(?:(?<=earlier in )|(?<=later in )|(?<=late in )|(?<=early in ))the (?P<u>month)\b)"),
    ("the_unit", r"(?i:\bthe (?P<u>year|week)\b(?! (?:\d|two thousand)| (?:of|when|that|before|after|ended|in which|to come)\b|-))"),
    ("in_the_part", r"(?i:(?<=\bin )the (?P<part>morning|afternoon|evening)\b(?! of))"),
    ("the_next_part", r"(?i:\bthe (?:next|following|same) (?P<part>morning|afternoon|evening|night)\b)"),
    (
        "one_span",
        rf"(?:\b{_ROUGHLY}|(?<=\bfor )|(?<=\bin )|(?<=\bwithin )|(?<=\bafter )|(?<=\bhalf )|(?<=\bbe )|(?<=\bwas )|(?<=\btook )|(?<=\btake )|(?<=\blast )"
        rf"|(?<=\bonly )|(?<=\bjust )|(?<=\bwait )|(?<=\bspent )|(?<=\bonce in ))(?P<n>an?) (?P<u>{_UNIT})\b(?! of)"
        rf"|\b(?P<n2>[Aa]n?(?: additional)?|[Aa]nother) (?P<u2>{_LONG_UNIT}|minute)\b(?! (?:in|for|when|off|at)\b|-)|(?<=\bwithin )an? (?P<u3>{_LONG_UNIT}|minute)\b",
    ),
    (
        "a_unit_each",
        rf"(?:(?<=once )|(?<=twice )|(?<=times )|(?<=million )|(?<=billion )|(?<=days )|(?<=hours )|(?<=percent )|(?<=% )|(?<=\d )|(?<=people )|(?<=tons )"
        rf"|(?<=tonnes )|(?<=barrels )|(?<=dollars )|(?<=euros )|(?<=pounds )|(?<=thousand ))(?P<n>an?) (?P<u>{_UNIT})\b",
    ),
    (
        "bare_span",
        r"(?i:(?:(?<=\bfor )|(?<=\bin )|(?<=\bwithin )|(?<=\btook )|(?<=\btake )|(?<=\bafter )|(?<=\bof )|(?<=\bfollows )|(?<=\bspent ))"
        r"(?P<u>days|weeks|months|years|decades|centuries|hours|minutes)\b"
        r"|\b(?P<u3>weeks|months|years|decades|centuries)(?= of (?!age\b|the\b))|(?<=\bthe )(?P<u2>days|weeks|months|years|hours)(?= (?:before|after|since|that|ahead|leading|following)\b))",
    ),
    ("decade", r"\b(?:the )?(?:(?:early|late|mid)[- ])?(?:the )?(?:(?P<y>(?:1[5-9]|20)\d0)|['’](?P<yy>\d0)|(?<=the )(?P<bare>[2-9]0)|(?<=the early )(?P<bare2>[2-9]0)|(?<=the late )(?P<bare3>[2-9]0))['’]?s\b"),
    ("nineties", r"\b(?i:the )(?:(?:early|late|mid)[- ])?(?P<n>[Tt]wenties|[Tt]hirties|[Ff]orties|[Ff]ifties|[Ss]ixties|[Ss]eventies|[Ee]ighties|[Nn]ineties)\b"),
    (
        "century",
        rf"\b(?:[Tt]he )?(?:(?:early|late|mid)[- ])?(?:(?P<n>\d\d?)(?:st|nd|rd|th)|(?P<w>{_CENTURY_WORD}))[- ][Cc]entury\b",
    ),
    (
        "rel_month",
        rf"\b(?:{_WHEN})?(?P<rel>(?i:last|next|this|this past|this coming)) (?P<mo>{_SURE_MONTH}|May|March)(?![a-z])",
    ),
    (
        "month",
        rf"\b(?:{_WHEN})?(?:(?P<mo>{_SURE_MONTH})(?![a-z])|(?P<may>May|March)\b(?! (?:be|on|not|have|against|for)\b))",
    ),
    (
        "holiday",
        r"\b(?i:last |this |next )?(?P<h>Christmas Eve|Christmas(?: Day)?|Boxing Day|New Year['’]s (?:Day|Eve)|Thanksgiving(?: Day)?|Black Friday|Cyber Monday"
        r"|Halloween|Valentine['’]s Day|Labor Day|Memorial Day|Independence Day|Veterans Day|Election Day|Columbus Day|Presidents['’]? Day"
        r"|Martin Luther King Day|Mother['’]s Day|Good Friday|Palm Sunday|Ash Wednesday|Easter Monday|Easter(?: Sunday)?|Pentecost)\b",
    ),
    (
        "set",
        rf"(?i:\b(?:(?P<each>each|every) (?:(?P<n>{NUMBER}|other|few|couple of) )?(?P<u>{_UNIT}|morning|night|summer|spring|fall|winter)s?"
        r"|(?P<ly>(?:daily|weekly)(?! (?:said|reported|newspaper|paper|magazine|(?-i:[A-Z])))|monthly|yearly|annually|nightly))\b)",
    ),
    ("each_month", rf"\b[Ee](?:ach|very) (?P<mo>{_SURE_MONTH}|March|May)\b"),
    ("weekdays", rf"\b(?P<wd>{_WEEKDAY})s\b"),
    (
        "spelled_year",
        rf"\b(?:(?P<c>[Nn]ineteen|[Ee]ighteen|[Tt]wenty) (?P<n>{_TENS_AND_ONES})|the year (?P<k>two thousand)(?: and)?(?: (?P<k1>{_SMALL_WORD}))?)\b",
    ),
    ("short_year", r"(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bfrom )|(?<=\bby )|(?<=\buntil ))['’‘](?P<yy>\d\d)\b(?!s)"),
    ("years_through", rf"(?<![\d.,$£€#/-])\b(?P<y>{_YEAR})[-–/]\d\d\b(?![-/\d])"),
    (
        "year",
        rf"(?:(?<![\d.,$£€#/-])|(?<=\d{{4}}[-–]))\b(?:{_WHEN})?(?:(?i:fiscal year|the fiscal year|fiscal|the year) )?(?P<y>{_YEAR})\b(?!/\d|-\d\b|-\d\d\b)",
    ),
    (
        "vague",
        r"(?i:\b(?P<w>now|currently|at the moment|at present|nowadays|these days|recently|lately"
        r"|soon(?! after| as)|the near future|the future|the past(?! (?:\d|few|several|many|couple|decade|century|year|month|week|day|summer|winter|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|twenty|thirty|forty|fifty))|as soon as possible)\b)",
    ),
    ("recent", r"\b(?P<w>recent|current)\b(?= [a-z]+)"),
)  # fmt: skip


def _without_names(pattern: str) -> str:
    return re.sub(r"\(\?P<[a-z0-9]+>", "(?:", pattern)


RULES: dict[str, re.Pattern[str]] = {name: re.compile(pattern) for name, pattern in PATTERNS}
ANY = re.compile("|".join(f"(?P<rule_{name}>{_without_names(pattern)})" for name, pattern in PATTERNS))
