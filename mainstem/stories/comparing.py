"""The weekly test of the learnt order against the plain one, on the reader's own screen.

Both orders are interleaved by team drafting (Radlinski, Kurup and Joachims 2008): each picks in turn, by lot who
picks first, and what is opened counts for the one that picked it. The learnt order switches itself off where it
does not win.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST_OPENED = 30  # before so many no verdict
SURE = 1.64  # deviations, one-sided 95 %


@dataclass(frozen=True, slots=True)
class Drafted:
    """An entry, and whether the learnt order picked it."""

    entry_id: int
    is_learnt: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """Opened entries by who had picked them. ``keeps_on`` is None while too few were opened."""

    learnt: int
    plain: int
    keeps_on: bool | None


def interleave(learnt: Sequence[int], plain: Sequence[int], *, seed: int) -> list[Drafted]:
    """One list of the entries of both orders, each once."""
    lot = random.Random(seed)
    taken: set[int] = set()
    result: list[Drafted] = []
    left = {True: iter(learnt), False: iter(plain)}
    while True:
        first = lot.random() < 0.5
        picked = [_pick(left[side], taken, side) for side in (first, not first)]
        if not any(picked):
            return result
        result += [one for one in picked if one is not None]


def _pick(order: Iterable[int], taken: set[int], is_learnt: bool) -> Drafted | None:
    for entry_id in order:
        if entry_id not in taken:
            taken.add(entry_id)
            return Drafted(entry_id, is_learnt)
    return None


def verdict(shown: Iterable[Drafted], opened: Iterable[int]) -> Verdict:
    """The result of a week: the learnt order stays on only if it wins by more than chance would."""
    by = {one.entry_id: one.is_learnt for one in shown}
    picks = [by[entry_id] for entry_id in set(opened) if entry_id in by]
    learnt = sum(picks)
    plain = len(picks) - learnt
    if len(picks) < FEWEST_OPENED:
        return Verdict(learnt, plain, None)
    deviations = (learnt - plain) / math.sqrt(len(picks))
    return Verdict(learnt, plain, deviations >= SURE)
