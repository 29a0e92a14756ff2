"""Putting a single entry into a feed by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from mainstem import content
from mainstem.accounts.user import User
from mainstem.feeds.changes import Decided, New
from mainstem.feeds.entry import CleanEntry, digest
from mainstem.feeds.errors import BadInput
from mainstem.library import owning
from mainstem.library.context import Library
from mainstem.refresh.reading import url_key
from mainstem.storage import Connection, entries, listings, states
from mainstem.storage.states import Actor

_FIRST, _LAST = -62_135_596_800 + 86_400, 253_402_300_799 - 86_400  # years that every calendar can show


@dataclass(frozen=True, slots=True)
class Brought:
    """An entry as somebody brings it. ``published_at`` counts Unix seconds; ``html`` is untrusted."""

    url: str
    title: str = ""
    author: str = ""
    html: str = ""
    published_at: int | None = None
    guid: str = ""
    categories: tuple[str, ...] = ()
    comments_url: str = ""
    is_read: bool = True
    is_starred: bool = False


def bring(library: Library, user: User, feed_id: int, came: Brought, actor: Actor) -> tuple[int, bool]:
    """Keep the entry in a feed; returns its serial, and whether it is new. Raises BadInput, NotAllowed."""
    clean = _clean(came)
    with library.database.write() as connection:
        owning.check(connection, user, feed_id)
        had = entries.have(connection, feed_id, [clean.guid_key]).get(clean.guid_key)
        if had is not None:
            return _serial(connection, had.entry_id), False
        [entry_id] = entries.keep(connection, feed_id, Decided((New(clean),), (), ()), library.now())
        actions = (["read"] if came.is_read else []) + (["star"] if came.is_starred else [])
        for action in actions:
            states.mark(connection, action, (user.id, [entry_id]), actor, library.now())
        return _serial(connection, entry_id), True


def _serial(connection: Connection, entry_id: int) -> int:
    return listings.serials_of_ids(connection, [entry_id]).get(entry_id, 0)


def _clean(came: Brought) -> CleanEntry:
    if not came.url.startswith(("http://", "https://")):
        raise BadInput("The entry's url is missing, or no web address.", field="url")
    if came.published_at is not None and not _FIRST <= came.published_at <= _LAST:
        raise BadInput("published_at is no moment that a calendar can show.", field="published_at")
    html = content.clean(came.html, came.url)
    published_at = None if came.published_at is None else datetime.fromtimestamp(came.published_at, UTC)
    return CleanEntry(
        guid=came.guid or f"imported:{digest(came.url)}",
        url=came.url,
        title=came.title.strip() or came.url,
        html=html,
        text=content.text(html),
        authors=(came.author,) if came.author else (),
        categories=came.categories,
        published_at=published_at,
        url_key=url_key(came.url),
        extras={"comments_url": came.comments_url} if came.comments_url.startswith("http") else {},
        policy=content.POLICY,
    )
