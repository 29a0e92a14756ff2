"""Where sources of one story disagree: the same thing, another number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mainstem.stories.dates.numbers import CARDINALS, NUMBER, number_of
from mainstem.stories.sentences import sentences
from mainstem.stories.words import reader

_COUNTED = re.compile(
    rf"(?<![\w.,$€£-])({NUMBER})(?: (million|billion|thousand))? ((?:[a-z-]+ )?)([a-z]{{3,}})\b",
    re.IGNORECASE,
)
_FACTORS = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_NO_THING = frozenset(
    "percent per year years month months week weeks day days hour hours minute minutes second seconds old more other of"
    " and the a.m p.m am pm to in on at by for or than from points times degrees meters metres miles feet kilometers"
    " kilometres january february march april may june july august september october november december".split()
)
_ABOUT = re.compile(
    r"\b(?:about|around|nearly|almost|more than|at least|over|some|up to|roughly|fewer than|less than)\s$",
    re.IGNORECASE,
)
_SHORTEST_CONTEXT = 2  # words that two sentences must share beside the thing counted


@dataclass(frozen=True, slots=True)
class Claim:
    """What a source says: so many of a thing, in this sentence of this entry."""

    entry_id: int
    feed_id: int
    value: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """``thing`` is what is counted; ``claims`` hold one sentence for each value, that of most sources first."""

    thing: str
    claims: tuple[Claim, ...]


def disagreements(entries: Sequence[tuple[int, int, str]]) -> list[Disagreement]:
    """The things that different feeds of one story count differently; all values are shown, none is chosen.

    ``entries`` are (entry id, feed id, plain English text). Round or hedged figures ("about 200") do not
    disagree with those near them.
    """
    slots: dict[str, list[tuple[Claim, bool, frozenset[int]]]] = {}
    for entry_id, feed_id, text in entries:
        for sentence in sentences(text):
            for thing, value, hedged, context in _counted(sentence.text):
                slots.setdefault(thing, []).append(
                    (Claim(entry_id, feed_id, value, sentence.text), hedged, context)
                )
    found = [_disagreement(thing, claims) for thing, claims in slots.items()]
    return sorted((one for one in found if one), key=lambda one: (-len(one.claims), one.thing))


def _counted(sentence: str) -> list[tuple[str, float, bool, frozenset[int]]]:
    """Things with their number, whether it is hedged, and the other words of the sentence."""
    found = []
    words = frozenset(term for term, _ in reader("en").terms(sentence))
    for match in _COUNTED.finditer(sentence):
        first, second = match[3].strip().lower(), match[4].lower()
        thing = first if _is_plural(first) else second
        if {first, thing} & _NO_THING or thing in CARDINALS or match[1].lower() in ("1", "one"):
            continue
        value = number_of(match[1]) * _FACTORS.get((match[2] or "").lower(), 1)
        is_hedged = _ABOUT.search(sentence[: match.start()]) is not None
        found.append((_stem(thing), value, is_hedged, words))
    return found


def _is_plural(word: str) -> bool:
    return word.endswith("s") or word in ("people", "men", "women", "children")


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _disagreement(thing: str, claims: list[tuple[Claim, bool, frozenset[int]]]) -> Disagreement | None:
    votes = Counter(value for value, _ in {(claim.value, claim.feed_id) for claim, _, _ in claims})
    if len(votes) < 2:
        return None
    lead, lead_hedged, context = next(one for one in claims if one[0].value == votes.most_common(1)[0][0])
    shown = {lead.value: lead}
    for claim, hedged, words in claims:
        is_elsewhere = claim.feed_id != lead.feed_id
        is_same_thing = len(words & context) > _SHORTEST_CONTEXT
        is_near = (hedged or lead_hedged) and 0.8 <= claim.value / max(lead.value, 1e-9) <= 1.25
        if claim.value not in shown and is_elsewhere and is_same_thing and not is_near:
            shown[claim.value] = claim
    return Disagreement(thing, tuple(shown.values())) if len(shown) > 1 else None
