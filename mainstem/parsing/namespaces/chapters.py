"""Podlove Simple Chapters."""

from __future__ import annotations

from itertools import islice

from lxml import etree

from mainstem.feeds.parsed import Chapter
from mainstem.parsing import podcasting
from mainstem.parsing.draft import EntryDraft
from mainstem.parsing.scope import Scope

URIS = ("http://podlove.org/simple-chapters", "http://podlove.org/simple-chapters/")
PREFIXES = ("psc",)

_MOST = 1000


def _chapters(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    found = []
    for child in islice(element, _MOST):
        start = podcasting.moment(child.get("start") or "")
        if start is not None:
            href = scope.resolve(child, child.get("href") or "")
            found.append(
                Chapter(start, child.get("title") or "", href, scope.resolve(child, child.get("image") or ""))
            )
    draft.chapters = tuple(found)
    draft.has_episode = draft.has_episode or bool(found)


ENTRY = {"chapters": _chapters}
