# ruff: noqa: E501  (a table of patterns)
"""Whether a sentence speaks of what is to come: it decides which Friday "Friday" is."""

from __future__ import annotations

import re
from enum import Enum

_VERB = r"(?: (?:not|also|likely|soon|probably|now|only|still))?(?: be(?: \w+ly)?(?: \w+ed)?)?"  # a participle after it is no past
_FUTURE = re.compile(
    rf"\b(?:(?:will|won['’]t|shall|would|can|could|should|might|is to|are to|was to|were to|going to|(?-i:may)|['’]ll){_VERB}"
    r"|expects?|expecting|(?<!been )expected|plans? to|planning|(?<!previously )planned (?:for|to|at|in)|(?<!been )scheduled"
    r"|set (?:to|for)|to be(?: \w+ed)?|(?<!been )due|slated|supposed to|agree(?:d|s|ment)? to|upcoming|intends?|hopes?|aims?|seeks?"
    r"|ready to|forthcoming|prepar(?:e|es|ing)|as soon as|meets?|begins?|opens?|starts?|returns?|votes?)\b",
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
_HAD = re.compile(r"\b(?:had|was|were)\b")
_UNTIL = re.compile(
    r"\b(?:until|till|(?<!\d )through|deadline of|no later than)(?: (?:at least|on|early|late|mid))*[ -]*$",
    re.IGNORECASE,
)
REACH = 120  # signs to either side


class Direction(Enum):
    """Where the words around a phrase point."""

    BEHIND = -1
    UNKNOWN = 0
    AHEAD = 1


def direction(text: str, start: int, end: int) -> Direction:
    """Where the verb nearest to ``text[start:end]`` points, first before it and then after."""
    if text.startswith(("'s ", "’s "), end):
        return Direction.UNKNOWN  # Friday's ruling
    before = _last_clause(text[max(0, start - REACH) : start])
    after = _SENTENCE_END.split(text[end : end + REACH])[0]
    if _UNTIL.search(before):
        return Direction.BEHIND if _HAD.search(after) else Direction.AHEAD
    if _JUST_SAID.search(before):
        return Direction.BEHIND
    ahead = max((match.end() for match in _FUTURE.finditer(before)), default=-1)
    behind = max((match.end() for match in _SAID.finditer(before)), default=-1)
    if ahead >= 0 or behind >= 0:
        return Direction.AHEAD if ahead >= behind else Direction.BEHIND
    first_ahead, first_behind = _FUTURE.search(after), _SAID.search(after)
    if first_ahead is None:
        return Direction.UNKNOWN if first_behind is None else Direction.BEHIND
    is_first = first_behind is None or first_ahead.start() <= first_behind.start()
    return Direction.AHEAD if is_first else Direction.BEHIND


def _last_clause(text: str) -> str:
    return _SENTENCE_END.split(text)[-1]
