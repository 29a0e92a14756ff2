"""How a text becomes the terms that are searched: the one rule that index and matcher share.

Case, accents and widths are folded; scripts written without spaces become overlapping pairs of
characters, with the last character of a run once more alone, so that a single character is the beginning
of some term wherever it stands. A term holds letters, digits, marks and symbols, never a space or ASCII
punctuation (a category's keeps ``_`` for its spaces): an index may split the joined terms at spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from mainstem.search import latin
from mainstem.search.stems import stem, stems_of

VERSION = 1  # raised with every change of what a text becomes: an index made by another is made anew
MAX_TERM = 64  # characters; the rest of a longer word is not told apart

# Written without spaces between words: Thai, Lao, Myanmar, Khmer, kana, Han, Hangul (particles stick).
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
_UNSPACED += "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "".join(
    chr(code) for code in (*range(0x300, 0x20F1), *range(0xA66F, 0xAC00)) if unicodedata.category(chr(code))[0] == "M"
)  # fmt: skip
# A word, with its marks; a run without spaces; or one symbol (emoji, currency, arrows).
_TERM = re.compile(
    rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}_])[\w{_MARKS}])+|[\u00a2-\u00a9\u20a0-\u20bf\u2190-\u2bff\U0001f000-\U0001faff]"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")


def terms(text: str) -> list[str]:
    """The terms of a text in their order, as they are indexed: words as written, apart from case."""
    return _split(text, is_query=False)


def query_terms(text: str) -> list[str]:
    """The terms that stand one after the other wherever ``text`` occurs in an indexed text."""
    return _split(text, is_query=True)


def index_text(text: str) -> str:
    """What an index holds of a text: its terms, joined by spaces."""
    return " ".join(terms(text))


def stems(found: Iterable[str], language: str) -> dict[str, str]:
    """The stem of each term that has another stem than itself."""
    return stems_of(set(found), language) if language else {}


def variants(term: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """The term and its stems in the languages that are searched: any of them in a text is a hit."""
    return tuple(dict.fromkeys((term, *(stem(term, language) for language in languages))))


def is_single(term: str) -> bool:
    """Whether the term is one character of a script without spaces: found as a beginning, not whole."""
    return len(term) == 1 and _IS_UNSPACED.match(term) is not None


def category_term(category: str) -> str:
    """A publisher's category as one term, so that only the whole of it is found."""
    return "_".join(_split(category, is_query=True))[: MAX_TERM * 2]


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and term of each word of a text as written; of runs without spaces, of each pair."""
    for match in _TERM.finditer(text):
        written, start = match.group(), match.start()
        if _IS_UNSPACED.match(written):
            for at, sign in enumerate(written):
                pair = fold(written[at : at + 2])
                yield start + at, start + min(at + 2, len(written)), pair or sign
        else:
            yield start, match.end(), fold(written)[:MAX_TERM]


def fold(text: str) -> str:
    """Case, accents, widths and ligatures made one."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return unicodedata.normalize("NFKC", latin.ACCENTS.sub("", apart)).translate(latin.LETTERS).lower()


def _split(text: str, *, is_query: bool) -> list[str]:
    words = latin.words(text)
    if words is not None:
        is_short = not words or len(max(words, key=len)) <= MAX_TERM
        return words if is_short else [word[:MAX_TERM] for word in words]
    found: list[str] = []
    for word in _TERM.findall(fold(text)):
        if _IS_UNSPACED.match(word):
            found.extend(_pairs(word, is_query=is_query))
        else:
            found.append(word[:MAX_TERM])
    return found


@lru_cache(maxsize=4096)
def _pairs(run: str, *, is_query: bool) -> tuple[str, ...]:
    pairs = tuple(run[at : at + 2] for at in range(len(run) - 1))
    return (*pairs, run[-1]) if not is_query or not pairs else pairs
