"""Where the words of a search stand in the entries that it found."""

from __future__ import annotations

from dataclasses import dataclass

from mainstem.accounts.user import User
from mainstem.library.context import Library
from mainstem.library.streams import resolved
from mainstem.reading import View
from mainstem.search import Query
from mainstem.search.highlights import excerpt, marks
from mainstem.search.query import Field


@dataclass(frozen=True, slots=True)
class Sought:
    """What a view searched for. Places are pairs of start and end, in order and apart from one another."""

    query: Query
    languages: tuple[str, ...]

    def in_title(self, title: str, language: str) -> tuple[tuple[int, int], ...]:
        """Places in a title; ``language`` is the entry's."""
        return marks(self.query, title, Field.TITLE, language=language, languages=self.languages)

    def in_text(self, text: str, language: str) -> tuple[tuple[int, int], ...]:
        """Places in a text."""
        return marks(self.query, text, Field.TEXT, language=language, languages=self.languages)

    def excerpt(self, text: str, language: str, width: int) -> tuple[str, tuple[tuple[int, int], ...]]:
        """About ``width`` characters around the first place, and the places within them."""
        return excerpt(self.query, text, width=width, language=language, languages=self.languages)


def sought(library: Library, user: User, view: View) -> Sought | None:
    """What a view searches for, None where it searches for nothing. Raises BadQuery, NotFound."""
    with library.database.read() as connection:
        _, prepared = resolved(library, connection, user, view)
    return Sought(prepared.query, prepared.languages) if prepared else None
