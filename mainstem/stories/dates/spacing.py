"""White space made plain, so that a phrase is read across the end of a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_ODD = re.compile(r"[^\S ]+ *|  +| +[^\S ]\s*")
_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Spaced:
    """``text`` with one space where there was white space, one line end where there was a blank line."""

    text: str
    _places: tuple[int, ...]  # in ``text``, from which on …
    _shifts: tuple[int, ...]  # … so many signs are missing

    def original(self, position: int) -> int:
        """Where a position of ``text`` lies in the text as it came."""
        at = bisect_right(self._places, position) - 1
        return position + (self._shifts[at] if at >= 0 else 0)


def spaced(text: str) -> Spaced:
    """The text with plain white space."""
    parts: list[str] = []
    places: list[int] = []
    shifts: list[int] = []
    at = length = missing = 0
    for match in _ODD.finditer(text):
        parts += [text[at : match.start()], "\n" if _BLANK_LINE.search(match.group()) else " "]
        length += match.start() - at + 1
        at = match.end()
        missing += match.end() - match.start() - 1
        places.append(length)
        shifts.append(missing)
    parts.append(text[at:])
    return Spaced("".join(parts), tuple(places), tuple(shifts))
