# ruff: noqa: E501  (a table of patterns)
"""Runs of capitalised words: what may be a name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from mainstem.stories.frequencies import common_words

_CAPITAL = r"(?:[A-Z](?:\.[A-Z])+\.?|(?:Mc|Mac|O['’]|D['’]|[Aa]l-)?[A-ZÀ-ÖØ-Þ][\wÀ-ÿ]*(?:[-'’][A-ZÀ-ÖØ-Þ]?[\wÀ-ÿ]+)*)"
_RUN = re.compile(
    rf"(?<![\w.@/#])(?:{_CAPITAL})(?:(?: (?:of the|of|and|de la|de|del|von|van der|van|bin|al|da|di) | )(?:{_CAPITAL}))*"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:]['\"”’)]*\s+|\n\s*|[“\"‘(]\s?|[•*–—-] )$")
# One name with an "and" inside: "Belt and Road Initiative", "Food and Drug Administration".
_JOINED = re.compile(
    r"^[A-Z]\w+(?: of [A-Z]\w+)? and [A-Z]\w+ (?:[A-Z]\w+ )*(?:Initiative|Act|Plan|Administration|Agency|Commission|Committee"
    r"|Council|Department|Ministry|Union|Group|Bank|Company|Office|Program|Programme|Fund|Board|Organi[sz]ation|Institute)$"
    r"|\b(?:Ministry|Department|Committee|Institute|Office|Bank|Council|Secretary) (?:of|for) (?:the )?[A-Z]\w+ and [A-Z]\w+"
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DIVIDER = re.compile(r"(?<=\w)['’]s?(?= )|(?<= )(?:" + "|".join(_DAYS) + r")\b")
_POSSESSIVE = re.compile(r"['’]s?$")
_TIME_WORDS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August"
    " September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Today Yesterday Tomorrow"
    " I I'm I've I'll Mr Mrs Ms Dr".split()
)
_FUNCTION_WORDS = frozenset(
    "The A An In On At By For From To Of And But Or Nor So Yet If When While After Before Since As It Its He She They We"
    " You His Her Their Our My This That These Those There Here Who What Where Why How Which Not No Yes With Without"
    " Under Over Between During Against About Into Through Next Then Now Still Also However Meanwhile Although Though"
    " Because Both Each Every Some Many Most More All Any One Two Three Four Five First Second Last Despite Given"
    " Amid Among Once Until Unless Even Just Only Such Another Other Later Earlier Never Let Is Are Was Were Will Can"
    " Could Should Would Do Did Does Has Have Had Be Being According Following Speaking Asked Departing D.C D.C.".split()
)
SURELY_COMMON = (
    3.9  # Zipf value from which a lower-case word is too common to be a name at a sentence's start
)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of capitalised words; ``at_start`` tells that its first capital may be the sentence's own,
    ``in_heading`` that it stands in a line where every word has one.
    """

    start: int
    end: int
    text: str
    at_start: bool
    in_heading: bool = False


def runs(text: str) -> Iterator[Run]:
    """The runs of a text, without articles and other grammar at their ends."""
    headings = [
        (line.start(), line.end()) for line in re.finditer(r"[^\n]+", text) if _is_heading(line.group())
    ]
    for match in _RUN.finditer(text):
        start = match.start()
        at = bisect_right(headings, (start, len(text))) - 1
        in_heading = at >= 0 and start < headings[at][1]
        at_start = bool(_SENTENCE_START.search(text[max(0, start - 4) : start]))
        for piece_start, piece in _pieces(match.group(), start):
            trimmed = _trim(piece, piece_start, at_start and piece_start == start)
            if trimmed is not None:
                yield replace(trimmed, in_heading=in_heading)


def _pieces(run: str, start: int) -> Iterator[tuple[int, str]]:
    """Parts of a run that a possessive, a weekday or an "and" divides: "China’s President", "Paris Friday"."""
    at = 0
    for match in _DIVIDER.finditer(run):
        yield from _conjoined(run[at : match.start()], start + at)
        at = match.end()
    yield from _conjoined(run[at:], start + at)


def _conjoined(run: str, start: int) -> Iterator[tuple[int, str]]:
    first, _, rest = run.partition(" ")
    if first in _FUNCTION_WORDS:
        run, start = rest, start + len(first) + 1
    parts = [run] if _JOINED.search(run.strip()) else run.split(" and ")
    for part in parts:
        if part.strip():
            yield start + len(part) - len(part.lstrip()), part.strip()
        start += len(part) + len(" and ")


def _trim(run: str, start: int, at_start: bool) -> Run | None:
    words = run.split(" ")
    while words and (
        words[0] in _FUNCTION_WORDS or words[0].rstrip(".") in _TIME_WORDS or words[0].islower()
    ):
        start += len(words.pop(0)) + 1
        at_start = False
    while words and (words[-1] in _FUNCTION_WORDS or words[-1] in _TIME_WORDS or words[-1].islower()):
        words.pop()
    if not words:
        return None
    words[-1] = _POSSESSIVE.sub("", words[-1])
    text = " ".join(words)
    if len(text) < 2 or (text[-1] == "." and text.count(".") == 1):
        text = text.rstrip(".")
    return Run(start, start + len(text), text, at_start) if len(text) > 1 else None


def is_common(word: str) -> bool:
    """Whether a word, in lower case, is common English."""
    return _common().get(word.lower(), 0.0) >= SURELY_COMMON


def _common() -> dict[str, float]:
    if not _COMMON:
        _COMMON.update(common_words("en"))
    return _COMMON


def _is_heading(line: str) -> bool:
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return len(words) > 2 and capitals >= 0.8 * len(words) and not line.rstrip().endswith((".", ".”", '."'))


_COMMON: dict[str, float] = {}
