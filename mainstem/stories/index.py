"""The inverted index of the window: which entries share rare terms with a new one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from mainstem.stories.active import Active


class Index:
    """Terms to slots, newest last. A term of one entry costs no list of its own."""

    def __init__(self) -> None:
        self._postings: dict[int, int | array[int]] = {}

    def add(self, slot: int, terms: Iterable[int]) -> None:
        """Enter a slot under each of its terms."""
        postings = self._postings
        for term in terms:
            held = postings.get(term)
            if held is None:
                postings[term] = slot
            elif isinstance(held, int):
                postings[term] = array("I", (held, slot))
            else:
                held.append(slot)

    def candidates(self, terms: Sequence[int], weights: Sequence[float], newest: int, most: int) -> list[int]:
        """The slots that share most weight with these terms, looking at the ``newest`` of each term."""
        scores: dict[int, float] = {}
        score_of = scores.get
        for term, weight in zip(terms, weights, strict=True):
            held = self._postings.get(term)
            if held is None:
                continue
            gain = weight * weight
            for slot in (held,) if isinstance(held, int) else held[-newest:]:
                scores[slot] = score_of(slot, 0.0) + gain
        if len(scores) <= most:
            return list(scores)
        return sorted(scores, key=scores.__getitem__, reverse=True)[:most]


def similarity(query: dict[int, float], other: Active) -> float:
    """The cosine of a vector, given as a dictionary, with that of an entry."""
    weight_of = query.get
    total = 0.0
    for term, weight in zip(other.terms, other.weights, strict=True):
        mine = weight_of(term)
        if mine is not None:
            total += mine * weight
    return total
