"""Following feeds and leaving them, moving, renaming, refreshing, marking whole feeds."""

from __future__ import annotations

from typing import Any

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.miniflux import request
from mainstem.apis.miniflux.feeds import shape
from mainstem.apis.miniflux.request import NOTHING, Request
from mainstem.apis.miniflux.shapes.category import OUTSIDE
from mainstem.apis.miniflux.writes import mark_feeds
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import folders, polling, sidebar, subscribing
from mainstem.library.subscribing import Wishes
from mainstem.reading import Visibility

_SECRETS = ("username", "password", "cookie", "proxy_url")


def create(asked: Request) -> Answer:
    """Follow a feed; it is fetched during the call, unless others follow it already."""
    body = asked.body()
    url = (request.text(body, "feed_url") or "").strip()
    if not url:
        raise BadInput("The feed URL is mandatory.")
    if given := [name for name in _SECRETS if request.text(body, name)]:
        raise BadInput(f"{given[0]} cannot be set through this API.", field=given[0])
    folder_ids = _folder_ids(asked, request.integer(body, "category_id") or 0)
    held = subscribing.subscribe(asked.library, asked.user, url, folder_ids=folder_ids)
    wishes = _wishes(body)
    if wishes:
        subscribing.change(asked.library, asked.user, held.feed.id, **wishes)
    return of_json({"feed_id": held.feed.id}, 201)


def change(asked: Request) -> Answer:
    """Change what is given. The answer shows how the feed is now: what belongs to the publisher stays."""
    feed_id = asked.id("feed", "feed")
    held = subscribing.one(asked.library, asked.user, feed_id)
    body = asked.body()
    for name in ("title", "feed_url", "site_url"):
        if request.text(body, name) == "":
            raise BadInput(f"The {name.replace('_', ' ')} must not be empty.", field=name)
    url = request.text(body, "feed_url")
    if url is not None and url != held.feed.feed_url:
        raise BadInput(
            "A feed's address cannot be changed; follow the new address instead.", field="feed_url"
        )
    wishes = _wishes(body)
    if title := request.text(body, "title"):
        wishes["title"] = title
    if category_id := request.integer(body, "category_id"):
        wishes["folder_ids"] = _folder_ids(asked, category_id)
    if wishes:
        held = subscribing.change(asked.library, asked.user, feed_id, **wishes)
    return of_json(shape(asked, held), 201)


def remove(asked: Request) -> Answer:
    """Stop following a feed."""
    subscribing.unsubscribe(asked.library, asked.user, asked.id("feed", "feed"))
    return NOTHING


def refresh(asked: Request) -> Answer:
    """Ask a feed now; its trouble is ours to tell."""
    polling.refresh(asked.library, asked.user, asked.id("feed", "feed"))
    return NOTHING


def refresh_all(asked: Request) -> Answer:
    """Let all feeds be polled at the next turn."""
    subscribing.refresh_now(asked.library, asked.user, ())
    return NOTHING


def mark_all(asked: Request) -> Answer:
    """Mark a feed as read."""
    feed_id = asked.id("feed", "feed")
    seen = sidebar.look(asked.library, asked.user)
    if feed_id not in {one.feed.id for one in seen.subscriptions}:
        raise NotFound("feed not found")
    mark_feeds(asked, [feed_id], seen.newest_id, f"feed {feed_id}")
    return NOTHING


def _wishes(body: dict[str, Any]) -> Wishes:
    wishes = Wishes()
    is_disabled, is_hidden = request.boolean(body, "disabled"), request.boolean(body, "hide_globally")
    if is_disabled is not None:
        wishes["is_muted"] = is_disabled
    if is_hidden is not None:
        wishes["visibility"] = Visibility.FOLDER if is_hidden else Visibility.MAIN
    return wishes


def _folder_ids(asked: Request, category_id: int) -> list[int]:
    if category_id in (0, OUTSIDE):
        return []
    if category_id not in {one.id for one in folders.every(asked.library, asked.user)}:
        raise BadInput("This category does not exist or does not belong to this user.")
    return [category_id]


ROWS = (
    ("PUT GET", "/v1/feeds/refresh", refresh_all),
    ("POST", "/v1/feeds", create),
    ("PUT", "/v1/feeds/{feed}/mark-all-as-read", mark_all),
    ("PUT GET", "/v1/feeds/{feed}/refresh", refresh),
    ("PUT", "/v1/feeds/{feed}", change),
    ("DELETE", "/v1/feeds/{feed}", remove),
)
