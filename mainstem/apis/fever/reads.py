"""What can be read: groups, feeds, favicons, items, and the two lists of ids."""

from __future__ import annotations

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable

from mainstem.apis.calls import whole
from mainstem.apis.fever.visit import UNFILED, Said, Visit
from mainstem.library import sync
from mainstem.library.sync import Copies
from mainstem.reading.sync import Copy, Outline, Part, Sieve, Test

_MOST = 50  # clients take a shorter page for the last
_LARGEST = 2**31 - 1


def groups(visit: Visit) -> Said:
    """``groups``: exactly id and title, or one client's parser never returns."""
    outline = sync.outline(visit.library, visit.user)
    found: list[Said] = [{"id": one, "title": title} for one, title in outline.folders.items()]
    if any(not one.folder_id for one in outline.followed):
        found.append({"id": UNFILED, "title": "Uncategorized"})
    return {"groups": found, "feeds_groups": _feeds_groups(outline)}


def feeds(visit: Visit) -> Said:
    """``feeds``: each is in exactly one group."""
    outline = sync.outline(visit.library, visit.user)
    found = [
        {
            "id": one.feed_id,
            "favicon_id": one.icon_id,
            "title": one.title,
            "url": one.feed_url,
            "site_url": one.site_url,
            "is_spark": 0,
            "last_updated_on_time": one.succeeded,
        }
        for one in outline.followed
    ]
    return {"feeds": found, "feeds_groups": _feeds_groups(outline)}


def _feeds_groups(outline: Outline) -> list[Said]:
    """Lists without space or trailing comma, and never an empty one."""
    held: dict[int, list[str]] = defaultdict(list)
    for one in outline.followed:
        held[one.folder_id or UNFILED].append(str(one.feed_id))
    return [{"group_id": group_id, "feed_ids": ",".join(ids)} for group_id, ids in held.items()]


def favicons(visit: Visit) -> Said:
    """``favicons``: pictures in base64 behind their type, without the word ``data:``."""
    found = sync.icons_of(visit.library, visit.user)
    return {
        "favicons": [
            {"id": one.id, "data": f"{one.mime_type};base64,{b64encode(one.data).decode()}"} for one in found
        ]
    }


def items(visit: Visit) -> Said:
    """``items``: at most 50, by ``with_ids``, below ``max_id`` or above ``since_id``."""
    page = _page(visit)
    total = sync.total(visit.library, visit.user)
    return {"items": [_item(one) for one in page.copies], "total_items": total}


def _page(visit: Visit) -> Copies:
    form, library = visit.form, visit.library
    if form.has("with_ids"):
        serials = [number for one in form.one("with_ids").split(",") if (number := whole(one))]
        return sync.some(library, visit.user, sync.ids_of_serials(library, _small(serials)[:_MOST]))
    within = _within(visit)
    if form.has("max_id"):
        highest = form.number("max_id") or 0
        newest_id = sync.bound(library, min(highest - 1, _LARGEST)) if highest > 0 else None
        return sync.page(library, visit.user, Sieve(within, newest_id=newest_id), _MOST)
    since = max(0, min(form.number("since_id") or 0, _LARGEST))
    after = sync.bound(library, since)
    return sync.page(library, visit.user, Sieve(within), _MOST, after, is_ascending=True)


def _small(serials: list[int]) -> list[int]:
    return [one for one in serials if 0 < one <= _LARGEST]


def _within(visit: Visit) -> tuple[Part, ...]:
    """``feed_ids`` and ``group_ids`` narrow, where a client sends them."""
    wanted = [number for one in visit.form.one("feed_ids").split(",") if (number := whole(one))]
    for one in visit.form.one("group_ids").split(","):
        if group_id := whole(one):
            wanted += sync.feeds_in(visit.library, visit.user, 0 if group_id == UNFILED else group_id)
    is_narrowed = visit.form.one("feed_ids") or visit.form.one("group_ids")
    return (Part(Test.IN_FEEDS, tuple(_small(wanted))),) if is_narrowed else ()


def _item(copy: Copy) -> Said:
    return {
        "id": copy.serial,
        "feed_id": copy.feed_id,
        "title": copy.title or copy.url or "-",
        "author": copy.authors,
        "html": copy.html,
        "url": copy.url,
        "is_saved": int(copy.is_starred),
        "is_read": int(copy.is_read),
        "created_on_time": copy.published,
    }


def unread_item_ids(visit: Visit) -> Said:
    """``unread_item_ids``: complete and ascending; what is missing here, apps take for read."""
    return {"unread_item_ids": _joined(visit, Test.UNREAD)}


def saved_item_ids(visit: Visit) -> Said:
    """``saved_item_ids``: complete and ascending."""
    return {"saved_item_ids": _joined(visit, Test.STARRED)}


def _joined(visit: Visit, test: Test) -> str:
    return sync.serials(visit.library, visit.user, Sieve((Part(test),)))


def links(_visit: Visit) -> Said:
    """``links``: hot links are not gathered here."""
    return {"links": []}


ARGUMENTS: dict[str, Callable[[Visit], Said]] = {
    "groups": groups,
    "feeds": feeds,
    "favicons": favicons,
    "items": items,
    "unread_item_ids": unread_item_ids,
    "saved_item_ids": saved_item_ids,
    "links": links,
}
