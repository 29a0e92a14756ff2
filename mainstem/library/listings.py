"""Lists of entries as apps ask for them, with how many there are in all and the feeds they come from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library import retelling, streams, sync
from mainstem.library.context import Library
from mainstem.library.retelling import Retold
from mainstem.reading import Kind, ReaderEntry, Stream, Subscription, View
from mainstem.reading.listing import Listing
from mainstem.storage import Connection, listings, subscriptions, whole

_MOST_FOUND = 10_000
_SLASHES = re.compile(r"/{2,}")


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a listing: its entries, how many all pages have, the subscriptions by feed id."""

    entries: tuple[ReaderEntry, ...]
    total: int
    subscriptions: Mapping[int, Subscription]


def page(library: Library, user: User, listing: Listing, *, is_counted: bool = True) -> Listed:
    """A page of a listing, with content; ``total`` is 0 unless ``is_counted``. Raises BadQuery."""
    narrowed = _searched(library, user, listing)
    with library.database.read() as connection:
        narrowed = listings.simplest(connection, user.id, narrowed)
        wanted = listings.ids(connection, user.id, narrowed)
        total = listings.count(connection, user.id, narrowed) if is_counted else 0
        found = whole.of_reader(connection, user.id, wanted)
        held = subscriptions.some(connection, user.id, {one.entry.feed_id for one in found})
        found = _retold(connection, user, found)
    return Listed(tuple(found), total, {one.feed.id: one for one in held})


def serials(library: Library, user: User, listing: Listing) -> tuple[list[int], int]:
    """The serials of a page of a listing, and how many all pages have. Raises BadQuery."""
    narrowed = _searched(library, user, listing)
    with library.database.read() as connection:
        found = listings.serials(connection, user.id, narrowed)
        return found, listings.count(connection, user.id, narrowed)


def one(library: Library, user: User, serial: int) -> tuple[ReaderEntry, Subscription]:
    """The entry of a serial, and the subscription it comes with. Raises NotFound."""
    found = streams.some(library, user, sync.ids_of_serials(library, [serial]))
    held = _subscriptions(library, user, found)
    if not found or not held:
        raise NotFound("There is no such entry here; it may have been deleted.")
    with library.database.read() as connection:
        found = _retold(connection, user, found)
    return found[0], held[found[0].entry.feed_id]


def _retold(connection: Connection, user: User, found: list[ReaderEntry]) -> list[ReaderEntry]:
    """Folded stories as apps show them: copies named by a category, leads with their sources at the end."""
    told = retelling.retold(connection, user, [one.entry.id for one in found])
    return [_around(one, told) for one in found] if told is not retelling.NOTHING else found


def _around(one: ReaderEntry, told: Retold) -> ReaderEntry:
    if one.content is None:
        return one
    names = (retelling.LABEL,) if one.entry.id in told.copies else ()
    html = told.html(one.entry.id, one.content.html)
    return replace(one, content=replace(one.content, html=html, categories=(*one.content.categories, *names)))


def newest_serial(library: Library, user: User) -> int:
    """The serial of the newest entry that a reader has; 0: none."""
    with library.database.read() as connection:
        found = listings.serials(connection, user.id, Listing(limit=1))
    return found[0] if found else 0


def id_by_guid(
    library: Library, user: User, feed_id: int, written: str, hashed: Callable[[str], str]
) -> int | None:
    """The entry of a feed whose guid is ``written``, or hashes to it; None where the reader has none such.

    A guid that came in an address may have lost slashes and percent signs on the way.
    """
    with library.database.read() as connection:
        for entry_id, guid in listings.guids(connection, user.id, feed_id):
            if written in (hashed(guid), guid) or _plain(guid) == _plain(written):
                return entry_id
    return None


def _plain(guid: str) -> str:
    return _SLASHES.sub("/", unquote(guid))


def _subscriptions(library: Library, user: User, found: Sequence[ReaderEntry]) -> dict[int, Subscription]:
    feed_ids = {one.entry.feed_id for one in found}
    with library.database.read() as connection:
        return {one.feed.id: one for one in subscriptions.some(connection, user.id, feed_ids)}


def _searched(library: Library, user: User, listing: Listing) -> Listing:
    """A listing narrowed to what its search finds, newest first, as far as anybody pages."""
    if not listing.search.strip():
        return listing
    view = View(Stream(Kind.ALL), search=listing.search, limit=_MOST_FOUND)
    found, _ = streams.ids(library, user, view)
    return listing.with_(entry_ids=tuple(found))
