"""The quick way for text in Latin letters: accents and typographers' signs away, so that ASCII is left.

Most of the world's feeds are ASCII but for quotation marks, dashes and some accents; looking at those few
signs alone is several times quicker than folding every sign.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache

# Combining marks that are accents: Latin, Greek, Cyrillic; Hebrew points; Arabic vowels.
ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
# Letters that Unicode does not take apart.
LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
    "ŋ": "n", "ĸ": "k", "ſ": "s", "ə": "e",
})  # fmt: skip
_SYMBOLS = re.compile("[\u00a2-\u00a9\u20a0-\u20bf\u2190-\u2bff\U0001f000-\U0001faff]")  # terms of their own
_HANDLER = "mainstem-latin"
_ONLY_WORDS = bytes.maketrans(
    bytes(range(256)),
    bytes(ord(chr(sign).lower()) if chr(sign).isalnum() and sign < 128 else 32 for sign in range(256)),
)  # capital letters small, all but letters and digits a space


class _Beyond(Exception):
    """The text holds signs that only the slow way knows."""


def words(text: str) -> list[str] | None:
    """The folded words of a text; None where it holds other letters or symbols."""
    try:
        return text.casefold().encode("ascii", _HANDLER).translate(_ONLY_WORDS).decode("ascii").split()
    except _Beyond:
        return None


@lru_cache(maxsize=2048)
def _ascii(sign: str) -> str:
    return "".join(map(_ascii_part, unicodedata.normalize("NFKD", sign)))


def _ascii_part(sign: str) -> str:
    if sign.isascii():
        return sign  # ™ is taken apart to TM
    if ord(sign) in LETTERS:
        return str(LETTERS[ord(sign)])
    if ACCENTS.match(sign):
        return ""
    if _SYMBOLS.match(sign) or sign.isalnum() or unicodedata.category(sign)[0] == "M":
        raise _Beyond
    return " "


def _replace(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(map(_ascii, error.object[error.start : error.end])), error.end


codecs.register_error(_HANDLER, _replace)
