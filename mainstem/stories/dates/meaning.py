"""What a rule makes of a phrase, before its place in the text is added."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mainstem.stories.dates.mention import Kind


@dataclass(frozen=True, slots=True)
class Meaning:
    """See ``DateMention`` for the fields."""

    value: str
    kind: Kind = Kind.DATE
    is_stated: bool = False
    is_aside: bool = False  # named for comparison, so nothing counts from it
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None

    def on(self, weekday: int) -> Meaning:
        """The same with the weekday that was written beside it."""
        return replace(self, weekday=weekday)
