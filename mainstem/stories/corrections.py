"""What readers said about pairs of entries. It is kept for good and outranks every score."""

from __future__ import annotations

from mainstem.stories.entry import Correction


class Corrections:
    """The last word about each pair."""

    def __init__(self) -> None:
        self._said: dict[tuple[int, int], Correction] = {}
        self._about: dict[int, set[int]] = {}

    def add(self, correction: Correction) -> None:
        """Take in a correction; a later one about the same pair takes the place of the earlier."""
        one, other = sorted((correction.entry_a, correction.entry_b))
        if one == other:
            return
        self._said[one, other] = correction
        self._about.setdefault(one, set()).add(other)
        self._about.setdefault(other, set()).add(one)

    def __len__(self) -> int:
        return len(self._said)

    def all(self) -> tuple[Correction, ...]:
        """Every pair once."""
        return tuple(self._said.values())

    def same_as(self, entry_id: int) -> list[int]:
        """The entries that stand with this one because a reader said so."""
        return [other for other in self._about.get(entry_id, ()) if self._pair(entry_id, other).same]

    def not_with(self, entry_id: int) -> list[int]:
        """The entries that never stand with this one."""
        return [other for other in self._about.get(entry_id, ()) if not self._pair(entry_id, other).same]

    def _pair(self, one: int, other: int) -> Correction:
        return self._said[min(one, other), max(one, other)]
