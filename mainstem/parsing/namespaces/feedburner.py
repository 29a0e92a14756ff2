"""FeedBurner: the addresses that its own hide, and Pheedo's of the same kind."""

from __future__ import annotations

from lxml import etree

from mainstem.parsing import constructs, elements
from mainstem.parsing.draft import EntryDraft
from mainstem.parsing.scope import Scope

URIS = (
    "http://rssnamespace.org/feedburner/ext/1.0",
    "http://feedburner.com/1.0",
    "http://www.pheedo.com/namespace/pheedo",
)
PREFIXES = ("feedburner", "pheedo")


def _original(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    draft.original_url = scope.resolve(element, constructs.text(element))


def _original_enclosure(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    draft.offer("enclosure", 1, scope.resolve(element, constructs.text(element)))


ENTRY = {"origLink": _original, "origEnclosureLink": _original_enclosure}
FEED = {"browserFriendly": elements.info}
