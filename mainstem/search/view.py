"""An entry as a query looks at it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from mainstem.feeds.entry import Content, Entry
from mainstem.reading.subscription import State
from mainstem.search import folding
from mainstem.search.query import Field
from mainstem.search.stems import language_of


@dataclass(frozen=True)
class EntryView:
    """One entry of one reader with all that an expression may ask about.

    ``folder_paths`` are the names from the outermost folder inwards, one path for each folder that the
    subscription is in; ``folder_ids`` holds those folders and all above them.
    """

    entry: Entry
    state: State = field(default_factory=State)
    content: Content | None = None
    feed_title: str = ""
    folder_ids: frozenset[int] = frozenset()
    folder_paths: tuple[tuple[str, ...], ...] = ()
    label_names: tuple[str, ...] = ()
    is_important: bool = False
    is_updated: bool = False

    @property
    def text(self) -> str:
        """The plain text, "" where no content was given."""
        return self.content.text if self.content else ""

    @property
    def categories(self) -> tuple[str, ...]:
        """The publisher's categories."""
        return self.content.categories if self.content else ()

    @cached_property
    def terms(self) -> dict[Field, list[str]]:
        """The terms of each field, in their order."""
        return {
            Field.TITLE: folding.terms(self.entry.title),
            Field.TEXT: folding.terms(self.text),
            Field.AUTHOR: folding.terms("\n".join(self.entry.authors)),
            Field.URL: folding.terms(self.entry.url),
            Field.CATEGORY: [folding.category_term(one) for one in self.categories],
        }

    @cached_property
    def stems(self) -> dict[Field, frozenset[str]]:
        """Terms and stems of title and text."""
        language = language_of(self.entry.language)
        return {
            each: frozenset(self.terms[each]) | frozenset(folding.stems(self.terms[each], language).values())
            for each in (Field.TITLE, Field.TEXT)
        }
