"""Marking: one item, many, or everything up to the newest that the app has seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mainstem.apis.answers import Answer
from mainstem.apis.calls import whole
from mainstem.apis.nextcloud_news import shapes
from mainstem.apis.nextcloud_news.items import in_folder
from mainstem.apis.nextcloud_news.refusals import Missing
from mainstem.apis.nextcloud_news.request import DONE, LARGEST_ID, Request
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import folders, listings, sidebar, subscribing, sync
from mainstem.reading.sync import Part, Test

_MOST_ITEMS = 100_000
Mark = Callable[[Request], Answer]


def one(action: str) -> Mark:
    """Mark the item of a number."""

    def mark(asked: Request) -> Answer:
        kept, _ = listings.one(asked.library, asked.user, asked.id("item"))
        sync.mark(asked.library, asked.user, [kept.entry.id], asked.app.actor, [action])
        return DONE

    return mark


def by_guid(action: str) -> Mark:
    """Mark the item of a feed by the MD5 of its guid, or by the guid itself, which old apps send bare."""

    def mark(asked: Request) -> Answer:
        feed_id = asked.id("feed")
        subscribing.one(asked.library, asked.user, feed_id)
        entry_id = listings.id_by_guid(asked.library, asked.user, feed_id, asked.parts["guid"], shapes.hashed)
        if entry_id is None:
            raise NotFound("There is no such item.")
        sync.mark(asked.library, asked.user, [entry_id], asked.app.actor, [action])
        return DONE

    return mark


def many(action: str) -> Mark:
    """Mark many items: numbers, or objects that name a feed and a guid's MD5. Unknown ones are passed over."""

    def mark(asked: Request) -> Answer:
        entry_ids = _ids(asked, _items(asked))
        if entry_ids:
            sync.mark(asked.library, asked.user, entry_ids, asked.app.actor, [action])
        return DONE

    return mark


def _items(asked: Request) -> list[Any]:
    value = asked.body.get("itemIds", asked.body.get("items"))
    if value is None:
        raise Missing("Neither itemIds nor items was given.", field="itemIds")
    if not isinstance(value, list):
        raise BadInput("The items are no list.", field="itemIds")
    if len(value) > _MOST_ITEMS:
        raise BadInput(f"{len(value)} items are too many for one call; send at most {_MOST_ITEMS}.")
    return value


def _ids(asked: Request, items: list[Any]) -> list[int]:
    numbers = [number for item in items if (number := _number(item)) is not None]
    found = sync.ids_of_serials(asked.library, numbers)
    for item in items:
        if isinstance(item, dict) and _number(item) is None:
            feed_id, guid = whole(str(item.get("feedId", ""))), item.get("guidHash")
            if feed_id and 0 < feed_id <= LARGEST_ID and isinstance(guid, str):
                entry_id = listings.id_by_guid(asked.library, asked.user, feed_id, guid, shapes.hashed)
                found += [entry_id] if entry_id else []
    return list(dict.fromkeys(found))


def _number(item: Any) -> int | None:
    if isinstance(item, dict):
        item = item.get("itemId", item.get("id"))
    if isinstance(item, bool):
        return None
    return whole(str(item)) if isinstance(item, (int, str)) else None


def everything(asked: Request) -> Answer:
    """Mark all items as read."""
    held = sidebar.look(asked.library, asked.user).listed
    return _up_to(asked, tuple(one.feed.id for one in held), "all")


def feed(asked: Request) -> Answer:
    """Mark a feed as read."""
    feed_id = asked.id("feed")
    subscribing.one(asked.library, asked.user, feed_id)
    return _up_to(asked, (feed_id,), f"feed {feed_id}")


def folder(asked: Request) -> Answer:
    """Mark a folder as read, 0 being what is in none."""
    number = 0 if asked.parts["folder"] == "0" else asked.id("folder")
    if number and number not in {one.id for one in folders.every(asked.library, asked.user)}:
        raise NotFound("There is no such folder.")
    return _up_to(asked, in_folder(asked, number), f"folder {number}")


def _up_to(asked: Request, feed_ids: tuple[int, ...], scope: str) -> Answer:
    newest_id = sync.bound(asked.library, asked.needed("newestItemId"))
    within = [Part(Test.IN_FEEDS, feed_ids)]
    sync.mark_all(asked.library, asked.user, within, newest_id, asked.app.actor, scope)
    return DONE


_BOTH = "PUT POST"
ROWS: tuple[tuple[str, str, Mark], ...] = (
    (_BOTH, "/items/read", everything),
    (_BOTH, "/feeds/{feed}/read", feed),
    (_BOTH, "/folders/{folder}/read", folder),
    (_BOTH, "/items/read/multiple", many("read")),
    (_BOTH, "/items/unread/multiple", many("unread")),
    (_BOTH, "/items/star/multiple", many("star")),
    (_BOTH, "/items/unstar/multiple", many("unstar")),
    (_BOTH, "/items/starred/multiple", many("star")),
    (_BOTH, "/items/unstarred/multiple", many("unstar")),
    (_BOTH, "/items/{item}/read", one("read")),
    (_BOTH, "/items/{item}/unread", one("unread")),
    (_BOTH, "/items/{item}/star", one("star")),
    (_BOTH, "/items/{item}/unstar", one("unstar")),
    (_BOTH, "/items/{feed}/{guid*}/star", by_guid("star")),
    (_BOTH, "/items/{feed}/{guid*}/unstar", by_guid("unstar")),
)
