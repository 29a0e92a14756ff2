"""Entries, what a reader did with them, and pages of them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from mainstem.apis.rest.models.moments import written
from mainstem.feeds.entry import Content, Has
from mainstem.reading import Page, ReaderEntry, State

Id = int
_NO_CONTENT = Content(0, "")


class EntryState(BaseModel):
    """What the reader did with an entry."""

    is_read: bool
    is_starred: bool
    is_hidden: bool
    is_folded: bool = Field(description="A copy, shown under the lead of its story.")
    is_kept_unread: bool
    snoozed_until: datetime | None
    read_at: datetime | None
    starred_at: datetime | None
    changed_at: datetime | None
    note: str
    label_ids: list[int]


class Enclosure(BaseModel):
    """A file that belongs to an entry."""

    url: str
    mime_type: str
    medium: str
    size_bytes: int | None
    duration_seconds: int | None
    title: str
    thumbnail_url: str


class Entry(BaseModel):
    """An entry as the reader has it. ``html`` is clean: no script, no form, addresses absolute."""

    id: int = Field(description="Grows with arrival: microseconds since 1970, made unique.")
    serial: int = Field(description="Dense and below 2^31, for programs that need small numbers.")
    feed_id: int
    guid: str
    url: str
    title: str
    authors: list[str]
    published_at: datetime
    arrived_at: datetime
    updated_at: datetime | None
    language: str
    image_url: str
    has_versions: bool
    state: EntryState
    html: str | None = Field(description="Null where only lists were asked for.")
    summary: str | None
    categories: list[str]
    enclosures: list[Enclosure]
    extras: dict[str, Any]


class EntryPage(BaseModel):
    """A page of a stream."""

    entries: list[Entry]
    next: str = Field(description="Send it as 'after' for the next page; empty at the end.")
    newest_id: int = Field(description="Send it as 'newest_id' when marking: what arrives later is spared.")
    show: str


class Version(BaseModel):
    """Earlier words of an entry."""

    replaced_at: datetime
    title: str
    url: str
    html: str


class Mark(BaseModel):
    """What to do with entries."""

    action: Literal["read", "unread", "star", "unstar", "hide", "show"]
    entry_ids: list[int] = Field(min_length=1, max_length=10_000)


class StreamMark(BaseModel):
    """What to do with a whole stream, up to the newest entry that was seen."""

    action: Literal["read", "unread", "star", "unstar", "hide", "show"] = "read"
    newest_id: int = Field(ge=0, lt=2**63, description="From the page that was seen.")
    search: str = Field("", max_length=4000)


class EntryChange(BaseModel):
    """What to change of one entry; what is left out stays."""

    is_read: bool | None = None
    is_starred: bool | None = None
    is_hidden: bool | None = None
    snoozed_until: datetime | None = Field(None, description="Null in the body wakes a snoozed entry.")
    note: str | None = Field(None, max_length=20_000)


class FullText(BaseModel):
    """Whether the full text replaces the body that is kept."""

    is_kept: bool = False


class Text(BaseModel):
    """The clean text of a page."""

    html: str


def entry(one: ReaderEntry) -> dict[str, Any]:
    """An entry."""
    kept, content = one.entry, one.content
    body = content or _NO_CONTENT
    return {
        "id": kept.id,
        "serial": kept.serial,
        "feed_id": kept.feed_id,
        "guid": kept.guid,
        "url": kept.url,
        "title": kept.title,
        "authors": list(kept.authors),
        "published_at": written(kept.published_at),
        "arrived_at": written(kept.arrived_at),
        "updated_at": written(kept.updated_at),
        "language": kept.language,
        "image_url": kept.image_url,
        "has_versions": Has.VERSIONS in kept.has,
        "state": state(one.state),
        "html": content.html if content else None,
        "summary": content.summary if content else None,
        "categories": list(body.categories),
        "enclosures": [
            {name: asdict(file)[name] for name in Enclosure.model_fields} for file in body.enclosures
        ],
        "extras": dict(body.extras),
    }


def state(one: State) -> dict[str, Any]:
    """A state."""
    return {
        "is_read": one.is_read,
        "is_starred": one.is_starred,
        "is_hidden": one.is_hidden,
        "is_folded": one.is_folded,
        "is_kept_unread": one.is_kept_unread,
        "snoozed_until": written(one.snoozed_until),
        "read_at": written(one.read_at),
        "starred_at": written(one.starred_at),
        "changed_at": written(one.changed_at),
        "note": one.note,
        "label_ids": list(one.label_ids),
    }


def page(one: Page) -> dict[str, Any]:
    """A page."""
    found = [entry(each) for each in one.entries]
    return {"entries": found, "next": one.next, "newest_id": one.newest_id, "show": one.show}
