"""What podcasts say in several vocabularies: explicit, blocked, season, episode, duration, owner, keywords."""

from __future__ import annotations

import re

from lxml import etree

from mainstem.feeds.parsed import Author
from mainstem.parsing import constructs
from mainstem.parsing.draft import Draft, EntryDraft, FeedDraft
from mainstem.parsing.elements import add_category, local_name, yes_or_no
from mainstem.parsing.people import person
from mainstem.parsing.scope import Scope

_SCHEME = "http://www.itunes.com/"
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4}):(\d{1,2})(?:\.\d+)?$")
_SECONDS = re.compile(r"(\d{1,7})(?:\.\d+)?\s*(?:s|sec|seconds)?$")


def seconds(text: str) -> int | None:
    """A duration written 1:02:03, 62:03 or 3723; None for what is none."""
    text = text.strip()
    clock = _CLOCK.match(text)
    if clock:
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    plain = _SECONDS.match(text)
    return int(plain[1]) if plain else None


def moment(text: str) -> float | None:
    """Seconds after the start, by Normal Play Time (RFC 2326 §3.6): 1:02:03.5, 02:03, 123."""
    total = 0.0
    try:
        for part in text.strip().split(":"):
            total = total * 60 + float(part)
    except ValueError:
        return None
    return total if 0 <= total < 1e7 else None


def author(draft: Draft, element: etree._Element, scope: Scope) -> None:
    found = person(constructs.plain(element, scope))
    if found.name or found.email:
        draft.spare_authors.append(found)


def owner(draft: Draft, element: etree._Element, scope: Scope) -> None:
    parts = {local_name(child): constructs.plain(child, scope) for child in element}
    found = Author(parts.get("name", ""), parts.get("email", ""))
    if not (found.name or found.email):
        found = person(constructs.plain(element, scope))
    if found.name or found.email:
        draft.publisher = draft.publisher or found


def explicit(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.is_explicit = yes_or_no(constructs.text(element))


def block(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    draft.is_blocked = constructs.text(element).lower() == "yes"
    if isinstance(draft, EntryDraft):
        draft.has_episode = True


def image(draft: Draft, element: etree._Element, scope: Scope) -> None:
    found = element.get("href") or element.get("url") or constructs.text(element)
    if found:
        draft.offer("image", 1, scope.resolve(element, found))


def category(draft: Draft, element: etree._Element, _scope: Scope) -> None:
    """A category and the categories inside it, outermost first."""
    for one in element.iter():
        name = (one.get("text") or "").strip() or (one.text or "").strip()
        if name:
            add_category(draft, name, _SCHEME)


def keywords(draft: Draft, element: etree._Element, scope: Scope) -> None:
    text = constructs.plain(element, scope)
    words = tuple(word.strip() for word in (text.split(",") if "," in text else text.split()) if word.strip())
    if isinstance(draft, EntryDraft):
        draft.keywords = words
        draft.has_episode = True
    for word in words:
        add_category(draft, word, _SCHEME)


def summary(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer("summary", 2, constructs.html(element, scope))
    if isinstance(draft, FeedDraft):
        draft.offer("description", 2, constructs.plain(element, scope))


def subtitle(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer("summary", 3, constructs.html(element, scope))
    draft.offer("description", 3, constructs.plain(element, scope))
    if isinstance(draft, EntryDraft):
        draft.subtitle = constructs.plain(element, scope)
        draft.has_episode = True


def title(draft: Draft, element: etree._Element, scope: Scope) -> None:
    draft.offer("title", 2, constructs.plain(element, scope))


def duration(draft: EntryDraft, element: etree._Element, _scope: Scope) -> None:
    draft.duration_seconds = seconds(constructs.text(element))


def season(draft: EntryDraft, element: etree._Element, _scope: Scope) -> None:
    draft.season = draft.season or constructs.text(element)
    draft.season_name = draft.season_name or (element.get("name") or "").strip()
    draft.has_episode = True


def episode(draft: EntryDraft, element: etree._Element, _scope: Scope) -> None:
    draft.episode_number = draft.episode_number or constructs.text(element)
    draft.has_episode = True


def kind(draft: EntryDraft, element: etree._Element, _scope: Scope) -> None:
    draft.episode_kind = constructs.text(element).lower()
    draft.has_episode = True


def new_url(draft: FeedDraft, element: etree._Element, scope: Scope) -> None:
    found = scope.resolve(element, constructs.text(element))
    if found.startswith(("http://", "https://")):
        draft.new_url = found


def complete(draft: FeedDraft, element: etree._Element, _scope: Scope) -> None:
    """Apple's "no more episodes will come"; nothing that we must do differs, so it is only read."""
    draft.is_complete = draft.is_complete or constructs.text(element).lower() == "yes"
