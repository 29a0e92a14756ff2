"""The three notations of an entry's id: decimal, the long form, bare hexadecimal."""

from __future__ import annotations

import re

_DECIMAL = re.compile(r"-?[1-9][0-9]{0,18}")
_HEX = re.compile(r"[0-9a-fA-F]{1,16}")
_PREFIX = "tag:google.com,2005:reader/item/"
_SIGN, _ALL = 1 << 63, 1 << 64


def long_form(entry_id: int) -> str:
    """As it stands in contents: padded to 16 hexadecimal digits."""
    return f"{_PREFIX}{entry_id:016x}"


def entry_id(text: str) -> int | None:
    """The id in any notation, or None. Ours have 16 decimal digits, so that nothing is ambiguous."""
    before, slash, last = text.strip().rpartition("/")
    is_long = bool(slash) and before.endswith("item")
    if not is_long and _DECIMAL.fullmatch(last):
        return int(last)
    if not _HEX.fullmatch(last):
        return None
    number = int(last, 16)
    return number - _ALL if number >= _SIGN else number


def entry_ids(texts: list[str]) -> list[int]:
    """The ids of the texts that are any, each once, in their order. A text may hold several, with commas."""
    found: dict[int, None] = {}
    for text in texts:
        for part in text.split(",") if "," in text and not text.startswith("tag:") else (text,):
            number = entry_id(part)
            if number is not None and 0 < number < _SIGN:
                found[number] = None
    return list(found)
