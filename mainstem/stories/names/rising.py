"""Rising names: named today far more often than in the four weeks before."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DAYS = 28
LEAST_COUNT = 3
LEAST_SCORE = 4.0


@dataclass(frozen=True, slots=True)
class Rising:
    """A name with its count of today, its mean a day before, and how many deviations it lies above it."""

    name: str
    today: int
    mean: float
    score: float


def rising(today: Mapping[str, int], before: Mapping[str, Sequence[int]]) -> list[Rising]:
    """Names with a Poisson score above 4, the highest first.

    ``before`` holds the counts of each name for up to 28 earlier days; days without a count are zero.
    """
    found = []
    for name, count in today.items():
        mean = sum(before.get(name, ())[-DAYS:]) / DAYS
        score = 2 * (
            math.sqrt(count + 3 / 8) - math.sqrt(mean + 3 / 8)
        )  # Anscombe: about normal, even for few
        if (
            count >= LEAST_COUNT
            and score > LEAST_SCORE / 2
            and count > 3 * mean
            and _z(count, mean) > LEAST_SCORE
        ):
            found.append(Rising(name, count, mean, round(score, 2)))
    return sorted(found, key=lambda one: (-one.score, one.name))


def _z(count: int, mean: float) -> float:
    return (count - mean) / math.sqrt(max(mean, 0.25))
