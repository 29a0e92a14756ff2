"""Texts with the shape of language: made-up words, few common and many rare (Zipf's law)."""

from __future__ import annotations

import itertools
import random

_SYLLABLES = [
    a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "il", "on", "us")
]
_ENDINGS = ("", "", "", "s", "ed", "ing", "ly", "er", "ation", "ness")
COMMON, RARE = "the", "heliotrope"


class Writer:
    """Writes paragraphs; the same seed writes the same."""

    def __init__(self, seed: int = 1, vocabulary: int = 60_000) -> None:
        self._random = random.Random(seed)
        words: dict[str, None] = {COMMON: None}
        while len(words) < vocabulary:
            syllables = self._random.choices(_SYLLABLES, k=self._random.choice((1, 2, 2, 3, 3, 4)))
            words["".join(syllables) + self._random.choice(_ENDINGS)] = None
        self._words = list(words)
        weights = (1 / (rank + 2.7) for rank in range(vocabulary))
        self._cumulative = list(itertools.accumulate(weights))

    def words(self, count: int) -> list[str]:
        """So many words, as often as language has them."""
        return self._random.choices(self._words, cum_weights=self._cumulative, k=count)

    def text(self, mean: int) -> str:
        """A text of about ``mean`` words in sentences."""
        words = self.words(max(int(self._random.gauss(mean, mean / 3)), 8))
        for at in range(0, len(words), 13):
            words[at] = words[at].capitalize()
            if at:
                words[at - 1] += "."
        return " ".join(words) + "."

    def title(self) -> str:
        """A headline."""
        return " ".join(self.words(self._random.randint(4, 11))).capitalize()
