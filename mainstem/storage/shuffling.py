"""Statements that list a stream at random: the serial numbers of all entries are walked in steps that reach
each of them once, so that no page is sorted, and the order differs with every seed.

A key is ``seed.size.place``. ``size`` is the last serial number when the first page was asked for: what arrives
later is not shown, and so nothing is skipped or doubled.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from mainstem.storage import keys, sizes
from mainstem.storage.joining import along_index, ordered, own
from mainstem.storage.schema import entries, states
from mainstem.storage.searching import index_of
from mainstem.storage.streams import Selection, conditions

_GOLDEN = 0.6180339887  # steps of about this part of the whole leave the least of a pattern
_STEPPING = 4.0  # what looking at a serial number costs, against a step along an index
_MOST = 2_000  # serial numbers looked at together


@dataclass(frozen=True, slots=True)
class _Walk:
    """Place ``n`` is the serial number ``(first + n * step) % size + 1``."""

    seed: int
    size: int

    @property
    def step(self) -> int:
        found = max(int(self.size * (_GOLDEN + self.seed % 997 / 9970) % self.size), 1)
        while math.gcd(found, self.size) != 1:
            found += 1
        return found

    @property
    def first(self) -> int:
        return self.seed % self.size

    def serials(self, place: int, count: int) -> list[int]:
        first, step = self.first, self.step
        return [(first + at * step) % self.size + 1 for at in range(place, min(place + count, self.size))]

    def places(self, serials: Sequence[int]) -> Iterator[int]:
        first, back = self.first, pow(self.step, -1, self.size)
        return ((serial - 1 - first) * back % self.size for serial in serials)

    def key(self, place: int) -> str:
        return f"{self.seed}.{self.size}.{place}"


def page(
    connection: Connection, selection: Selection, seed: int, after: str, limit: int
) -> list[tuple[int, str]]:
    """(entry id, key) of the rows beyond the key ``after`` ("" from the start). Raises BadInput."""
    walk, place = _begin(connection, seed, after)
    if not walk.size:
        return []
    if sizes.is_walked(connection, sizes.of(connection, selection), limit, _STEPPING):
        return _walked(connection, selection, walk, place, limit)
    return _sorted(connection, selection, walk, place, limit)


def _begin(connection: Connection, seed: int, after: str) -> tuple[_Walk, int]:
    whole = sizes.every(connection)
    if not after:
        return _Walk(seed, whole), 0
    parts = [keys.whole(part) for part in after.split(".")]
    if len(parts) != 3 or not parts[2] < parts[1] <= whole:
        raise keys.bad()
    return _Walk(parts[0], parts[1]), parts[2] + 1


def _walked(
    connection: Connection, selection: Selection, walk: _Walk, place: int, limit: int
) -> list[tuple[int, str]]:
    """First as many places as a page of everything needs, then more and more at a time, until it is full."""
    found: list[tuple[int, str]] = []
    count = min(limit + limit // 4, _MOST)
    while len(found) < limit and place < walk.size:
        serials = walk.serials(place, count)
        held = _held(connection, selection, serials)
        found += [(held[one], walk.key(place + at)) for at, one in enumerate(serials) if one in held]
        place += len(serials)
        count = min(count * 3, _MOST)
    return found[:limit]


def _held(connection: Connection, selection: Selection, serials: Sequence[int]) -> dict[int, int]:
    """Entry ids by serial number, of those that are in the selection."""
    statement = select(entries.c.serial, states.c.entry_id).where(*conditions(selection))
    statement = statement.select_from(ordered(entries, states, own(selection)))
    statement = statement.where(entries.c.serial.in_(serials))
    search = selection.search
    if search is not None and search.written:
        index = index_of(connection)
        serial = index.HITS.c[index.SERIAL]
        hits = select(serial).where(serial.in_(serials), index.hit(search.written))
        statement = statement.where(entries.c.serial.in_(hits))
    return dict(connection.execute(statement).tuples().all())


def _sorted(
    connection: Connection, selection: Selection, walk: _Walk, place: int, limit: int
) -> list[tuple[int, str]]:
    """Everything in the selection, by the place that the walk would meet it at."""
    if selection.search is not None and selection.search.written:
        statement = along_index(connection, selection, entries.c.serial)
    else:
        chosen = select(states.c.entry_id, entries.c.serial).where(*conditions(selection))
        statement = chosen.select_from(ordered(states, entries, own(selection)))
    rows = [row for row in connection.execute(statement).tuples() if row[1] <= walk.size]
    places = walk.places([serial for _, serial in rows])
    met = ((at, entry_id) for at, (entry_id, _) in zip(places, rows, strict=True) if at >= place)
    return [(entry_id, walk.key(at)) for at, entry_id in heapq.nsmallest(limit, met)]
