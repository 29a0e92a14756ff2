"""The sidebar as it is drawn: streams, labels, folders with their feeds, each with its unread count.

Counted in one pass over the subscriptions, and handed to the template as plain tuples: with 1,000 feeds
that is a fifth of the time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from mainstem.library.sidebar import Sidebar
from mainstem.reading import Folder, Kind, Label, Stream, Subscription, Visibility

# feed id, title, unread, icon id (0: none), what is wrong ("", "fault", "muted")
Row: TypeAlias = tuple[int, str, int, int, str]


@dataclass(frozen=True, slots=True)
class Branch:
    """A folder as it is drawn."""

    id: int
    name: str
    unread: int
    is_open: bool
    rows: tuple[Row, ...]
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole sidebar. ``here`` is the address of the stream that is shown."""

    here: str
    unread: int
    important: int | None  # None: no feed is important
    starred: int
    labels: tuple[Label, ...]
    branches: tuple[Branch, ...]
    rows: tuple[Row, ...]
    hidden: int  # how many feeds are left out for having nothing unread


def draw(seen: Sidebar, here: Stream, *, is_hiding_read: bool) -> Outline:
    """The sidebar around a stream; ``is_hiding_read`` leaves out what has nothing unread."""
    counts = _unread_by_folder(seen)
    shown = [one for one in seen.subscriptions if _is_shown(one, here, is_hiding_read)]
    inside: dict[int, list[Subscription]] = defaultdict(list)
    for one in shown:
        for folder_id in one.folder_ids or (0,):
            inside[folder_id].append(one)
    opened = _opened(seen, here)

    def branches(parent_id: int | None) -> tuple[Branch, ...]:
        drawn = (branch(one) for one in seen.folders if one.parent_id == parent_id)
        return tuple(
            one for one in drawn if one.rows or one.branches or one.id in opened or not is_hiding_read
        )

    def branch(folder: Folder) -> Branch:
        rows, below = _rows(inside[folder.id]), branches(folder.id)
        return Branch(folder.id, folder.name, counts[folder.id], folder.id in opened, rows, below)

    important = [one for one in seen.subscriptions if one.visibility >= Visibility.IMPORTANT]
    return Outline(
        here=here.address,
        unread=seen.unread(Stream()),
        important=sum(one.unread_count for one in important) if important else None,
        starred=seen.unread(Stream(Kind.STARRED)),
        labels=seen.labels,
        branches=branches(None),
        rows=_rows(inside[0]),
        hidden=len(seen.subscriptions) - len(shown),
    )


def _is_shown(one: Subscription, here: Stream, is_hiding_read: bool) -> bool:
    return not is_hiding_read or one.unread_count > 0 or (here.kind is Kind.FEED and here.id == one.feed.id)


def _rows(subscriptions: Iterable[Subscription]) -> tuple[Row, ...]:
    return tuple(
        (one.feed.id, one.title, one.unread_count, one.feed.icon_id or 0, _trouble(one))
        for one in subscriptions
    )


def _trouble(one: Subscription) -> str:
    if one.is_muted:
        return "muted"
    return "fault" if one.feed.faults or one.feed.is_gone else ""


def _parents(seen: Sidebar) -> dict[int, int | None]:
    return {one.id: one.parent_id for one in seen.folders}


def _above(parents: dict[int, int | None], folder_id: int) -> set[int]:
    """A folder and all that hold it."""
    found: set[int] = set()
    above: int | None = folder_id
    while above is not None and above not in found:
        found.add(above)
        above = parents.get(above)
    return found


def _unread_by_folder(seen: Sidebar) -> dict[int, int]:
    parents = _parents(seen)
    above = {folder_id: _above(parents, folder_id) for folder_id in parents}
    counts: dict[int, int] = defaultdict(int)
    for one in seen.subscriptions:
        if one.unread_count and one.visibility >= Visibility.FOLDER:
            for folder_id in set().union(*(above[held] for held in one.folder_ids)):
                counts[folder_id] += one.unread_count
    return counts


def _opened(seen: Sidebar, here: Stream) -> set[int]:
    """The folders around the stream that is shown."""
    parents = _parents(seen)
    if here.kind is Kind.FOLDER:
        return _above(parents, here.id)
    if here.kind is Kind.FEED:
        held = (one.folder_ids for one in seen.subscriptions if one.feed.id == here.id)
        return {above for ids in held for folder_id in ids for above in _above(parents, folder_id)}
    return set()
