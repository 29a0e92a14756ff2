"""A stream is any list of entries that has an address; a view says how it is looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum

from mainstem.feeds.errors import BadInput


class Visibility(IntEnum):
    """In how many streams a subscription's entries show."""

    IMPORTANT = 20
    MAIN = 10
    FOLDER = 0
    FEED = -5
    HIDDEN = -10


class Kind(StrEnum):
    """What a stream gathers."""

    MAIN = "main"  # all subscriptions with visibility main or important
    IMPORTANT = "important"
    ALL = "all"  # every subscription that is not hidden
    STARRED = "starred"
    FOLDER = "folder"  # with its sub-folders
    FEED = "feed"
    LABEL = "label"
    LABELS = "labels"  # any label
    HISTORY = "history"  # lately read
    HIDDEN = "hidden"
    SNOOZED = "snoozed"
    SEARCH = "search"  # a saved search


_WITH_ID = {Kind.FOLDER, Kind.FEED, Kind.LABEL, Kind.SEARCH}
_ADDRESS = re.compile(r"([a-z]+)(?:/([0-9]{1,18}))?")


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream; ``id`` is the folder's, feed's, label's or saved search's."""

    kind: Kind = Kind.MAIN
    id: int = 0

    @property
    def address(self) -> str:
        """As it stands in addresses of pages: ``main``, ``folder/12``."""
        return f"{self.kind}/{self.id}" if self.id else str(self.kind)

    @classmethod
    def at(cls, address: str) -> Stream:
        """The stream of an ``address``. Raises BadInput."""
        match = _ADDRESS.fullmatch(address)
        if match is None or match[1] not in list(Kind):
            raise BadInput(f"There is no stream {address!r}.", field="stream")
        kind, number = Kind(match[1]), int(match[2] or 0)
        if (kind in _WITH_ID) != bool(number):
            raise BadInput(f"There is no stream {address!r}.", field="stream")
        return cls(kind, number)


class Show(StrEnum):
    """Which states a view shows."""

    ADAPTIVE = "adaptive"  # unread; all where nothing is unread
    UNREAD = "unread"
    ALL = "all"
    READ = "read"
    STARRED = "starred"
    UNREAD_STARRED = "unread-starred"  # unread or starred


class Order(StrEnum):
    """What a view is sorted by."""

    ARRIVAL = "arrival"
    PUBLISHED = "published"
    TITLE = "title"
    FEED = "feed"
    LENGTH = "length"
    CHANGED = "changed"  # last change by the reader
    RANDOM = "random"
    RELEVANCE = "relevance"


@dataclass(frozen=True, slots=True)
class View:
    """A stream as looked at. ``after`` is the key of the last row seen (see ``Page.next``), so that paging
    neither skips nor doubles while entries arrive; ``newest_id`` bounds to what could have been seen."""

    stream: Stream = field(default_factory=Stream)
    show: Show = Show.ALL
    order: Order = Order.ARRIVAL
    is_ascending: bool = False
    search: str = ""
    limit: int = 20
    after: str = ""
    newest_id: int | None = None  # nothing newer than this
    oldest_id: int | None = None  # nothing older than this
    seed: int = 0

    def with_(self, **changes: object) -> View:
        """The same view with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
