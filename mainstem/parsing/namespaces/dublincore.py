"""Dublin Core elements and terms."""

from __future__ import annotations

import re

from lxml import etree

from mainstem.parsing import constructs, elements
from mainstem.parsing.draft import Draft, EntryDraft, FeedDraft
from mainstem.parsing.people import person
from mainstem.parsing.scope import Scope

URIS = (
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/elements/1.0/",
    "http://purl.org/dc/terms/",
    "http://purl.org/rss/1.0/modules/dcterms/",
    "http://dublincore.org/documents/dcmi-namespace/",
)
PREFIXES = ("dc", "dcterms")

_VALID = re.compile(r"(start|end)\s*=\s*([^;]+)", re.IGNORECASE)


def _title(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer("title", 1, constructs.plain(element, scope))


def _creator(draft: Draft, element: etree._Element, scope: Scope) -> None:
    found = elements.read_person(element, scope)
    if found:
        draft.authors.append(found)


def _date(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.dated_text = constructs.text(element) or draft.dated_text


def _subject(draft: Draft, element: etree._Element, scope: Scope) -> None:
    text = constructs.plain(element, scope)
    if text:
        draft.categories.append(text)


def _description(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer("summary", 1, constructs.html(element, scope))
    if isinstance(draft, FeedDraft):
        draft.offer("description", 1, constructs.plain(element, scope))


def _publisher(draft: Draft, element: etree._Element, scope: Scope) -> None:
    found = person(constructs.plain(element, scope))
    if found.name or found.email:
        draft.publisher = draft.publisher or found


def _valid(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    for name, moment in _VALID.findall(constructs.text(element)):
        if name.lower() == "end":
            draft.expires_text = moment.strip()


def _identifier(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.offer("guid", 1, constructs.text(element))


def _source(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    text = constructs.plain(element, scope)
    if text.startswith(("http://", "https://")):
        draft.source_url = draft.source_url or text
    else:
        draft.source_title = draft.source_title or text


COMMON = {
    "title": _title,
    "creator": _creator,
    "author": _creator,
    "contributor": elements.contributor,
    "publisher": _publisher,
    "rights": elements.rights,
    "language": elements.language,
    "date": _date,
    "issued": elements.published,
    "available": elements.published,
    "created": elements.created,
    "modified": elements.updated,
    "subject": _subject,
    "description": _description,
    "abstract": _description,
    "valid": _valid,
    "identifier": _identifier,
}
ENTRY = {"source": _source}
