"""Whether a rewritten sentence may be kept: its numbers, dates and names must stand in what it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from mainstem.stories import dates, names
from mainstem.stories.dates import Granularity
from mainstem.stories.dates.numbers import CARDINALS
from mainstem.stories.words import plain_language, reader

LEAST_SHARED = 0.5  # of the words that carry meaning
LONGEST = 1_000  # signs of a sentence
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CAPITAL = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÀ-Þ][\w’'-]+")


def is_supported(
    sentence: str, cited: Sequence[str], *, published_at: date = date(2000, 1, 1), language: str = "en"
) -> bool:
    """Whether every number, date and name of ``sentence`` stands in one of the ``cited`` texts, and half of its
    other words as well.

    ``published_at`` is the day from which relative dates ("Friday") count, in the sentence and the texts alike.
    A sentence that cites nothing, or is longer than 1,000 signs, is not supported.
    """
    if not cited or not sentence.strip() or len(sentence) > LONGEST:
        return False
    source = "\n".join(cited)
    return (
        _numbers(sentence) <= _numbers(source)
        and _days(sentence, published_at, language) <= _days(source, published_at, language)
        and _all_names(sentence, source)
        and _shares_words(sentence, source, language)
    )


def _numbers(text: str) -> set[str]:
    """Digits, without the marks that group them, and numbers in words."""
    digits = {
        re.sub(r"[.,](?=\d{3}(?:\D|$))", "", found).replace(",", ".") for found in _NUMBER.findall(text)
    }
    words = {str(CARDINALS[word]) for word in _WORD.findall(text.lower()) if CARDINALS.get(word, 0) > 1}
    return digits | words


def _days(text: str, today: date, language: str) -> set[str]:
    exact = (Granularity.DAY, Granularity.WEEK, Granularity.MONTH, Granularity.QUARTER, Granularity.YEAR)
    return {one.value[:10] for one in dates.read(text, today, language) if one.granularity in exact}


def _all_names(sentence: str, source: str) -> bool:
    """Each name, or each word of it, stands in the source; the first word of a sentence is no name by its capital."""
    present = {word.lower() for word in _WORD.findall(source)}
    named = [word for name in names.find(sentence) for word in _WORD.findall(name.text)]
    named += [word for capital in _CAPITAL.findall(sentence) for word in _WORD.findall(capital)]
    return all(re.sub(r"['’]s?$", "", word).lower() in present or word.lower() in present for word in named)


def _shares_words(sentence: str, source: str, language: str) -> bool:
    words = reader(plain_language(language) or "en")
    mine = {term for term, _ in words.terms(sentence)}
    theirs = {term for term, _ in words.terms(source)}
    return not mine or len(mine & theirs) >= LEAST_SHARED * len(mine)
