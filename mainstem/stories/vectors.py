"""From an entry to its vector: which words it stands for, and how much."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mainstem.stories.boilerplate import Boilerplate
from mainstem.stories.entry import StoryEntry
from mainstem.stories.rarity import Rarity
from mainstem.stories.settings import Settings
from mainstem.stories.words import LONGEST_LEAD, LONGEST_TITLE, plain_language, reader


@dataclass(frozen=True, slots=True)
class Vector:
    """Terms, heaviest first, with weights of unit length; ``surface`` tells the word behind a term."""

    terms: array[int]
    weights: array[float]
    surface: dict[int, str]


class Vectors:
    """Makes vectors with what is known of rare words and of the habits of feeds."""

    def __init__(self, settings: Settings, rarity: Rarity) -> None:
        self._settings = settings
        self._rarity = rarity
        self._boilerplate = Boilerplate()

    def of(self, entry: StoryEntry) -> Vector:
        """The vector of an entry; counts the entry among the habits of its feed."""
        settings = self._settings
        language = plain_language(entry.language) or "en"
        words = reader(language)
        surface: dict[int, str] = {}
        title = _read(words.terms(entry.title[:LONGEST_TITLE]), surface, settings.text_terms)
        text = _read(words.terms(entry.text[:LONGEST_LEAD]), surface, settings.text_terms)
        counts = self._count(entry.feed_id, title, text)
        terms, weights = self._weigh(counts, language)
        return Vector(terms, weights, surface)

    def _count(self, feed_id: int, title: Sequence[int], text: Sequence[int]) -> dict[int, int]:
        title_habit = self._boilerplate.in_titles(feed_id)
        text_habit = self._boilerplate.in_texts(feed_id)
        counts: dict[int, int] = {}
        for term in title:
            if term not in title_habit:
                counts[term] = counts.get(term, 0) + self._settings.title_weight
        for term in text:
            if term not in text_habit:
                counts[term] = counts.get(term, 0) + 1
        self._boilerplate.observe(feed_id, set(title), set(text))
        return counts

    def _weigh(self, counts: dict[int, int], language: str) -> tuple[array[int], array[float]]:
        rarities = self._rarity.weights(counts, language)
        log = math.log
        weighed = sorted(
            ((1 + log(count)) * rare, term)
            for (term, count), rare in zip(counts.items(), rarities, strict=True)
        )[: -self._settings.kept_terms - 1 : -1]
        norm = math.sqrt(sum(weight * weight for weight, _ in weighed)) or 1.0
        return (
            array("I", [term for _, term in weighed]),
            array("f", [weight / norm for weight, _ in weighed]),
        )


def _read(terms: Iterator[tuple[int, str]], surface: dict[int, str], most: int) -> list[int]:
    found: list[int] = []
    for term, word in terms:
        found.append(term)
        surface.setdefault(term, word)
        if len(found) >= most:
            break
    return found
