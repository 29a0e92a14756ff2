"""A listing: entries as apps ask for them, by other keys than a page of the main stream."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from mainstem.reading.stream import Visibility


class Key(StrEnum):
    """What a listing is sorted by; entries that are alike stand in the order of arrival."""

    ARRIVAL = "arrival"
    PUBLISHED = "published"
    CHANGED = "changed"  # the last change of the content or of the reader's state
    TITLE = "title"
    AUTHOR = "author"
    STATUS = "status"  # read before unread
    FOLDER = "folder"  # the oldest folder of the subscription; those in none come last
    FOLDER_NAME = "folder name"


@dataclass(frozen=True, slots=True)
class Listing:
    """Which visible entries, in which order, and which page of them.

    What is None does not narrow. ``feed_ids`` are feeds that the reader follows, ``above`` and ``below``
    entry ids, times bounds: none of them is itself included. ``entry_ids`` narrows to those.
    """

    is_read: bool | None = None
    is_starred: bool | None = None
    feed_ids: tuple[int, ...] | None = None
    label_ids: tuple[int, ...] | None = None
    entry_ids: tuple[int, ...] | None = None
    categories: tuple[str, ...] = ()
    search: str = ""
    least: Visibility = Visibility.FEED
    above: int | None = None
    below: int | None = None
    published_after: datetime | None = None
    published_before: datetime | None = None
    changed_after: datetime | None = None
    changed_before: datetime | None = None
    key: Key = Key.ARRIVAL
    is_ascending: bool = False
    limit: int = 100
    offset: int = 0

    def with_(self, **changes: object) -> Listing:
        """The same listing with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
