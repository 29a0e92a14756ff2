"""Moving in from Miniflux over its own API, which knows guids no more than Google Reader's, but all states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadFile
from mainstem.library.context import Library
from mainstem.library.remote import Bookmark, ask, follow_all
from mainstem.library.subscribing import address
from mainstem.library.taking import Progress, Taken, nothing, take_entries
from mainstem.reading.opml import OpmlFeed
from mainstem.reading.takeout import TakenEntry
from mainstem.reading.takeout.entries import moment, words

PAGE = 200


def bring(library: Library, user: User, server: str, token: str, progress: Progress = nothing) -> Taken:
    """Take in all that the owner of an API token has. Raises BadInput, FetchFailed, WrongPassword, BadFile."""
    base, headers = address(server).rstrip("/").removesuffix("/v1"), [("X-Auth-Token", token)]
    taken, bookmark = Taken(), Bookmark(library, user, base)
    rows = ask(library, f"{base}/v1/feeds", headers)
    if not isinstance(rows, list):
        raise BadFile("The other server's answer has another shape.")
    follow_all(library, user, "Miniflux", [_feed(row) for row in rows if isinstance(row, dict)], taken)
    last = bookmark.read() or "0"
    while True:
        asked = f"limit={PAGE}&order=id&direction=asc&after_entry_id={last}"
        page = ask(library, f"{base}/v1/entries?{asked}", headers)
        found = page.get("entries") if isinstance(page, dict) else None
        came = [row for row in found or [] if isinstance(row, dict) and isinstance(row.get("id"), int)]
        if not came:
            break
        take_entries(library, user, [_entry(row) for row in came], taken)
        progress(taken.new + taken.known, 0)
        last = str(max(row["id"] for row in came))
        bookmark.write(last)
    bookmark.write("")
    return taken


def _feed(row: Mapping[str, Any]) -> OpmlFeed:
    category = row.get("category") or {}
    folder = words(category.get("title")) if isinstance(category, dict) else ""
    settings = {"mainstem:isMuted": "true"} if row.get("disabled") else {}
    if row.get("hide_globally"):
        settings["mainstem:visibility"] = "folder"
    return OpmlFeed(
        words(row.get("feed_url")),
        words(row.get("title")),
        words(row.get("site_url")),
        folders=((folder,),) if folder else (),
        settings=settings,
    )


def _entry(row: Mapping[str, Any]) -> TakenEntry:
    feed = row.get("feed") if isinstance(row.get("feed"), dict) else {}
    assert isinstance(feed, dict)
    enclosures = [each for each in row.get("enclosures") or [] if isinstance(each, dict)]
    author = words(row.get("author"))
    return TakenEntry(
        url=words(row.get("url")),
        title=words(row.get("title")),
        html=words(row.get("content")),
        authors=(author,) if author else (),
        published_at=moment(row.get("published_at")),
        feed_url=words(feed.get("feed_url")),
        feed_title=words(feed.get("title")),
        site_url=words(feed.get("site_url")),
        is_read=row.get("status") != "unread",
        is_starred=bool(row.get("starred")),
        categories=tuple(words(tag) for tag in row.get("tags") or [] if words(tag)),
        enclosure_urls=tuple(words(each.get("url")) for each in enclosures if each.get("url")),
    )
