"""Moving in from any server that speaks Google Reader's API: FreshRSS, Miniflux, The Old Reader, Inoreader …

Feeds with their folders first, then page by page all entries with their states; a move that was stopped goes
on at the page where it stopped.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadFile, WrongPassword
from mainstem.library.context import Library
from mainstem.library.remote import Bookmark, ask, follow_all
from mainstem.library.subscribing import address
from mainstem.library.taking import Progress, Taken, nothing, take_entries
from mainstem.reading.opml import OpmlFeed
from mainstem.reading.takeout import googlereader

PAGE = 200
_ALL = "user/-/state/com.google/reading-list"
_STARRED = "user/-/state/com.google/starred"
_LABEL = "/label/"


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of the other server's folders, and its feeds by their ids there."""

    folders: Collection[str]
    feeds: Mapping[str, OpmlFeed]


def bring(
    library: Library, user: User, server: str, name: str, password: str, progress: Progress = nothing
) -> Taken:
    """Take in all that ``name`` has on ``server`` (the address that apps are given, as
    ``https://host/api/greader.php``). Raises BadInput, FetchFailed, WrongPassword, BadFile."""
    base = address(server).rstrip("/")
    headers = [("Authorization", f"GoogleLogin auth={_sign_in(library, base, name, password)}")]
    taken, bookmark = Taken(), Bookmark(library, user, f"{base} {name}")
    came = ask(library, f"{base}/reader/api/0/subscription/list?output=json", headers)
    listed = [row for row in _rows(came, "subscriptions") if isinstance(row, dict)]
    follow_all(library, user, "Google Reader", [_feed(row) for row in listed], taken)
    known = _Known(
        {
            str(tag.get("label"))
            for row in listed
            for tag in _rows(row, "categories")
            if isinstance(tag, dict)
        },
        {str(row.get("id") or ""): _feed(row) for row in listed},
    )
    stream, _, continuation = bookmark.read().partition(" ")
    for wanted in (_ALL, _STARRED):
        if stream in ("", wanted):
            _bring_stream(
                library, user, (base, wanted, continuation), headers, bookmark, (taken, known, progress)
            )
            stream = continuation = ""
    bookmark.write("")
    return taken


def _sign_in(library: Library, base: str, name: str, password: str) -> str:
    form = {"Email": name, "Passwd": password, "service": "reader", "accountType": "HOSTED_OR_GOOGLE"}
    said = ask(library, f"{base}/accounts/ClientLogin", [], form, is_text=True)
    for line in said.splitlines():
        if line.startswith("Auth="):
            return str(line.removeprefix("Auth=").strip())
    raise WrongPassword("The other server does not accept this name and password.")


def _feed(row: Mapping[str, Any]) -> OpmlFeed:
    folders = [str(tag.get("label") or "") for tag in _rows(row, "categories") if isinstance(tag, dict)]
    url = str(row.get("url") or "") or str(row.get("id") or "").removeprefix("feed/")
    paths = tuple((folder,) for folder in folders if folder)
    return OpmlFeed(url, str(row.get("title") or ""), str(row.get("htmlUrl") or ""), folders=paths)


def _bring_stream(
    library: Library,
    user: User,
    place: tuple[str, str, str],
    headers: list[tuple[str, str]],
    bookmark: Bookmark,
    told: tuple[Taken, _Known, Progress],
) -> None:
    base, stream, continuation = place
    taken, known, progress = told
    while True:
        asked = {"output": "json", "n": str(PAGE), "r": "o"} | ({"c": continuation} if continuation else {})
        page = ask(library, f"{base}/reader/api/0/stream/contents/{stream}?{urlencode(asked)}", headers)
        rows = _rows(page, "items")
        for row in rows:
            if isinstance(row, dict):
                _settle(row, known)
        came = googlereader.read({**page, "items": rows})
        for fault in came.faults:
            taken.fault(fault)
        take_entries(library, user, came.entries, taken)
        progress(taken.new + taken.known, 0)
        following = str(page.get("continuation") or "") if isinstance(page, dict) else ""
        if not rows or not following or following == continuation:
            return
        continuation = following
        bookmark.write(f"{stream} {continuation}")


def _settle(row: dict[str, Any], known: _Known) -> None:
    """Servers name the folders of a feed among the labels of its entries, and feeds by numbers."""
    row["categories"] = [tag for tag in _rows(row, "categories") if not _is_folder(tag, known.folders)]
    origin = row.get("origin")
    feed = known.feeds.get(str(origin.get("streamId"))) if isinstance(origin, dict) else None
    if feed is not None:
        row["origin"] = {"feedUrl": feed.feed_url, "title": feed.title, "htmlUrl": feed.site_url}


def _is_folder(tag: object, folders: Collection[str]) -> bool:
    return isinstance(tag, str) and _LABEL in tag and tag.split(_LABEL, 1)[1] in folders


def _rows(found: Any, name: str) -> list[Any]:
    if not isinstance(found, dict):
        raise BadFile("The other server's answer has another shape.")
    rows = found.get(name, [])
    return rows if isinstance(rows, list) else []
