"""An entry as it is kept and as it is listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntFlag
from hashlib import sha256
from typing import Any


class Has(IntFlag):
    """What an entry carries; kept as bits so that a list can be narrowed without reading bodies."""

    IMAGE = 1
    AUDIO = 2
    VIDEO = 4
    ATTACHMENT = 8
    FULL_TEXT = 16
    VERSIONS = 32


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an entry."""

    url: str
    mime_type: str = ""
    medium: str = ""
    size_bytes: int | None = None
    duration_seconds: int | None = None
    width: int | None = None
    height: int | None = None
    title: str = ""
    description: str = ""
    thumbnail_url: str = ""
    credits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """What lists show of an entry. ``id`` is its arrival in microseconds, made unique (16 digits);
    ``serial`` is dense and below 2^31. ``authors`` are names. ``length`` counts characters of text."""

    id: int
    serial: int
    feed_id: int
    guid: str
    url: str
    title: str
    authors: tuple[str, ...]
    published_at: datetime
    arrived_at: datetime
    updated_at: datetime | None = None
    changed_at: datetime | None = None
    language: str = ""
    image_url: str = ""
    length: int = 0
    has: Has = Has(0)


@dataclass(frozen=True, slots=True)
class Content:
    """An entry's bodies. ``html`` and ``summary`` were cleaned under ``policy`` before they were kept."""

    entry_id: int
    html: str
    summary: str = ""
    text: str = ""
    original: str | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    extras: Mapping[str, Any] = field(default_factory=dict)
    policy: int = 0


@dataclass(frozen=True, slots=True)
class CleanEntry:
    """An entry after cleaning, before it is kept: what ``storage.entries.keep`` writes."""

    guid: str
    url: str
    title: str
    html: str
    text: str
    summary: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    language: str = ""
    image_url: str = ""
    url_key: int = 0
    extras: Mapping[str, Any] = field(default_factory=dict)
    policy: int = 0

    @property
    def guid_key(self) -> str:
        """128 bits of SHA-256 of the guid, in hexadecimal."""
        return digest(self.guid)

    @property
    def content_key(self) -> str:
        """128 bits over all that makes an entry changed when it differs."""
        parts = (self.url, self.title, self.html, *self.authors, *(one.url for one in self.enclosures))
        return digest("\x1f".join(parts))


def digest(text: str) -> str:
    """128 bits of SHA-256 in hexadecimal; lone surrogates are let through."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
