"""Enclosures in RDF (mod_enclosure)."""

from __future__ import annotations

from lxml import etree

from mainstem.feeds.parsed import ParsedEnclosure
from mainstem.parsing.draft import EntryDraft
from mainstem.parsing.linking import number
from mainstem.parsing.scope import Scope

URIS = ("http://purl.oclc.org/net/rss_2.0/enc#",)
PREFIXES = ("enc",)

_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


def _enclosure(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    found = element.get(_RESOURCE) or element.get("url") or ""
    if found:
        length = element.get(f"{{{URIS[0]}}}length")
        kind = element.get(f"{{{URIS[0]}}}type") or ""
        draft.enclosures.append(
            ParsedEnclosure(scope.resolve(element, found), kind, size_bytes=number(length))
        )


ENTRY = {"enclosure": _enclosure}
