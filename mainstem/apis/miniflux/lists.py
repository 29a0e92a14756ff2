"""Pages of entries, with the many filters that clients page by."""

from __future__ import annotations

from typing import Any

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.miniflux.categories import held_categories, inside
from mainstem.apis.miniflux.feeds import shaped
from mainstem.apis.miniflux.request import LARGEST_ID, Request
from mainstem.apis.miniflux.shapes.entry import entry
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import folders, listings, subscribing, sync
from mainstem.library.listings import Listed
from mainstem.reading import Visibility
from mainstem.reading.listing import Key, Listing

_DEFAULT, _MOST, _MOST_IDS = 100, 1000, 10_000
_KEYS = {
    "id": Key.ARRIVAL,
    "created_at": Key.ARRIVAL,
    "published_at": Key.PUBLISHED,
    "changed_at": Key.CHANGED,
    "status": Key.STATUS,
    "title": Key.TITLE,
    "author": Key.AUTHOR,
    "category_id": Key.FOLDER,
    "category_title": Key.FOLDER_NAME,
}


def every(asked: Request) -> Answer:
    """A page of all entries, or of one feed or category where the query names it."""
    listing = narrowed(asked)
    if feed_id := asked.number("feed_id"):
        listing = listing.with_(feed_ids=_known_feed(asked, feed_id))
    if category_id := asked.number("category_id"):
        listing = listing.with_(feed_ids=_known_category(asked, category_id, listing.feed_ids))
    return _page(asked, listing)


def of_feed(asked: Request) -> Answer:
    """A page of a feed's entries."""
    feed_id = asked.id("feed", "feed")
    subscribing.one(asked.library, asked.user, feed_id)
    return _page(asked, narrowed(asked).with_(feed_ids=(feed_id,)))


def of_category(asked: Request) -> Answer:
    """A page of a category's entries."""
    number = asked.id("category", "category")
    seen = held_categories(asked, number)
    feed_ids = tuple(one.feed.id for one in inside(seen, number))
    return _page(asked, narrowed(asked).with_(feed_ids=feed_ids))


def ids(asked: Request) -> Answer:
    """Ids alone, newest first, up to 10,000."""
    limit = asked.number("limit") or _MOST_IDS
    listing = Listing(
        is_read=_is_read(asked),
        entry_ids=_removed(asked),
        is_starred=asked.flag("starred"),
        limit=min(limit, _MOST_IDS),
        offset=min(asked.number("offset") or 0, LARGEST_ID),
    )
    found, total = listings.serials(asked.library, asked.user, listing)
    return of_json({"total": total, "entry_ids": found})


def narrowed(asked: Request) -> Listing:
    """The listing that a query asks for. Raises BadInput."""
    below = asked.number("before_entry_id")
    above = asked.number("after_entry_id")
    return Listing(
        is_read=_is_read(asked),
        entry_ids=_removed(asked),
        is_starred=asked.flag("starred"),
        categories=tuple(name for name in asked.query.every("tags") if name),
        search=asked.query.one("search"),
        least=Visibility.MAIN if asked.flag("globally_visible") else Visibility.FEED,
        above=_id_at(asked, above) if above else None,
        below=_id_at(asked, below - 1) + 1 if below else None,
        published_after=asked.moment("published_after", "after"),
        published_before=asked.moment("published_before", "before"),
        changed_after=asked.moment("changed_after"),
        changed_before=asked.moment("changed_before"),
        key=_key(asked),
        is_ascending=_is_ascending(asked),
        limit=_limit(asked),
        offset=min(asked.number("offset") or 0, LARGEST_ID),
    )


def shapes_of(asked: Request, listed: Listed) -> list[dict[str, Any]]:
    """Entries with their feeds inside; each feed is shaped once."""
    kept = folders.every(asked.library, asked.user)
    feeds = dict(zip(listed.subscriptions, shaped(asked, listed.subscriptions.values(), kept), strict=True))
    return [
        entry(asked.user, one, feeds[one.entry.feed_id])
        for one in listed.entries
        if one.entry.feed_id in feeds
    ]


def _page(asked: Request, listing: Listing) -> Answer:
    listed = listings.page(asked.library, asked.user, listing)
    return of_json({"total": listed.total, "entries": shapes_of(asked, listed)})


def _is_read(asked: Request) -> bool | None:
    wanted = set(asked.query.every("status"))
    if unknown := wanted - {"read", "unread", "removed"}:
        raise BadInput(f"Invalid entry status {sorted(unknown)[0]!r}: use read or unread.", field="status")
    return "read" in wanted if len(wanted - {"removed"}) == 1 else None


def _removed(asked: Request) -> tuple[int, ...] | None:
    """None of the entries where only removed ones are asked for: nothing is removed here and still listed."""
    return () if set(asked.query.every("status")) == {"removed"} else None


def _key(asked: Request) -> Key:
    written = asked.query.one("order", "published_at")
    if written not in _KEYS:
        raise BadInput(f"Invalid entry order {written!r}: use one of {', '.join(_KEYS)}.", field="order")
    return _KEYS[written]


def _is_ascending(asked: Request) -> bool:
    written = asked.query.one("direction", "asc")
    if written not in ("asc", "desc"):
        raise BadInput(f"Invalid direction {written!r}: use asc or desc.", field="direction")
    return written == "asc"


def _limit(asked: Request) -> int:
    limit = asked.number("limit")
    if limit is None:
        return _DEFAULT
    if limit > _MOST:
        raise BadInput(f"The limit is {limit}; at most {_MOST} are given at once.", field="limit")
    return limit or _MOST


def _id_at(asked: Request, serial: int) -> int:
    return sync.bound(asked.library, serial)


def _known_feed(asked: Request, feed_id: int) -> tuple[int, ...]:
    try:
        subscribing.one(asked.library, asked.user, min(feed_id, LARGEST_ID))
    except NotFound as error:
        raise BadInput(
            "This feed does not exist or does not belong to this user.", field="feed_id"
        ) from error
    return (feed_id,)


def _known_category(asked: Request, number: int, feed_ids: tuple[int, ...] | None) -> tuple[int, ...]:
    try:
        seen = held_categories(asked, number)
    except NotFound as error:
        raise BadInput("This category does not exist.", field="category_id") from error
    held = tuple(one.feed.id for one in inside(seen, number))
    return held if feed_ids is None else tuple(one for one in held if one in feed_ids)


ROWS = (
    ("GET", "/v1/entries", every),
    ("GET", "/v1/entries/ids", ids),
    ("GET", "/v1/feeds/{feed}/entries", of_feed),
    ("GET", "/v1/categories/{category}/entries", of_category),
)
