"""Podlove Simple Chapters."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from mainstem.feeds.parsed import Chapter
from mainstem.parsing.draft import EntryDraft
from mainstem.parsing.scope import Scope

URIS = ("http://podlove.org/simple-chapters", "http://podlove.org/simple-chapters/")
PREFIXES = ("psc",)

_MOST = 1000


def _start(text: str) -> float | None:
    """Normal Play Time (RFC 2326 §3.6): 1:02:03.5, 02:03, 123."""
    total = 0.0
    try:
        for part in text.strip().split(":"):
            total = total * 60 + float(part)
    except ValueError:
        return None
    return total if 0 <= total < 1e7 else None


def _chapters(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    found = []
    for child in islice(element, _MOST):
        start = _start(child.get("start") or "")
        if start is not None:
            href = scope.resolve(child, child.get("href") or "")
            found.append(
                Chapter(start, child.get("title") or "", href, scope.resolve(child, child.get("image") or ""))
            )
    draft.chapters = tuple(found)
    draft.has_episode = draft.has_episode or bool(found)


ENTRY = {"chapters": _chapters}
