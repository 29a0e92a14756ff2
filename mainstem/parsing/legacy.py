"""Encodings from before UTF-8: what their names mean, and which one unlabelled bytes are in.

The guess counts how many characters of each reading are ones that people write in that encoding's
languages; figures are rough on purpose, since texts of feeds differ by far more than the margins.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

MIXED = "mainstem-mixed"

_Scorer = Callable[[bytes, str], float]

# What a name means in practice (WHATWG Encoding Standard §4.2, and Python's own names of the same).
MEANT = {
    "iso-8859-1": "windows-1252",
    "iso8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "cp1252": "windows-1252",
    "windows-1252": "windows-1252",
    "ascii": "us-ascii",
    "us-ascii": "us-ascii",
    "iso8859-9": "cp1254",
    "iso-8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "x-gbk": "gb18030",
    "euc_kr": "cp949",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf8": "utf-8",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "unicode": "utf-16",
    "unicode-1-1-utf-8": "utf-8",
}

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_KANA = re.compile("[\u3041-\u30fe]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u4e00-\u9fff]")
# The characters that make up nine tenths of ordinary Chinese headlines, in both scripts.
_HAN_COMMON = re.compile(
    "[的一是不了在人有我他这中大来上国和地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经"
    "么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意無無這來國時會過後對們為說個發與經"
    "業報網新聞市公司年月第]"
)
_CYRILLIC_LOWER = re.compile("[а-яё]")
_CYRILLIC_UPPER = re.compile("[А-ЯЁ]")
_LATIN2 = re.compile("[ąćęłńóśźżčďěňřšťůžőűăâîșțşţáéíúýäöü]", re.IGNORECASE)
_SYMBOLS = re.compile("[\u0080-\u009f\ufffd¤¦§¨©¬®¯°±²³´µ¶·¸¹º¼½¾×÷¡¢£¥þðÞÐ]")
_GREEK = re.compile("[α-ωά-ώ]")
_HEBREW = re.compile("[א-ת]")
_ARABIC = re.compile("[\u0621-\u064a]")
_THAI = re.compile("[\u0e01-\u0e5b]")


def _mix(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_ONE_BYTE[byte] for byte in bad), error.end


_ONE_BYTE = [bytes([n]).decode("windows-1252", "ignore") or chr(n) for n in range(256)]
codecs.register_error(MIXED, _mix)


def is_utf8_beyond_chance(data: bytes) -> bool:
    """Whether non-ASCII ``data`` is UTF-8 throughout: Latin-1 text almost never is."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_mostly_utf8(data: bytes) -> bool:
    """Whether most of the non-ASCII bytes form UTF-8 characters, so that the rest are strays."""
    high = sum(map(len, _HIGH.findall(data)))
    good = sum(map(len, _MULTIBYTE.findall(data)))
    return good * 2 >= high


def guess(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8; looks at the first 64 KiB."""
    sample = data[:65536]
    if is_mostly_utf8(sample):
        return "utf-8"
    scores = [(score(sample, name), name) for name, score in _SCORERS.items()]
    best = max(scores)
    return best[1] if best[0] > 0 else "windows-1252"


def _read(data: bytes, name: str) -> str:
    """The reading, or "" where more than a trace cannot be read."""
    text = data.decode(name, "replace")
    bad = text.count("\ufffd")
    return "" if bad > 1 + len(text) // 500 else text


def _high_count(data: bytes) -> int:
    return sum(map(len, _HIGH.findall(data))) or 1


def _east_asian(good: re.Pattern[str], weight: float) -> _Scorer:
    def score(data: bytes, name: str) -> float:
        text = _read(data, name)
        return weight * 2 * len(good.findall(text)) / _high_count(data) if text else 0.0

    return score


def _japanese(data: bytes, name: str) -> float:
    text = _read(data, name)
    if not text:
        return 0.0
    kana = len(_KANA.findall(text))
    return 1.1 * 2 * (kana + len(_HAN.findall(text))) / _high_count(data) if kana > 2 else 0.0


def _alphabet(letters: re.Pattern[str], weight: float) -> _Scorer:
    def score(data: bytes, name: str) -> float:
        text = _read(data, name)
        if not text:
            return 0.0
        high = _high_count(data)
        return weight * (len(letters.findall(text)) - 2 * len(_SYMBOLS.findall(text))) / high

    return score


def _cyrillic(data: bytes, name: str) -> float:
    text = _read(data, name)
    lower, upper = len(_CYRILLIC_LOWER.findall(text)), len(_CYRILLIC_UPPER.findall(text))
    return (lower - upper) / _high_count(data)


_SCORERS: dict[str, _Scorer] = {
    "windows-1252": lambda _data, _name: 0.25,
    "cp1250": _alphabet(_LATIN2, 0.5),
    "windows-1251": _cyrillic,
    "koi8-r": _cyrillic,
    "cp866": _cyrillic,
    "iso8859-5": _cyrillic,
    "cp1253": _alphabet(_GREEK, 1.0),
    "cp1255": _alphabet(_HEBREW, 1.0),
    "cp1256": _alphabet(_ARABIC, 1.0),
    "cp874": _alphabet(_THAI, 0.9),
    "cp932": _japanese,
    "euc_jp": _japanese,
    "iso2022_jp": _japanese,
    "gb18030": _east_asian(_HAN_COMMON, 1.6),
    "big5hkscs": _east_asian(_HAN_COMMON, 1.6),
    "cp949": _east_asian(_HANGUL, 1.0),
}
