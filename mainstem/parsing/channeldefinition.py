"""CDF, Microsoft's Channel Definition Format of 1997: what RSS says in elements stands in attributes."""

from __future__ import annotations

from lxml import etree

from mainstem.feeds.parsed import Link, ParsedEntry, ParsedFeed
from mainstem.parsing import elements, finished
from mainstem.parsing.draft import Draft, EntryDraft, FeedDraft
from mainstem.parsing.elements import local_name
from mainstem.parsing.scope import Scope

_DEEPEST = 20


def read(root: etree._Element, scope: Scope, faults: tuple[str, ...]) -> ParsedFeed:
    """The channel with its items; those of inner channels follow in order."""
    draft = FeedDraft()
    entries: list[ParsedEntry] = []
    _read_channel(root, draft, entries, scope, 0)
    return finished.feed(draft, tuple(entries), scope, faults)


def _read_channel(
    channel: etree._Element, draft: FeedDraft, entries: list[ParsedEntry], scope: Scope, depth: int
) -> None:
    _read_common(channel, draft, scope)
    for child in channel:
        name = local_name(child)
        if name == "item":
            entries.append(_read_item(child, scope))
        elif name == "channel" and depth < _DEEPEST:
            _read_channel(child, FeedDraft(), entries, scope, depth + 1)
        elif name == "title":
            elements.title(draft, child, scope)
        elif name == "abstract":
            elements.description(draft, child, scope)
        elif name == "logo":
            draft.image_url = scope.resolve(child, _attribute(child, "href")) or draft.image_url


def _read_item(item: etree._Element, scope: Scope) -> ParsedEntry:
    draft = EntryDraft()
    _read_common(item, draft, scope)
    for child in item:
        name = local_name(child)
        if name == "title":
            elements.title(draft, child, scope)
        elif name == "abstract":
            elements.summary(draft, child, scope)
        elif name == "a":
            draft.url = draft.url or scope.resolve(child, _attribute(child, "href"))
    return finished.entry(draft, scope)


def _read_common(element: etree._Element, draft: Draft, scope: Scope) -> None:
    url = scope.resolve(element, _attribute(element, "href"))
    if url:
        draft.links.append(Link(url))
        draft.url = url
    draft.updated_text = _attribute(element, "lastmod")
    draft.title = draft.title or " ".join(_attribute(element, "title").split())


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute whatever its case: CDF shouts."""
    return next((str(value) for key, value in element.attrib.items() if str(key).lower() == name), "")
