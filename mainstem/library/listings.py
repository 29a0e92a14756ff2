"""Lists of entries as apps ask for them, with how many there are in all and the feeds they come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library import streams, sync
from mainstem.library.context import Library
from mainstem.reading import Kind, ReaderEntry, Stream, Subscription, View
from mainstem.reading.listing import Listing
from mainstem.storage import listings, subscriptions

_MOST_FOUND = 10_000


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
        wanted = listings.ids(connection, user.id, narrowed)
        total = listings.count(connection, user.id, narrowed) if is_counted else 0
    found = streams.some(library, user, wanted)
    return Listed(tuple(found), total, _subscriptions(library, user, found))


def serials(library: Library, user: User, listing: Listing) -> tuple[list[int], int]:
    """The serials of a page of a listing, and how many all pages have. Raises BadQuery."""
    narrowed = _searched(library, user, listing)
    with library.database.read() as connection:
        wanted = listings.ids(connection, user.id, narrowed)
        known = listings.serials_of_ids(connection, wanted)
        total = listings.count(connection, user.id, narrowed)
    return [known[entry_id] for entry_id in wanted if entry_id in known], total


def one(library: Library, user: User, serial: int) -> tuple[ReaderEntry, Subscription]:
    """The entry of a serial, and the subscription it comes with. Raises NotFound."""
    found = streams.some(library, user, sync.ids_of_serials(library, [serial]))
    held = _subscriptions(library, user, found)
    if not found or not held:
        raise NotFound("There is no such entry here; it may have been deleted.")
    return found[0], held[found[0].entry.feed_id]


def newest_serial(library: Library) -> int:
    """The serial of the newest entry."""
    with library.database.read() as connection:
        return listings.newest_serial(connection)


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
