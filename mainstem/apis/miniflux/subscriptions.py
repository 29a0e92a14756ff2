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
from mainstem.library import asking, folders, polling, sidebar, subscribing
from mainstem.library.subscribing import Wishes
from mainstem.reading import Visibility

# Miniflux's names of how a feed is asked, and ours
_ASKED = {
    "username": "username",
    "password": "password",
    "cookie": "cookies",
    "user_agent": "user_agent",
    "proxy_url": "proxy_url",
}


def create(asked: Request) -> Answer:
    """Follow a feed; it is fetched during the call, unless others follow it already."""
    body = asked.body()
    url = (request.text(body, "feed_url") or "").strip()
    if not url:
        raise BadInput("The feed URL is mandatory.")
    folder_ids = _folder_ids(asked, request.integer(body, "category_id") or 0)
    if given := _asking(body):
        held = asking.follow(asked.library, asked.user, url, folder_ids, **given)
    else:
        held = subscribing.subscribe(asked.library, asked.user, url, folder_ids=folder_ids)
    wishes = _wishes(body)
    if wishes:
        subscribing.change(asked.library, asked.user, held.feed.id, **wishes)
    return of_json({"feed_id": held.feed.id}, 201)


def change(asked: Request) -> Answer:
    """Change what is given. The answer shows how the feed is now: what belongs to the publisher stays, and the
    number may be another one where others follow the feed at its old address."""
    feed_id = asked.id("feed", "feed")
    held = subscribing.one(asked.library, asked.user, feed_id)
    body = asked.body()
    for name in ("title", "feed_url", "site_url"):
        if request.text(body, name) == "":
            raise BadInput(f"The {name.replace('_', ' ')} must not be empty.", field=name)
    folder_ids = _folder_ids(asked, request.integer(body, "category_id") or 0)
    url, given = request.text(body, "feed_url") or held.feed.feed_url, _asking(body)
    if given or url != held.feed.feed_url:
        feed_id = asking.adjust(asked.library, asked.user, feed_id, url, **given).feed.id
    wishes = _wishes(body)
    if title := request.text(body, "title"):
        wishes["title"] = title
    if request.integer(body, "category_id"):
        wishes["folder_ids"] = folder_ids
    if wishes:
        subscribing.change(asked.library, asked.user, feed_id, **wishes)
    return of_json(shape(asked, subscribing.one(asked.library, asked.user, feed_id)), 201)


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
    is_whole = request.boolean(body, "crawler")
    if is_whole is not None:
        wishes["settings"] = {"full_text": is_whole}
    return wishes


def _asking(body: dict[str, Any]) -> dict[str, str | bool]:
    """How the feed is to be asked, by our names. What is empty says nothing: every feed is shown so, for apps
    are told no secrets, and some send back all that they were shown."""
    said = {ours: request.text(body, theirs) for theirs, ours in _ASKED.items()}
    given: dict[str, str | bool] = {name: value for name, value in said.items() if value}
    if request.boolean(body, "allow_self_signed_certificates"):
        given["verify_tls"] = False
    return given


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
