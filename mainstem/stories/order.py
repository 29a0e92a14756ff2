"""For you: an order learnt from what a reader opens, and nothing hidden by it.

Naive Bayes over what can be seen of an entry before it is opened. Its weights are log odds, so each place in
the order can be explained ("because you open *Reuters* and *glacier*"), and learning is a few additions.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

EXPLORING = 0.10  # of the places go to entries drawn by lot
RARE_FEED = 1.0  # entries a day; feeds below it stand first among equals
HALF_LIFE_HOURS = 24.0
SMOOTHING = 2.0
MOST_FEATURES = 50_000
REASONS = 3
CLEAREST_REASON = 0.05
EQUAL_WITHIN = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that may be shown. ``features`` are words like "feed:7", "word:glacier", "name:Oslo", "author:…".

    ``sources`` counts the independent feeds of its story, ``feed_pace`` its feed's entries a day.
    """

    entry_id: int
    features: tuple[str, ...]
    age_hours: float
    sources: int = 1
    feed_pace: float = 1.0


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature and how much it raised (or lowered) the log odds of opening."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in the order, with the reasons for its place; ``is_exploring`` where the lot put it there."""

    entry_id: int
    score: float
    reasons: tuple[Reason, ...]
    is_exploring: bool = False


class Taste:
    """What a reader opened (or starred), and passed over. Counts only: reset and export are one step."""

    def __init__(self, state: Mapping[str, Sequence[int]] | None = None) -> None:
        """``state`` is what ``export`` gave; the empty feature holds the totals."""
        self._opened: Counter[str] = Counter()
        self._passed: Counter[str] = Counter()
        for feature, (opened, passed) in (state or {}).items():
            self._opened[feature], self._passed[feature] = opened, passed

    def learn(self, features: Iterable[str], *, opened: bool) -> None:
        """One entry that the reader opened, or saw and left."""
        counter = self._opened if opened else self._passed
        counter.update({*features, ""})
        if len(self._opened) + len(self._passed) > MOST_FEATURES:
            self._forget_rare()

    def export(self) -> dict[str, tuple[int, int]]:
        """Every feature with how often it was opened and passed over."""
        features = self._opened.keys() | self._passed.keys()
        return {feature: (self._opened[feature], self._passed[feature]) for feature in sorted(features)}

    def seen(self) -> int:
        """How many entries were learnt from."""
        return self._opened[""] + self._passed[""]

    def reasons(self, features: Iterable[str]) -> list[Reason]:
        """The weight of each feature, the heaviest either way first; features never met weigh nothing."""
        share = (self._opened[""] + 1) / (self.seen() + 2)
        found = [Reason(feature, self._weight(feature, share)) for feature in set(features)]
        return sorted((one for one in found if one.weight), key=lambda one: (-abs(one.weight), one.feature))

    def chance(self, features: Iterable[str]) -> float:
        """The chance, from 0 to 1, that an entry with these features would be opened."""
        share = (self._opened[""] + 1) / (self.seen() + 2)
        odds = math.log(share / (1 - share)) + sum(reason.weight for reason in self.reasons(features))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def _weight(self, feature: str, share: float) -> float:
        opened, passed = self._opened.get(feature, 0), self._passed.get(feature, 0)
        if not opened + passed:
            return 0.0
        odds = (opened + SMOOTHING * share) / (passed + SMOOTHING * (1 - share))
        return math.log(odds) - math.log(share / (1 - share))

    def _forget_rare(self) -> None:
        for counter in (self._opened, self._passed):
            for feature in [one for one, count in counter.items() if count < 2]:
                del counter[feature]


def arrange(candidates: Iterable[Candidate], taste: Taste, *, seed: int) -> list[Placed]:
    """All candidates in the learnt order; about one place in ten is drawn by lot from those further down.

    Importance (sources of the story) and age weigh in; among equals, entries of rare feeds stand first. The
    same seed gives the same order.
    """
    scored = [(_score(one, taste), one) for one in candidates]
    scored.sort(
        key=lambda pair: (
            -round(pair[0] / EQUAL_WITHIN),
            pair[1].feed_pace >= RARE_FEED,
            -pair[0],
            pair[1].entry_id,
        )
    )
    waiting = [_placed(one, score, taste) for score, one in scored]
    lot = random.Random(seed)
    order: list[Placed] = []
    while waiting:
        drawn = len(waiting) > 1 and lot.random() < EXPLORING
        at = lot.randrange(1, len(waiting)) if drawn else 0
        one = waiting.pop(at)
        order.append(Placed(one.entry_id, one.score, one.reasons, is_exploring=drawn))
    return order


def _score(one: Candidate, taste: Taste) -> float:
    importance = 1 + 0.25 * math.log2(max(one.sources, 1))
    return taste.chance(one.features) * importance * 0.5 ** (max(one.age_hours, 0.0) / HALF_LIFE_HOURS)


def _placed(one: Candidate, score: float, taste: Taste) -> Placed:
    reasons = [reason for reason in taste.reasons(one.features) if abs(reason.weight) >= CLEAREST_REASON]
    return Placed(one.entry_id, round(score, 4), tuple(reasons[:REASONS]))
