"""Podcasting 2.0 (podcastindex.org): chapters, transcripts, people, seasons, places."""

from __future__ import annotations

from lxml import etree

from mainstem.feeds.parsed import Author, Place
from mainstem.parsing import constructs, podcasting
from mainstem.parsing.draft import Draft, EntryDraft
from mainstem.parsing.elements import identity
from mainstem.parsing.scope import Scope

URIS = (
    "https://podcastindex.org/namespace/1.0",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
)
PREFIXES = ("podcast",)

_BEST = (
    "text/vtt",
    "application/x-subrip",
    "application/srt",
    "text/html",
    "application/json",
    "text/plain",
    "",
)


def _chapters(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    draft.chapters_url = scope.resolve(element, element.get("url") or "")
    draft.has_episode = True


def _transcript(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    """Of several, the one in the form that carries most."""
    found = scope.resolve(element, element.get("url") or "")
    kind = (element.get("type") or "").lower()
    if found and (not draft.transcript_url or _rank(kind) < _rank(draft.transcript_type)):
        draft.transcript_url, draft.transcript_type = found, kind
        draft.has_episode = True


def _rank(kind: str) -> int:
    return _BEST.index(kind) if kind in _BEST else len(_BEST)


def _person(draft: Draft, element: etree._Element, scope: Scope) -> None:
    name = constructs.plain(element, scope)
    if not name:
        return
    if isinstance(draft, EntryDraft):
        draft.persons = (*draft.persons, name)
        draft.has_episode = True
    elif (element.get("role") or "host").lower() == "host":
        href = scope.resolve(element, element.get("href") or "")
        draft.spare_authors.append(Author(name, "", href, scope.resolve(element, element.get("img") or "")))


def _location(draft: Draft, element: etree._Element, scope: Scope) -> None:
    """A place by a geo: address (RFC 5870)."""
    latitude, _, rest = (element.get("geo") or "").removeprefix("geo:").partition(",")
    try:
        draft.places.append(
            Place(
                float(latitude),
                float(rest.partition(",")[0].partition(";")[0]),
                constructs.plain(element, scope),
            )
        )
    except ValueError:
        return


def _guid(draft: Draft, element: etree._Element, scope: Scope) -> None:
    if not draft.guid:
        identity(draft, element, scope)


def _license(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.license = draft.license or element.get("url") or constructs.text(element)


COMMON = {"person": _person, "location": _location, "license": _license}
ENTRY = {
    "chapters": _chapters,
    "transcript": _transcript,
    "season": podcasting.season,
    "episode": podcasting.episode,
}
FEED = {"guid": _guid}
