"""Encodings from before UTF-8: what their names mean, and which one unlabelled bytes are in.

The guess reads the bytes in every way that is left, and asks how many of the characters are ones that make
up most of ordinary text in that encoding's languages. In Latin script such characters stand between ASCII
letters; in the others they form words of their own.
"""

from __future__ import annotations

import codecs
import re

MIXED = "mainstem-mixed"

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
_BESIDE_LETTERS = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]|[\x80-\xff](?=[A-Za-z])")
_ASCII = re.compile("[\x00-\x7f]+")
_SAMPLE = 65536

# codec: (name to report, what most of a text in its languages consists of)
_ALPHABETS = {
    "cp1251": ("windows-1251", "оеаинтсрвлкмдпуяі"),
    "koi8_r": ("koi8-r", "оеаинтсрвлкмдпуя"),
    "cp866": ("cp866", "оеаинтсрвлкмдпуя"),
    "iso8859_5": ("iso-8859-5", "оеаинтсрвлкмдпуяі"),
    "mac_cyrillic": ("x-mac-cyrillic", "оеаинтсрвлкмдпуяі"),
    "cp1253": ("windows-1253", "αοιετσνηυρπκμλςάίόέήύώ"),
    "cp1255": ("windows-1255", "יוהלארתבמשנם"),
    "cp1256": ("windows-1256", "اليمنورتبهةعدسف"),
    "cp874": ("tis-620", "านรอกเงมยลวดท่้ัิี"),
}
_RARE = {"mac_cyrillic": 0.8, "cp866": 0.9, "iso8859_5": 0.95}
_HANZI = (
    "的一是不了在人有我他这中大来上国和地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么"
    "去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无与报业网新闻市公司月第很容易希望"
    "翻成文并有助改感您章測試標題台灣今氣非常們這個無來國時會過後對為說發經報業網聞與種還進開從實軍"
)
_KANA = "".join(map(chr, range(0x3041, 0x30FB))) + "ー、。・"
_HANGUL = "".join(map(chr, range(0xAC00, 0xD7A4)))
# codec: (name to report, good characters, share of them that proves it, weight against the others)
_EAST_ASIAN = {
    "gb18030": ("gb18030", frozenset(_HANZI), 0.12, 3.0),
    "big5hkscs": ("big5", frozenset(_HANZI), 0.12, 3.0),
    "euc_jp": ("euc-jp", frozenset(_KANA), 0.25, 1.5),
    "cp932": ("shift_jis", frozenset(_KANA), 0.25, 1.5),
    "cp949": ("euc-kr", frozenset(_HANGUL), 0.85, 0.5),
}
_WESTERN = (
    "éèàêçùôâîûëï’«»œ",
    "äöüßÄÖÜ„“–",
    "áéíóúñ¿¡ü",
    "åäöæøéÅÖØ",
    "ãõçáéíóúâêà",
    "àèéìòù’",
    "’“”–—‘…£€©®é",
)
_CENTRAL = ("ąćęłńóśźżŁŚŻ", "áčďéěíňóřšťúůýžŠČŘŽ", "áéíóöőúüű", "ăâîşţáŞŢ", "čćđšžŠČŽ", "áäčďéíľňóôšťúýž")
_TURKISH = ("çğıöşüİâÇŞÖÜ",)
# codec: (name to report, one set of characters a language, head start)
_LATIN = {
    "cp1252": ("windows-1252", _WESTERN, 0.05),
    "cp1250": ("windows-1250", _CENTRAL, 0.02),
    "iso8859_2": ("iso-8859-2", _CENTRAL, 0.0),
    "cp1254": ("windows-1254", _TURKISH, 0.01),
}


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


def is_mostly_utf8(data: bytes, share: float = 0.5) -> bool:
    """Whether at least ``share`` of the non-ASCII bytes form UTF-8 characters, so that the rest are strays."""
    high = sum(map(len, _HIGH.findall(data)))
    good = sum(map(len, _MULTIBYTE.findall(data)))
    return good >= high * share


def guess(data: bytes) -> str:
    """The name of the likeliest encoding of bytes that are not ASCII; looks at the first 64 KiB."""
    sample = data[:_SAMPLE]
    if is_mostly_utf8(sample, 0.8):
        return "utf-8"
    asian = _best(_asian_scores(sample))
    if asian:
        return asian
    runs = len(_HIGH.findall(sample))
    is_latin = len(_BESIDE_LETTERS.findall(sample)) * 2 >= runs
    return (
        ("" if is_latin else _best(_alphabet_scores(sample)))
        or _best(_latin_scores(sample))
        or "windows-1252"
    )


def _best(scores: list[tuple[float, str]]) -> str:
    best = max(scores, default=(0.0, ""))
    return best[1] if best[0] > 0 else ""


def _high_characters(data: bytes, codec: str) -> str:
    """The characters beyond ASCII of one reading; "" where more than a trace cannot be read."""
    text = data.decode(codec, "replace")
    if text.count("\ufffd") > 1 + len(text) // 200:
        return ""
    return _ASCII.sub("", text)


def _share(text: str, good: frozenset[str]) -> float:
    return sum(1 for c in text if c in good) / len(text) if text else 0.0


def _asian_scores(data: bytes) -> list[tuple[float, str]]:
    scores = []
    for codec, (name, good, proof, weight) in _EAST_ASIAN.items():
        share = _share(_high_characters(data, codec), good)
        if share >= proof:
            scores.append((share * weight, name))
    return scores


def _alphabet_scores(data: bytes) -> list[tuple[float, str]]:
    scores = []
    for codec, (name, common) in _ALPHABETS.items():
        share = _share(_high_characters(data, codec), frozenset(common))
        if share >= 0.4:
            scores.append((share * _RARE.get(codec, 1.0), name))
    return scores


def _latin_scores(data: bytes) -> list[tuple[float, str]]:
    scores = []
    for codec, (name, languages, start) in _LATIN.items():
        text = _high_characters(data, codec)
        best = max(_share(text, frozenset(characters)) for characters in languages)
        scores.append((best + start if best else 0.0, name))
    return scores
