"""Exact folding: the three keys by which the same entry is known again for ever."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from hashlib import blake2b

from mainstem.stories.entry import StoryEntry

_NO_WORD = re.compile(r"[\W_]+")
LONGEST_TEXT = 200_000  # signs of a text that go into its key
FEWEST_WORDS = 4  # a shorter title ("Live", "Weather today") says nothing without a text
FEWEST_SIGNS = 8  # the same in scripts without spaces


@dataclass(frozen=True, slots=True)
class FoldingKeys:
    """Eight bytes each, as signed integers (so that databases hold them); 0 means that there is none."""

    address: int
    title: int
    text: int


def folding_keys(entry: StoryEntry) -> FoldingKeys:
    """Two entries are the same if ``address`` agrees, or if both ``title`` and ``text`` do.

    The keys do not depend on the publisher. ``text`` covers title and text together, so it alone
    already tells "the same to the letter"; ``title`` alone is only a hint.
    """
    title, text = plain(entry.title), plain(entry.text[:LONGEST_TEXT])
    can_tell = bool(text) or title.count(" ") + 1 >= FEWEST_WORDS or len(title) >= FEWEST_SIGNS * 3
    return FoldingKeys(
        address=_key("a", entry.url) if entry.url else 0,
        title=_key("t", title) if title else 0,
        text=_key("c", f"{title}\n{text}") if can_tell and (title or text) else 0,
    )


def plain(text: str) -> str:
    """Lower case, compatible forms made one, everything but letters and digits a single space."""
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def _key(kind: str, text: str) -> int:
    data = text.encode("utf-8", "surrogatepass")
    return (
        int.from_bytes(blake2b(data, digest_size=8, person=kind.encode()).digest(), "big", signed=True) or 1
    )
