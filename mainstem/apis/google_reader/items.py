"""Entries as this protocol writes them: exactly the members and types that its clients can read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mainstem.apis.answers import dumps
from mainstem.apis.google_reader import named
from mainstem.apis.google_reader.numbers import long_form
from mainstem.library.retelling import LABEL
from mainstem.library.sync import Copies
from mainstem.reading.sync import Copy, Followed

Item = dict[str, object]
# one client looks at the last part alone: a label of such a name would be a state
_LIKE_STATES = ("/read", "/starred", "/kept-unread")


def of_page(page: Copies) -> Iterator[bytes]:
    """Each entry of a page as JSON."""
    folders = {one.feed_id: folder_id(one, page.folders) for one in page.followed.values()}
    origins = {one.feed_id: _origin(one) for one in page.followed.values()}
    for copy in page.copies:
        yield dumps(_item(copy, origins[copy.feed_id], folders[copy.feed_id], page.labels))


def folder_id(one: Followed, folders: Mapping[int, str]) -> str:
    """The id of the one folder that apps see a subscription in."""
    return f"{named.LABEL}{folders.get(one.folder_id, named.UNFILED)}"


def title(copy: Copy) -> str:
    """Never empty: one client stops at an empty title."""
    return copy.title or copy.url or "-"


def _origin(one: Followed) -> dict[str, str]:
    return {"streamId": named.feed(one.feed_id), "htmlUrl": one.site_url, "title": one.title}


def _item(copy: Copy, origin: dict[str, str], folder: str, labels: Mapping[int, str]) -> Item:
    item: Item = {
        "id": long_form(copy.id),
        "crawlTimeMsec": str(copy.id // 1000),
        "timestampUsec": str(copy.id),
        "published": copy.published,
        "updated": copy.updated,
        "title": title(copy),
        "canonical": [{"href": copy.url}],
        "alternate": [{"href": copy.url, "type": "text/html"}],
        "categories": _categories(copy, folder, labels),
        "origin": origin,
        # the only body: "content" beside it is refused by one client, and a key before "content" hides it
        "summary": {"content": copy.html},
    }
    if copy.authors:
        item["author"] = copy.authors
    if copy.enclosures:
        item["enclosure"] = [_enclosure(one) for one in copy.enclosures]
    return item


def _categories(copy: Copy, folder: str, labels: Mapping[int, str]) -> list[str]:
    own = [folder, *(f"{named.LABEL}{labels[one]}" for one in copy.label_ids if one in labels)]
    found = [named.READING_LIST, *(one for one in own if not one.endswith(_LIKE_STATES))]
    if copy.is_folded:
        found.append(f"{named.LABEL}{LABEL}")
    if copy.is_read:
        found.append(named.READ)
    if copy.is_starred:
        found.append(named.STARRED)
    return list(dict.fromkeys(found))


def _enclosure(one: Mapping[str, object]) -> Item:
    found: Item = {"href": one.get("url") or "", "type": one.get("mime_type") or "application/octet-stream"}
    size = one.get("size_bytes")
    if isinstance(size, int):
        found["length"] = size
    return found
