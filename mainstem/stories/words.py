"""From text to terms: words without stop words, stemmed; pairs of signs where writing has no spaces.

A term is the 32-bit CRC of its text. So no vocabulary has to be held in memory, and a term has the same
number in every process.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from mainstem.search.stems import stemmer
from mainstem.stories.frequencies import STOP_ZIPF, common_words

LONGEST_TITLE = 500  # signs; what is longer is no title
LONGEST_LEAD = 4_000  # signs that are looked at for the first words of a text
CACHED_WORDS = 30_000  # a language

# Scripts written without spaces: Han, Hiragana, Katakana, Thai, Lao, Myanmar, Khmer.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:['’][^\W_{_UNSPACED}]+)*")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_POSSESSIVE = re.compile(r"['’]s$")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|nell|sull|all|un|gl)['’](?=\w)")
_RUNS = re.compile(r"[\u30a0-\u30ff]+|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[\u3040-\u309f]+|.+")
_ELISION_LANGUAGES = frozenset({"fr", "it", "ca"})
_NO_TERM = 0


class Reader:
    """Reads the text of one language into terms, remembering the words it has met."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._stem = stemmer(language)
        self._common = common_words(language)
        self._cut_elision = language in _ELISION_LANGUAGES
        self._known: dict[str, int] = {}

    def terms(self, text: str) -> Iterator[tuple[int, str]]:
        """Each term with the word that it came from, in the order of the text."""
        known = self._known
        for match in _WORD.finditer(text):
            word = match.group()
            term = known.get(word)
            if term is None:
                if _IS_UNSPACED.match(word):
                    yield from self._sign_pairs(word)
                    continue
                term = self._learn(word)
            if term != _NO_TERM:
                yield term, word

    def stem_term(self, word: str) -> int:
        """The term of one lower-case word, stop word or not."""
        return term_of(self._stem(word))

    def _learn(self, word: str) -> int:
        if len(self._known) >= CACHED_WORDS:
            self._known.clear()
        self._known[word] = term = self._term(word)
        return term

    def _term(self, word: str) -> int:
        folded = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", word).lower())
        if self._cut_elision:
            folded = _ELIDED.sub("", folded)
        folded = folded.replace("'", "").replace("’", "")
        if len(folded) < 2 or self._common.get(folded, 0.0) >= STOP_ZIPF:
            return _NO_TERM
        return term_of(self._stem(folded))

    def _sign_pairs(self, run: str) -> Iterator[tuple[int, str]]:
        """Katakana words whole; of all else each pair of neighbours; Hiragana alone is grammar."""
        for match in _RUNS.finditer(unicodedata.normalize("NFKC", run)):
            part = match.group()
            if "\u30a0" <= part[0] <= "\u30ff":
                yield term_of(part), part
            elif not "\u3040" <= part[0] <= "\u309f":
                for at in range(len(part) - 1):
                    pair = part[at : at + 2]
                    yield term_of(pair), pair


def term_of(stem: str) -> int:
    """The number of a stem; never 0, which stands for "no term"."""
    return crc32(stem.encode("utf-8", "surrogatepass")) or 1


@lru_cache(maxsize=64)
def reader(language: str) -> Reader:
    """The reader of a language tag ("en-US" reads as "en"); unknown ones read words as they stand."""
    return Reader(language)


def plain_language(tag: str) -> str:
    """The language of a BCP 47 tag, "" if there is none worth having."""
    language = tag.replace("_", "-").split("-")[0].lower()
    return language if 2 <= len(language) <= 3 and language.isascii() and language.isalpha() else ""
