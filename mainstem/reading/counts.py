"""How much is in every stream of a reader, summed over subscriptions and never over entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mainstem.reading.stream import Kind, Stream, Visibility


class Count(NamedTuple):
    """Unread and all entries of a stream."""

    unread: int = 0
    total: int = 0


class Counted(NamedTuple):
    """One subscription's counts (a row as it is read); ``folder_ids`` are those it is directly in."""

    feed_id: int
    visibility: int
    unread: int
    total: int
    starred_unread: int
    starred: int
    folder_ids: tuple[int, ...] = ()


LEAST = {Kind.MAIN: Visibility.MAIN, Kind.IMPORTANT: Visibility.IMPORTANT, Kind.ALL: Visibility.FEED}


_FOLDER = int(Visibility.FOLDER)


def of_streams(
    subscriptions: Sequence[Counted], parents: Mapping[int, int | None], labels: Mapping[int, Count]
) -> dict[Stream, Count]:
    """The counts of every stream. ``parents`` maps each folder to the one it is in.

    A subscription in two folders counts once in a folder above both.
    """
    found = {Stream(Kind.FEED, one.feed_id): Count(one.unread, one.total) for one in subscriptions}
    for kind, least in LEAST.items():
        shown = [one for one in subscriptions if one.visibility >= int(least)]
        found[Stream(kind)] = Count(sum(one.unread for one in shown), sum(one.total for one in shown))
    shown = [one for one in subscriptions if one.visibility >= int(Visibility.FEED)]
    starred = (sum(one.starred_unread for one in shown), sum(one.starred for one in shown))
    found[Stream(Kind.STARRED)] = Count(*starred)
    for folder_id, (unread, total) in _of_folders(subscriptions, parents).items():
        found[Stream(Kind.FOLDER, folder_id)] = Count(unread, total)
    return found | {Stream(Kind.LABEL, label_id): count for label_id, count in labels.items()}


def _of_folders(
    subscriptions: Sequence[Counted], parents: Mapping[int, int | None]
) -> dict[int, tuple[int, int]]:
    above = {folder_id: _chain(folder_id, parents) for folder_id in parents}
    sums = {folder_id: (0, 0) for folder_id in parents}
    grouped: dict[tuple[int, ...], list[Counted]] = {}  # most subscriptions share their folders with others
    for one in subscriptions:
        if one.visibility >= _FOLDER:
            grouped.setdefault(one.folder_ids, []).append(one)
    for folder_ids, some in grouped.items():
        unread, total = sum(one.unread for one in some), sum(one.total for one in some)
        for folder_id in {each for held in folder_ids for each in above.get(held, ())}:
            had = sums[folder_id]
            sums[folder_id] = (had[0] + unread, had[1] + total)
    return sums


def _chain(folder_id: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    """A folder and all above it; a ring ends where it closes."""
    chain: list[int] = []
    at: int | None = folder_id
    while at is not None and at in parents and at not in chain:
        chain.append(at)
        at = parents[at]
    return tuple(chain)
