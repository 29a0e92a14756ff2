"""Categories: folders, and All for what stands in none."""

from __future__ import annotations

from typing import Any

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.miniflux import request
from mainstem.apis.miniflux.request import NOTHING, Request
from mainstem.apis.miniflux.shapes.category import OUTSIDE, by_id, category, category_id
from mainstem.apis.miniflux.writes import mark_feeds
from mainstem.feeds.errors import AlreadyExists, BadInput, NotAllowed, NotFound
from mainstem.library import counting, folders, sidebar, subscribing
from mainstem.library.sidebar import Sidebar
from mainstem.reading import Subscription


def every(asked: Request) -> Answer:
    """All categories; with ``counts=true`` how many feeds and unread entries each has."""
    found = by_id(asked.user, folders.every(asked.library, asked.user))
    if asked.flag("counts"):
        for shape in found.values():
            shape |= {"feed_count": 0, "total_unread": 0}
        for one in counting.by_feed(asked.library, asked.user):
            shape = found[min(one.folder_ids, default=OUTSIDE)]
            shape["feed_count"] += 1
            shape["total_unread"] += one.unread
    return of_json(list(found.values()))


def create(asked: Request) -> Answer:
    """A new category; one that exists is refused."""
    title = _title(asked.body())
    _check_free(asked, title)
    return of_json(category(asked.user, folders.add(asked.library, asked.user, title)), 201)


def change(asked: Request) -> Answer:
    """Rename a category."""
    number = asked.id("category", "category")
    body = asked.body()
    if number == OUTSIDE:
        raise NotAllowed("All holds what is in no category; it cannot be renamed.")
    title = body.get("title")
    if title is None:
        held = {one.id: one for one in folders.every(asked.library, asked.user)}
        if number not in held:
            raise NotFound("category not found")
        return of_json(category(asked.user, held[number]), 201)
    renamed = folders.rename(asked.library, asked.user, number, _title(body))
    return of_json(category(asked.user, renamed), 201)


def remove(asked: Request) -> Answer:
    """Delete a category and stop following its feeds, as Miniflux does."""
    number = asked.id("category", "category")
    if number == OUTSIDE:
        raise NotAllowed("All holds what is in no category; it cannot be deleted.")
    seen = held_categories(asked, number)
    for one in inside(seen, number):
        subscribing.unsubscribe(asked.library, asked.user, one.feed.id)
    folders.remove(asked.library, asked.user, number)
    return NOTHING


def mark_all(asked: Request) -> Answer:
    """Mark a category as read."""
    number = asked.id("category", "category")
    seen = held_categories(asked, number)
    feed_ids = [one.feed.id for one in inside(seen, number)]
    mark_feeds(asked, feed_ids, seen.newest_id, f"category {number}")
    return NOTHING


def refresh(asked: Request) -> Answer:
    """Let a category's feeds be polled at the next turn."""
    number = asked.id("category", "category")
    feed_ids = [one.feed.id for one in inside(held_categories(asked, number), number)]
    if feed_ids:
        subscribing.refresh_now(asked.library, asked.user, feed_ids)
    return NOTHING


def held_categories(asked: Request, number: int) -> Sidebar:
    """The sidebar, in which that category is. Raises NotFound."""
    seen = sidebar.look(asked.library, asked.user)
    if number != OUTSIDE and number not in {one.id for one in seen.folders}:
        raise NotFound("category not found")
    return seen


def inside(seen: Sidebar, number: int) -> list[Subscription]:
    """The subscriptions that are shown in a category."""
    return [one for one in seen.listed if category_id(one) == number]


def _title(body: dict[str, Any]) -> str:
    title = request.text(body, "title") or ""
    if not title.strip():
        raise BadInput("The category title is mandatory.")
    return folders.check_name(title)


def _check_free(asked: Request, title: str) -> None:
    taken = {one.name.casefold() for one in folders.every(asked.library, asked.user) if one.parent_id is None}
    if title.casefold() in taken:
        raise AlreadyExists("This category already exists.")


ROWS = (
    ("GET", "/v1/categories", every),
    ("POST", "/v1/categories", create),
    ("PUT", "/v1/categories/{category}/mark-all-as-read", mark_all),
    ("PUT GET", "/v1/categories/{category}/refresh", refresh),
    ("PUT", "/v1/categories/{category}", change),
    ("DELETE", "/v1/categories/{category}", remove),
)
