"""What a reader follows, how it is grouped, and what they did with an entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mainstem.feeds.entry import Content, Entry
from mainstem.feeds.feed import Feed
from mainstem.reading.stream import Visibility


@dataclass(frozen=True, slots=True)
class Folder:
    """A group of subscriptions; folders nest by ``parent_id``."""

    id: int
    name: str
    parent_id: int | None = None
    position: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """A reader's word on entries, with its counts."""

    id: int
    name: str
    color: str = ""
    position: int | None = None
    total_count: int = 0
    unread_count: int = 0


@dataclass(frozen=True, slots=True)
class Subscription:
    """One reader and one feed. ``title`` is the reader's own or the feed's; counts are exact."""

    id: int
    feed: Feed
    title: str
    visibility: Visibility = Visibility.MAIN
    is_muted: bool = False
    position: int | None = None
    folder_ids: tuple[int, ...] = ()
    subscribed_at: datetime | None = None
    total_count: int = 0
    unread_count: int = 0
    starred_count: int = 0
    starred_unread_count: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """What a reader did with an entry."""

    is_read: bool = False
    is_starred: bool = False
    is_hidden: bool = False
    is_folded: bool = False
    is_kept_unread: bool = False
    snoozed_until: datetime | None = None
    read_at: datetime | None = None
    starred_at: datetime | None = None
    changed_at: datetime | None = None
    note: str = ""
    label_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReaderEntry:
    """An entry as one reader has it; ``content`` only where it was asked for."""

    entry: Entry
    state: State
    content: Content | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a stream. ``next`` is the key to ask on with (``View.after``), "" at the end;
    ``newest_id`` is the newest id that could be seen when the page was made: bulk marks stop there."""

    entries: tuple[ReaderEntry, ...]
    next: str = ""
    newest_id: int = 0
    show: str = "all"
