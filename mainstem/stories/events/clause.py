# ruff: noqa: E501  (a table of patterns)
"""A sentence with the names and dates that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mainstem.stories.dates import DateMention, Granularity
from mainstem.stories.names import Name, NameKind
from mainstem.stories.sentences import Sentence

_EXACT = frozenset({Granularity.DAY, Granularity.WEEK, Granularity.MONTH})
_PLACE_LEAD = re.compile(
    r"\b(?:[Ii]n|to|at|for|from|near|of|visit\w*|leav\w+|left|depart\w*|and|take \w+ to)(?: the)?(?: northern| southern| eastern| western)? $"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Positions of names and dates are those of the whole text."""

    sentence: Sentence
    names: tuple[Name, ...]
    dates: tuple[DateMention, ...]

    def places(self, start: int, end: int) -> list[Name]:
        """Places between two positions, without peoples and languages, which are adjectives."""
        return [
            name
            for name in self.names
            if name.kind is NameKind.PLACE and start <= name.start < end and not self._is_adjective(name)
        ]

    def people(self, start: int, end: int) -> list[Name]:
        """People and organisations between two positions."""
        kinds = (NameKind.PERSON, NameKind.ORGANISATION)
        return [name for name in self.names if name.kind in kinds and start <= name.start < end]

    def led_place(self, start: int, end: int) -> Name | None:
        """The first place behind a preposition."""
        for name in self.places(start, end):
            before = self.sentence.text[: name.start - self.sentence.start]
            if _PLACE_LEAD.search(before):
                return name
        return None

    def date_near(self, position: int) -> DateMention | None:
        """The date, as exact as a month or better, that stands nearest to a position."""
        exact = [mention for mention in self.dates if mention.granularity in _EXACT and mention.lo]
        return min(exact, key=lambda mention: abs(mention.start - position), default=None)

    def _is_adjective(self, name: Name) -> bool:
        """ "Dutch" of the Netherlands, "U.S." before a noun, "Japan's"."""
        after = self.sentence.text[name.end - self.sentence.start :][:2]
        return (
            name.text != name.canonical and name.text[-1:] in "nehsi" and "." not in name.text
        ) or after in ("’s", "'s")
