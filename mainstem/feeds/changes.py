"""Which of the entries that came are new, and which have changed: the pure step in the middle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from mainstem.feeds.entry import CleanEntry

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Have:
    """What is kept of an entry already. ``content_key`` is empty where only a tombstone is left."""

    entry_id: int
    content_key: str


@dataclass(frozen=True, slots=True)
class New:
    """Never seen in this feed."""

    entry: CleanEntry


@dataclass(frozen=True, slots=True)
class Changed:
    """Seen before, with other words."""

    entry_id: int
    entry: CleanEntry


@dataclass(frozen=True, slots=True)
class Decided:
    """``new`` stands in the order in which it is to arrive: oldest publication first."""

    new: tuple[New, ...]
    changed: tuple[Changed, ...]
    listed: tuple[int, ...]  # ids of the kept entries that the publisher still lists


def decide(came: Iterable[CleanEntry], have: Mapping[str, Have], familiar: Iterable[str] = ()) -> Decided:
    """Compare what came with what is kept, by guid key. ``familiar`` are the guid keys of entries that came just
    as they did the last time: listed, and neither new nor changed.

    Of entries that share a guid within one document the first counts. An entry that was deleted here
    (a tombstone) is neither new nor changed. Entries without a date arrive after the dated ones that
    stand below them in the document, since publishers list the newest first.
    """
    new: dict[str, CleanEntry] = {}
    changed: list[Changed] = []
    listed = {have[key].entry_id: None for key in familiar if key in have and have[key].content_key}
    for entry in came:
        key = entry.guid_key
        known = have.get(key)
        if known is None:
            new.setdefault(key, entry)
        elif known.content_key and known.entry_id not in listed:
            listed[known.entry_id] = None
            if known.content_key != entry.content_key:
                changed.append(Changed(known.entry_id, entry))
    return Decided(tuple(map(New, in_order(list(new.values())))), tuple(changed), tuple(listed))


def in_order(entries: list[CleanEntry]) -> list[CleanEntry]:
    """Oldest publication first; the undated take the date of the nearest dated neighbour below them."""
    keyed: list[tuple[datetime, int, CleanEntry]] = []
    date = _NEVER
    for place, entry in enumerate(reversed(entries)):
        date = entry.published_at or date
        keyed.append((date, place, entry))
    return [entry for _, _, entry in sorted(keyed, key=lambda one: one[:2])]
