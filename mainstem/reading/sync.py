"""What apps that keep a copy ask for: entries inside some streams and outside others, by arrival.

Such apps know each subscription in exactly one folder: the oldest that it is in, or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Test(StrEnum):
    """What a part of a sieve asks of an entry."""

    __test__ = False  # no test class

    ALL = "all"
    UNREAD = "unread"
    READ = "read"
    STARRED = "starred"
    IN_FEEDS = "in feeds"
    LABELLED = "labelled"


@dataclass(frozen=True, slots=True)
class Part:
    """One condition; ``ids`` are those of the feeds or labels, any of which will do (none: nothing fits)."""

    test: Test
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sieve:
    """Entries that fit every part of ``within`` and no part of ``without``. Ids bound both sides, included.

    Hidden and snoozed entries, those of hidden subscriptions and of feeds that the reader left never fit.
    """

    within: tuple[Part, ...] = ()
    without: tuple[Part, ...] = ()
    oldest_id: int | None = None
    newest_id: int | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """An entry as an app keeps it. Times are whole seconds since 1970; the arrival is the id, in microseconds.
    ``is_read`` is everything that does not count as unread, ``is_folded`` a copy under the lead of its story.
    ``enclosures`` and ``authors`` may be empty."""

    id: int
    serial: int
    feed_id: int
    url: str
    title: str
    authors: str
    published: int
    updated: int
    html: str
    enclosures: tuple[Mapping[str, object], ...]
    is_read: bool
    is_starred: bool
    label_ids: tuple[int, ...] = ()
    is_folded: bool = False


class Followed(NamedTuple):
    """A subscription as an app lists it. ``folder_id`` 0: in no folder. Times are whole seconds, 0: never.

    A named tuple, since lists of thousands are made for a call: a dataclass takes five times as long.
    """

    feed_id: int
    title: str
    feed_url: str
    site_url: str
    icon_id: int
    folder_id: int
    unread_count: int
    succeeded: int


class Count(NamedTuple):
    """How many unread entries a feed has, the folder it is shown in, and its newest entry's id (0: none)."""

    feed_id: int
    folder_id: int
    unread_count: int
    newest_id: int


@dataclass(frozen=True, slots=True)
class Outline:
    """All that a reader follows, as apps list it: subscriptions by title; folders by id, each with its path
    (sub-folders as ``Above/Below``); labels by id."""

    followed: tuple[Followed, ...]
    folders: Mapping[int, str] = field(default_factory=dict)
    labels: Mapping[int, str] = field(default_factory=dict)
    label_unread: Mapping[int, int] = field(default_factory=dict)
