"""How rare a term is, learnt from entries that have left the window, never from the news being gathered.

Rarity from the burst itself would call the words of the day common just when they matter (measured on
Google News titles: NMI .855 with the burst's own, .921 with older entries).
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable

from mainstem.stories.frequencies import common_words
from mainstem.stories.words import Reader, reader

SLOTS = 1 << 21  # 8 MiB; with a million terms four in ten share a slot, mostly with another rare one
PRIOR_ENTRIES = 10_000  # a table of common words speaks with the voice of so many entries
TERMS_AN_ENTRY = 60
POWER = 0.6  # flattens the inverse frequency: a name seen once is no better than one seen ten times
LEARNT_ENTRIES = 2_000  # from so many on, what was learnt can be relied on
_UNKNOWN_ZIPF = 3.3
_ROOM = (1 << 32) - 1


class Rarity:
    """Counts of entries a term stood in. State is three values, see ``state``."""

    def __init__(self) -> None:
        self.entries = 0
        self._counts = array("I", bytes(4 * SLOTS))
        self._priors: dict[str, dict[int, float]] = {}

    def ignorance(self) -> float:
        """From 1, where nothing but the table of common words is known, down to 0."""
        return max(0.0, 1.0 - self.entries / LEARNT_ENTRIES)

    def learn(self, terms: Iterable[int]) -> None:
        """Count one entry that has left the window: its distinct terms."""
        self.entries += 1
        counts = self._counts
        for term in terms:
            slot = term & (SLOTS - 1)
            if counts[slot] < _ROOM:
                counts[slot] += 1

    def weights(self, terms: Iterable[int], language: str) -> list[float]:
        """The rarity of each term: the higher, the rarer; of the order of 1 to 4."""
        prior = self._prior(language)
        unknown = PRIOR_ENTRIES * _share(_UNKNOWN_ZIPF) if prior else 0.0
        total = math.log(self.entries + PRIOR_ENTRIES + 1)
        counts, mask, log = self._counts, SLOTS - 1, math.log
        return [
            max(total - log(counts[term & mask] + prior.get(term, unknown) + 0.5), 0.05) ** POWER
            for term in terms
        ]

    def state(self) -> tuple[int, bytes]:
        """Entries learnt and the table of counts (compresses well); give both to ``restore``."""
        return self.entries, self._counts.tobytes()

    def restore(self, entries: int, counts: bytes) -> None:
        """Take up a kept state; one of another size (an earlier version) is left aside."""
        if len(counts) == 4 * SLOTS:
            self.entries = entries
            self._counts = array("I", counts)

    def _prior(self, language: str) -> dict[int, float]:
        prior = self._priors.get(language)
        if prior is None:
            prior = self._priors[language] = _prior_counts(reader(language))
        return prior


def _prior_counts(words: Reader) -> dict[int, float]:
    counts: dict[int, float] = {}
    for word, zipf in common_words(words.language).items():
        term = words.stem_term(word)
        counts[term] = min(counts.get(term, 0.0) + PRIOR_ENTRIES * _share(zipf), PRIOR_ENTRIES)
    return counts


def _share(zipf: float) -> float:
    """The share of entries in which a word of this frequency stands."""
    return float(1 - (1 - 10 ** (zipf - 9)) ** TERMS_AN_ENTRY)
