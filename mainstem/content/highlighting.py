"""Words that were searched for, marked in a clean text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from typing import TypeAlias

from .safe import SafeHTML
from .vocabulary import PHRASES

Places: TypeAlias = Callable[[str], Sequence[tuple[int, int]]]

MOST_LOOKED_AT = 300_000  # characters of a text; what stands behind is not marked
_TAG = re.compile(r"(</?([a-zA-Z][a-zA-Z0-9]*)[^>]*>)")  # in clean HTML no attribute holds a >


def highlight(html: SafeHTML, places: Places) -> SafeHTML:
    """The text with ``mark`` around what ``places`` finds in it: pairs of start and end, in order and apart.

    Phrases are found across the borders of inline elements, and not across those of blocks.
    """
    parts = _TAG.split(html)
    texts, tags, names = parts[0::3], parts[1::3], parts[2::3]
    plain, starts, length = [], [], 0
    for text, name in zip(texts, (*names, ""), strict=True):
        said = unescape(text) + ("" if name in PHRASES else "\n")
        starts.append(length)
        plain.append(said)
        length += len(said)
        if length > MOST_LOOKED_AT:
            break
    found = list(places("".join(plain)))
    marked = [
        _marked(text, start, said, found) for text, start, said in zip(texts, starts, plain, strict=False)
    ]
    texts = [*marked, *texts[len(marked) :]]
    return SafeHTML("".join(text + tag for text, tag in zip(texts, (*tags, ""), strict=True)))


def _marked(text: str, start: int, said: str, found: list[tuple[int, int]]) -> str:
    """One stretch of text; ``found`` loses what lies wholly within it or before."""
    end = start + len(said)
    out, place = [], start
    while found and found[0][0] < end:
        left, right = max(found[0][0], start), min(found[0][1], end)
        out.append(escape(said[place - start : left - start], quote=False))
        out.append(f"<mark>{escape(said[left - start : right - start].rstrip(chr(10)), quote=False)}</mark>")
        place = right
        if found[0][1] > end:
            break
        found.pop(0)
    if not out:
        return text
    return "".join(out) + escape(unescape(text)[place - start :], quote=False)
