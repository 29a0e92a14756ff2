"""Looking at feeds: their shapes, counts and icons."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.miniflux.categories import held_categories, inside
from mainstem.apis.miniflux.request import Request
from mainstem.apis.miniflux.shapes.category import by_id
from mainstem.apis.miniflux.shapes.feed import feed
from mainstem.feeds.errors import NotFound
from mainstem.library import counting, folders, icons, sidebar, subscribing
from mainstem.reading import Folder, Subscription


def every(asked: Request) -> Answer:
    """All feeds, by title."""
    seen = sidebar.look(asked.library, asked.user)
    return of_json(shaped(asked, seen.listed, seen.folders))


def in_category(asked: Request) -> Answer:
    """The feeds of a category."""
    number = asked.id("category", "category")
    seen = held_categories(asked, number)
    return of_json(shaped(asked, inside(seen, number), seen.folders))


def counters(asked: Request) -> Answer:
    """Read and unread entries by feed; feeds without any are absent."""
    held = counting.by_feed(asked.library, asked.user)
    read = {str(one.feed_id): one.total - one.unread for one in held}
    unread = {str(one.feed_id): one.unread for one in held}
    return of_json(
        {
            "reads": {feed_id: count for feed_id, count in read.items() if count},
            "unreads": {feed_id: count for feed_id, count in unread.items() if count},
        }
    )


def one(asked: Request) -> Answer:
    """One feed."""
    held = subscribing.one(asked.library, asked.user, asked.id("feed", "feed"))
    return of_json(shape(asked, held))


def icon(asked: Request) -> Answer:
    """The icon of a feed."""
    held = subscribing.one(asked.library, asked.user, asked.id("feed", "feed"))
    return _icon(asked, held.feed.icon_id or 0)


def icon_by_id(asked: Request) -> Answer:
    """An icon."""
    return _icon(asked, asked.id("icon", "icon"))


def _icon(asked: Request, icon_id: int) -> Answer:
    found = icons.one(asked.library, icon_id) if icon_id else None
    if found is None:
        raise NotFound("icon not found")
    written = b64encode(found.data).decode()
    return of_json(
        {"id": found.id, "mime_type": found.mime_type, "data": f"{found.mime_type};base64,{written}"}
    )


def shape(asked: Request, held: Subscription) -> dict[str, Any]:
    """One subscription as a feed."""
    return shaped(asked, [held], folders.every(asked.library, asked.user))[0]


def shaped(asked: Request, held: Iterable[Subscription], kept: Iterable[Folder]) -> list[dict[str, Any]]:
    """Subscriptions as feeds."""
    categories = by_id(asked.user, kept)
    return [feed(asked.user, one, categories) for one in held]


ROWS = (
    ("GET", "/v1/feeds", every),
    ("GET", "/v1/feeds/counters", counters),
    ("GET", "/v1/categories/{category}/feeds", in_category),
    ("GET", "/v1/feeds/{feed}/icon", icon),
    ("GET", "/v1/icons/{icon}", icon_by_id),
    ("GET", "/v1/feeds/{feed}", one),
)
