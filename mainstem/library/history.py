"""The earlier versions of an entry, and what its publisher changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mainstem import content
from mainstem.accounts.user import User
from mainstem.library import streams
from mainstem.library.context import Library
from mainstem.reading.difference import Piece, difference
from mainstem.storage import archiving


@dataclass(frozen=True, slots=True)
class Revision:
    """One change by the publisher: when, and word by word what became of title and text."""

    replaced_at: datetime
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


def revisions(library: Library, user: User, entry_id: int) -> list[Revision]:
    """The changes of an entry, the latest first. Raises NotFound."""
    now = streams.entry(library, user, entry_id)
    with library.database.read() as connection:
        earlier = archiving.versions_of(connection, [entry_id]).get(entry_id, ())
    titles = [*(one.title for one in earlier), now.entry.title]
    texts = [*(content.text(one.html) for one in earlier), now.content.text if now.content else ""]
    made = [
        Revision(one.replaced_at, difference(one.title, titles[at + 1]), difference(texts[at], texts[at + 1]))
        for at, one in enumerate(earlier)
    ]
    return made[::-1]
