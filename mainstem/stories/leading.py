"""Which entry of a story leads for a reader, and which are folded under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """An entry of a story as a reader has it. ``is_settled``: read, and not on its arrival by a rule or a
    setting; such an entry tells that the reader knows the story."""

    entry_id: int
    feed_id: int
    is_read: bool = False
    is_settled: bool = False
    is_starred: bool = False
    is_kept_unread: bool = False
    is_folded: bool = False


def lead(held: Sequence[Held], opened: Mapping[int, int] | None = None) -> Held:
    """Who leads, of at least one entry: what the reader claimed (starred or kept unread), then what they read,
    then what is unread; of equals the one of the feed that they open clearly most often, then the earliest.

    ``opened`` counts openings by feed; without it who leads now goes on leading.
    """
    return min(held, key=lambda one: (*_rank(one), *_preferred(one, opened), one.entry_id))


def _rank(one: Held) -> tuple[bool, int]:
    is_claimed = one.is_starred or one.is_kept_unread
    return not is_claimed, 0 if one.is_settled else 1 + one.is_read


def _preferred(one: Held, opened: Mapping[int, int] | None) -> tuple[int]:
    """Openings by powers of two: three against two is chance, eight against two a habit."""
    return (int(one.is_folded) if opened is None else -(1 + opened.get(one.feed_id, 0)).bit_length(),)


def folded(held: Sequence[Held], opened: Mapping[int, int] | None = None) -> set[int]:
    """The entries that lie under the lead: all others but those that the reader claimed and the lead is not."""
    if not held:
        return set()
    first = lead(held, opened)
    return {one.entry_id for one in held if one is not first and not _stands_out(one, first)}


def _stands_out(one: Held, first: Held) -> bool:
    return (one.is_starred and not first.is_starred) or (one.is_kept_unread and not first.is_kept_unread)
