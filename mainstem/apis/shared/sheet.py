"""A page of a shared search with the addresses that it is told under."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from mainstem.feeds.entry import Content
from mainstem.library.saving import Shared
from mainstem.reading import ReaderEntry


@dataclass(frozen=True, slots=True)
class Sheet:
    """``address`` is the shared one without its form; ``search`` what the visitor narrowed it by."""

    shared: Shared
    address: str
    search: str = ""

    @property
    def title(self) -> str:
        """The name of the search, with what it was narrowed by."""
        name = self.shared.search.name
        return f"{name}: {self.search}" if self.search else name

    def at(self, form: str = "", **asked: str) -> str:
        """The address of another form or page of the same."""
        wanted = {name: value for name, value in {"search": self.search, **asked}.items() if value}
        address = f"{self.address}.{form}" if form else self.address
        return f"{address}?{urlencode(wanted)}" if wanted else address

    def rows(self) -> Iterator[tuple[ReaderEntry, Content, str]]:
        """Each entry with its content and the name of its feed."""
        for one in self.shared.page.entries:
            feed = self.shared.subscriptions[one.entry.feed_id].feed
            yield one, one.content or Content(one.entry.id, ""), feed.name


def name(one: ReaderEntry) -> str:
    """What an entry is called, the same in every form for ever."""
    return f"urn:mainstem:{one.entry.id}"


def title(one: ReaderEntry) -> str:
    """Never empty."""
    return one.entry.title or one.entry.url or "–"
