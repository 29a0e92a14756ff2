"""A feed as it is kept: once for all its readers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any


@dataclass(frozen=True, slots=True)
class Feed:
    """What is known of a feed. Times are aware UTC; ``fault`` is the last trouble, in a sentence."""

    id: int
    feed_url: str
    site_url: str = ""
    title: str = ""
    description: str = ""
    language: str = ""
    image_url: str = ""
    icon_id: int | None = None
    due_at: datetime | None = None
    fetched_at: datetime | None = None
    succeeded_at: datetime | None = None
    changed_at: datetime | None = None
    failing_since: datetime | None = None
    faults: int = 0
    fault: str = ""
    is_gone: bool = False
    is_private: bool = False

    @property
    def name(self) -> str:
        """The title, or the address where there is none."""
        return self.title or self.feed_url


@dataclass(frozen=True, slots=True)
class DueFeed:
    """What a poll must know of a feed before it asks: the validators byte for byte as received."""

    id: int
    feed_url: str
    title: str = ""
    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    guid_policy: str = "guid"
    faults: int = 0
    fault: str = ""
    failing_since: datetime | None = None
    created_at: datetime | None = None
    due_at: datetime | None = None
    fetched_at: datetime | None = None
    succeeded_at: datetime | None = None
    changed_at: datetime | None = None
    subscribers: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)
    recipe: Mapping[str, Any] | None = None
    polling: Mapping[str, Any] = field(default_factory=dict)


def identity(feed_url: str, options: Mapping[str, Any] | None = None) -> str:
    """The key under which a feed is fetched once: its address and all that makes the fetch private."""
    private = repr(sorted((options or {}).items())) if options else ""
    return sha256(f"{feed_url}\n{private}".encode()).hexdigest()
