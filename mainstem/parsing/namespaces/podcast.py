"""Podcasting 2.0 (podcastindex.org): chapters, transcripts, people, seasons, places."""

from __future__ import annotations

from lxml import etree

from mainstem.feeds.parsed import Author, Credit, Link, Place, Transcript
from mainstem.parsing import constructs, podcasting
from mainstem.parsing.draft import Draft, EntryDraft, FeedDraft
from mainstem.parsing.elements import identity
from mainstem.parsing.scope import Scope

URIS = (
    "https://podcastindex.org/namespace/1.0",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
)
PREFIXES = ("podcast",)


def _chapters(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    draft.chapters_url = scope.resolve(element, element.get("url") or "")
    draft.has_episode = True


def _transcript(draft: EntryDraft, element: etree._Element, scope: Scope) -> None:
    found = scope.resolve(element, element.get("url") or "")
    if found:
        kind = (element.get("type") or "").strip().lower()
        language, rel = element.get("language") or "", element.get("rel") or ""
        draft.add("transcripts", Transcript(found, kind, language.strip(), rel.strip().lower()))
        draft.has_episode = True


def _person(draft: Draft, element: etree._Element, scope: Scope) -> None:
    name = constructs.plain(element, scope)
    if not name:
        return
    role = (element.get("role") or "host").strip().lower()
    group = (element.get("group") or "cast").strip().lower()
    href = scope.resolve(element, element.get("href") or "")
    image_url = scope.resolve(element, element.get("img") or "")
    draft.add("credits", Credit(name, role, group, href, image_url))
    if isinstance(draft, EntryDraft):
        draft.add("persons", name)
        draft.has_episode = True
    elif role == "host":
        draft.spare_authors.append(Author(name, "", href, image_url))


def _funding(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    url = scope.resolve(element, element.get("url") or "")
    if url:
        draft.links.append(Link(url, "payment", title=constructs.plain(element, scope)))


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
FEED = {"guid": _guid, "funding": _funding}
