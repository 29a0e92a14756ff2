"""Items: the newest of something, or what has changed. The list is the first and only key of the answer."""

from __future__ import annotations

from datetime import timedelta

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.nextcloud_news import shapes
from mainstem.apis.nextcloud_news.request import LARGEST_ID, Request, moment
from mainstem.feeds.errors import BadInput
from mainstem.library import listings, sidebar, sync
from mainstem.reading.listing import Listing

_FEED, _FOLDER, _STARRED, _ALL = range(4)
_WITHOUT_LIMIT = 10_000_000


def every(asked: Request) -> Answer:
    """A page of items by id; ``offset`` is the id that the last page ended with."""
    oldest_first = asked.flag("oldestFirst", default=False)
    limit = asked.number("batchSize") or -1
    listing = _of(asked).with_(
        is_read=None if asked.flag("getRead", default=True) else False,
        is_ascending=oldest_first,
        limit=min(limit, _WITHOUT_LIMIT) if limit > 0 else _WITHOUT_LIMIT,
    )
    offset = asked.number("offset") or 0
    if offset > 0 and oldest_first:
        listing = listing.with_(above=sync.bound(asked.library, offset))
    elif offset > 0:
        listing = listing.with_(below=sync.bound(asked.library, offset - 1) + 1)
    return _listed(asked, listing)


def updated(asked: Request) -> Answer:
    """Items that came or changed since a moment, that moment included; marks are changes too."""
    since = moment(asked.needed("lastModified"))
    return _listed(
        asked, _of(asked).with_(changed_after=since - timedelta(microseconds=1), limit=_WITHOUT_LIMIT)
    )


def _of(asked: Request) -> Listing:
    kind = asked.number("type")
    number = asked.number("id") or 0
    if kind not in (None, _FEED, _FOLDER, _STARRED, _ALL):
        raise BadInput(f"There is no type {kind}: 0 is a feed, 1 a folder, 2 starred, 3 all.", field="type")
    if kind == _FEED:
        return Listing(feed_ids=(min(max(number, 0), LARGEST_ID),))
    if kind == _FOLDER:
        return Listing(feed_ids=in_folder(asked, number))
    return Listing(is_starred=True if kind == _STARRED else None)


def in_folder(asked: Request, number: int) -> tuple[int, ...]:
    """The feeds shown in a folder, 0 being what is in none."""
    held = sidebar.look(asked.library, asked.user).listed
    return tuple(one.feed.id for one in held if (shapes.folder_id(one) or 0) == number)


def _listed(asked: Request, listing: Listing) -> Answer:
    listed = listings.page(asked.library, asked.user, listing, is_counted=False)
    return of_json({"items": [shapes.item(one) for one in listed.entries]})


ROWS = (
    ("GET", "/items", every),
    ("GET", "/items/updated", updated),
)
