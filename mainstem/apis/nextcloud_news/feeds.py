"""Feeds: what is followed, following more, moving, renaming, leaving; their icons."""

from __future__ import annotations

from typing import Any

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.nextcloud_news import shapes
from mainstem.apis.nextcloud_news.refusals import Missing
from mainstem.apis.nextcloud_news.request import DONE, LARGEST_ID, Request
from mainstem.feeds.errors import BadInput, NotAFeed, NotAllowed, NotFound
from mainstem.library import accounts, icons, listings, sidebar, subscribing
from mainstem.reading import Subscription


def every(asked: Request) -> Answer:
    """All feeds, how many items are starred, and the newest item's id where there is any."""
    seen = sidebar.look(asked.library, asked.user)
    return of_json(
        {
            "starredCount": sum(one.starred_count for one in seen.listed),
            **_newest(asked),
            "feeds": [shapes.feed(one, asked.call.base_url) for one in seen.listed],
        }
    )


def create(asked: Request) -> Answer:
    """Follow a feed; a page is followed by the best of the feeds that it announces."""
    url = asked.text("url")
    if url is None or not url.strip():
        raise Missing("url is missing.", field="url")
    held = _follow(asked, url, _folder_ids(asked))
    return of_json({"feeds": [shapes.feed(held, asked.call.base_url)], **_newest(asked)})


def remove(asked: Request) -> Answer:
    """Stop following a feed."""
    subscribing.unsubscribe(asked.library, asked.user, asked.id("feed"))
    return DONE


def move(asked: Request) -> Answer:
    """Put a feed into another folder, or into none."""
    feed_id = asked.id("feed")
    subscribing.change(asked.library, asked.user, feed_id, folder_ids=_folder_ids(asked))
    return DONE


def rename(asked: Request) -> Answer:
    """Give a feed a name of one's own."""
    feed_id = asked.id("feed")
    title = asked.text("feedTitle")
    if title is None or not title.strip():
        raise BadInput("feedTitle is empty.", field="feedTitle")
    subscribing.change(asked.library, asked.user, feed_id, title=title.strip())
    return DONE


def icon(asked: Request) -> Answer:
    """The icon of the feed whose address has that MD5."""
    for one in sidebar.look(asked.library, asked.user).listed:
        if one.feed.icon_id and shapes.hashed(one.feed.feed_url) == asked.parts["hash"]:
            found = icons.one(asked.library, one.feed.icon_id)
            if found:
                return Answer(
                    found.data, 200, ((b"content-type", found.mime_type.encode("latin-1", "replace")),)
                )
    raise NotFound("This feed has no icon.")


def owners(asked: Request) -> Answer:
    """Who follows what, for administrators."""
    if not asked.user.is_admin:
        raise NotAllowed("Only administrators may do this.")
    found = [
        {"id": one.feed.id, "userId": user.name}
        for user in accounts.every(asked.library)
        for one in sidebar.look(asked.library, user).subscriptions
    ]
    return of_json({"feeds": found})


def _follow(asked: Request, url: str, folder_ids: list[int]) -> Subscription:
    try:
        return subscribing.subscribe(asked.library, asked.user, url, folder_ids=folder_ids)
    except NotAFeed:
        best = subscribing.find(asked.library, url)[0]
        return subscribing.subscribe(asked.library, asked.user, best.feed_url, folder_ids=folder_ids)


def _folder_ids(asked: Request) -> list[int]:
    number = asked.number("folderId")
    if number is None or number == 0:
        return []
    if not 0 < number <= LARGEST_ID:
        raise NotFound("There is no such folder.")
    return [number]


def _newest(asked: Request) -> dict[str, Any]:
    newest = listings.newest_serial(asked.library, asked.user)
    return {"newestItemId": newest} if newest else {}


ROWS = (
    ("GET", "/feeds", every),
    ("POST PUT", "/feeds", create),
    ("GET", "/feeds/all", owners),
    ("DELETE", "/feeds/{feed}", remove),
    ("PUT POST", "/feeds/{feed}/move", move),
    ("PUT POST", "/feeds/{feed}/rename", rename),
    ("GET", "/favicon/{hash}", icon),
)
