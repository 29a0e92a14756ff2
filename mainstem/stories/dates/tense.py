# ruff: noqa: E501  (a table of patterns)
"""Whether a sentence speaks of what is to come: it decides which Friday "Friday" is."""

from __future__ import annotations

import re

_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|would|is to|are to|was to|were to|be to|going to|expects?|expected|expecting|plans?"
    r"|planned|planning|scheduled|schedule|set to|set for|due|upcoming|intends?|may|might|could|can|should"
    r"|hopes?|aims?|seeks?|ready to|forthcoming|prepar(?:e|es|ing)|['’]ll|as soon as|meets?|begins?|opens?|starts?|returns?|votes?)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|died|killed|was|were|had|did|closed|fell|rose|met|arrived|began"
    r"|opened|won|lost|arrested|ended|made|took|came|went|gave|issued|filed|ruled|[a-z]{3,}ed)\b",
)
_JUST_SAID = re.compile(
    r"\b(?:said|says|told|met|held|gave|made|took|began|won|lost|[a-z]{3,}(?<!schedul)(?<!plann)(?<!expect)ed)(?: (?:on|late|early|last))*[ \n]*$"
)
_SENTENCE_END = re.compile(r"[.!?]['\"”)]*\s+(?=[A-Z\"“‘'])|\n\s*\n")
REACH = 120  # signs to either side


def speaks_of_future(text: str, start: int, end: int) -> bool:
    """Whether the verb nearest to ``text[start:end]``, first before it and then after, points ahead."""
    if text.startswith(("'s ", "’s "), end):
        return False  # Friday's ruling
    before = _last_clause(text[max(0, start - REACH) : start])
    if _JUST_SAID.search(before):
        return False
    ahead = max((match.end() for match in _FUTURE.finditer(before)), default=-1)
    behind = max((match.end() for match in _SAID.finditer(before)), default=-1)
    if ahead >= 0 or behind >= 0:
        return ahead >= behind
    after = _SENTENCE_END.split(text[end : end + REACH])[0]
    first_ahead, first_behind = _FUTURE.search(after), _SAID.search(after)
    if first_ahead is None:
        return False
    return first_behind is None or first_ahead.start() <= first_behind.start()


def _last_clause(text: str) -> str:
    return _SENTENCE_END.split(text)[-1]
