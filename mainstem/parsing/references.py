"""Ampersands of damaged XML: what a reference means, or that it is none."""

from __future__ import annotations

import re
from html.entities import html5

_REFERENCE = re.compile(r"&(?:#(\d{1,8})|#[xX]([0-9a-fA-F]{1,7})|([A-Za-z_][\w.-]{0,63}));|&")
_PREDEFINED = frozenset(("amp", "lt", "gt", "quot", "apos"))
_C1_MEANT = {n: bytes([n]).decode("windows-1252", "ignore") for n in range(0x80, 0xA0)}


def refers(value: str) -> bool:
    """Whether an entity's value refers to another entity, so that it might grow."""
    return any(match[3] and match[3] not in _PREDEFINED for match in _REFERENCE.finditer(value))


def mended(text: str, entities: dict[str, str]) -> str:
    """``text`` with references that any XML parser knows, and no stray ``<`` or ``&``."""
    if "&" in text:
        text = _REFERENCE.sub(lambda match: _meaning(match, entities), text)
    if "]]>" in text:
        text = text.replace("]]>", "]]&gt;")
    return text.replace("<", "&lt;") if "<" in text else text


def _meaning(match: re.Match[str], entities: dict[str, str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if decimal or hexadecimal:
        return _character(int(decimal) if decimal else int(hexadecimal, 16))
    if not name:
        return "&amp;"
    if name in _PREDEFINED:
        return match[0]
    declared = entities.get(name)
    if declared is not None:
        return mended(declared, {})
    known = html5.get(f"{name};")
    return known if known is not None else f"&amp;{name};"


def _character(number: int) -> str:
    if 0x80 <= number < 0xA0:
        return _C1_MEANT[number]
    is_allowed = (
        number in (9, 10, 13)
        or 0x20 <= number <= 0xD7FF
        or 0xE000 <= number <= 0xFFFD
        or 0x10000 <= number <= 0x10FFFF
    )
    return f"&#{number};" if is_allowed else ""
