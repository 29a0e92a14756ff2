"""How much is in every stream of a reader, summed over subscriptions and never over entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mainstem.reading.stream import Kind, Stream, Visibility


@dataclass(frozen=True, slots=True)
class Count:
    """Unread and all entries of a stream."""

    unread: int = 0
    total: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.unread + other.unread, self.total + other.total)


@dataclass(frozen=True, slots=True)
class Counted:
    """One subscription's counts; ``folder_ids`` those it is directly in."""

    feed_id: int
    visibility: int
    entries: Count
    starred: Count
    folder_ids: tuple[int, ...] = ()


LEAST = {Kind.MAIN: Visibility.MAIN, Kind.IMPORTANT: Visibility.IMPORTANT, Kind.ALL: Visibility.FEED}


def of_streams(
    subscriptions: Sequence[Counted], parents: Mapping[int, int | None], labels: Mapping[int, Count]
) -> dict[Stream, Count]:
    """The counts of every stream. ``parents`` maps each folder to the one it is in.

    A subscription in two folders counts once in a folder above both.
    """
    above = {folder_id: _chain(folder_id, parents) for folder_id in parents}
    found = {Stream(Kind.FOLDER, folder_id): Count() for folder_id in parents}
    found |= {Stream(kind): Count() for kind in (*LEAST, Kind.STARRED)}
    for one in subscriptions:
        found[Stream(Kind.FEED, one.feed_id)] = one.entries
        for kind, least in LEAST.items():
            if one.visibility >= least:
                found[Stream(kind)] += one.entries
        if one.visibility >= Visibility.FEED:
            found[Stream(Kind.STARRED)] += one.starred
        if one.visibility >= Visibility.FOLDER:
            for folder_id in {each for held in one.folder_ids for each in above.get(held, ())}:
                found[Stream(Kind.FOLDER, folder_id)] += one.entries
    return found | {Stream(Kind.LABEL, label_id): count for label_id, count in labels.items()}


def _chain(folder_id: int, parents: Mapping[int, int | None]) -> tuple[int, ...]:
    """A folder and all above it; a ring ends where it closes."""
    chain: list[int] = []
    at: int | None = folder_id
    while at is not None and at in parents and at not in chain:
        chain.append(at)
        at = parents[at]
    return tuple(chain)
