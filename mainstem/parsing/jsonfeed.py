"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1).

Values of the wrong type are read where their meaning is plain (a number as an id) and left out where not.
"""

from __future__ import annotations

import json
from typing import Any

from mainstem.feeds.parsed import Author, Link, ParsedEnclosure, ParsedEntry, ParsedFeed
from mainstem.parsing import finished, texts
from mainstem.parsing.draft import EntryDraft, FeedDraft
from mainstem.parsing.markup import resolve_html
from mainstem.parsing.scope import Scope, join

Json = dict[str, Any]


def load(data: bytes) -> Any:
    """The document that ``data`` holds, or None; a deep one is none (Python's own limit on recursion)."""
    try:
        return json.loads(data, strict=False)
    except (ValueError, RecursionError):
        return None


def text(value: Any) -> str:
    """A string, or a number as one; "" for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, int | float) else ""


def integer(value: Any) -> int | None:
    """A whole number that is not negative, written as one or as text."""
    try:
        number = int(float(value)) if not isinstance(value, bool) else -1
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number < 10**18 else None


def items(value: Any) -> list[Json]:
    """The objects of a list; of one object, itself."""
    if isinstance(value, dict):
        return [value]
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def is_feed(document: Any) -> bool:
    """Whether a JSON document is a feed: it says so, or it has a title and items as one has."""
    if not isinstance(document, dict):
        return False
    if "jsonfeed.org" in text(document.get("version")):
        return True
    return isinstance(document.get("items"), list) and ("title" in document or "home_page_url" in document)


def read(document: Json, base: str) -> ParsedFeed:
    """The feed that ``document`` is."""
    scope = Scope(base)
    version = text(document.get("version")).rstrip("/").rpartition("/")[2]
    scope.format = "json-1.0" if version in ("1", "1.0") else "json-1.1"
    draft = FeedDraft()
    _read_head(draft, document, base)
    scope.language = draft.language
    if draft.links and draft.links[0].rel == "alternate":
        scope.base = draft.links[0].url
    entries = tuple(_read_item(one, scope) for one in items(document.get("items")))
    return finished.feed(draft, entries, scope)


def _read_head(draft: FeedDraft, document: Json, base: str) -> None:
    draft.title = " ".join(text(document.get("title")).split())
    draft.description = text(document.get("description"))
    draft.description_html = texts.escape(draft.description)
    draft.language = text(document.get("language"))
    draft.icon_url = join(base, text(document.get("favicon")))
    draft.image_url = join(base, text(document.get("icon")))
    draft.is_complete = document.get("expired") is True
    draft.authors = _authors(document, base)
    for key, rel in (("home_page_url", "alternate"), ("feed_url", "self"), ("next_url", "next")):
        if text(document.get(key)):
            draft.links.append(Link(join(base, text(document.get(key))), rel))
    for hub in items(document.get("hubs")):
        draft.links.append(Link(join(base, text(hub.get("url"))), "hub", text(hub.get("type"))))


def _authors(holder: Json, base: str) -> list[Author]:
    """Version 1.1 has a list; 1.0 one object, and some a bare name."""
    found = items(holder.get("authors")) or items(holder.get("author"))
    people = [
        Author(
            text(one.get("name")),
            text(one.get("email")),
            join(base, text(one.get("url"))),
            join(base, text(one.get("avatar"))),
        )
        for one in found
    ]
    if not people and isinstance(holder.get("author"), str):
        people = [Author(text(holder["author"]))]
    return [one for one in people if one.name or one.url or one.email]


def _read_item(item: Json, scope: Scope) -> ParsedEntry:
    base = scope.base
    draft = EntryDraft()
    draft.guid = text(item.get("id")) or text(item.get("guid"))
    draft.title = " ".join(text(item.get("title")).split())
    draft.language = text(item.get("language"))
    _read_links(draft, item, base)
    _read_bodies(draft, item, base)
    draft.published_text = text(item.get("date_published")) or text(item.get("published"))
    draft.updated_text = text(item.get("date_modified"))
    draft.authors = _authors(item, base)
    draft.offer("image", 1, join(base, text(item.get("image")) or text(item.get("banner_image"))))
    tags = item.get("tags")
    words = tags if isinstance(tags, list) else [tags]
    draft.categories = [text(one) for one in words if text(one)]
    draft.enclosures = [found for one in items(item.get("attachments")) if (found := _attachment(one, base))]
    return finished.entry(draft, scope)


def _read_links(draft: EntryDraft, item: Json, base: str) -> None:
    url, external = text(item.get("url")), text(item.get("external_url"))
    if url or external:
        draft.links.append(Link(join(base, url or external)))
    if external:
        draft.links.append(Link(join(base, external), "related"))


def _read_bodies(draft: EntryDraft, item: Json, base: str) -> None:
    html = text(item.get("content_html"))
    draft.content = resolve_html(html, base) if html else texts.escape(text(item.get("content_text")))
    draft.summary = texts.escape(text(item.get("summary")))
    draft.base_url = base


def _attachment(one: Json, base: str) -> ParsedEnclosure | None:
    url = join(base, text(one.get("url")))
    if not url:
        return None
    return ParsedEnclosure(
        url,
        text(one.get("mime_type")),
        size_bytes=integer(one.get("size_in_bytes")),
        duration_seconds=integer(one.get("duration_in_seconds")),
        title=text(one.get("title")),
    )
