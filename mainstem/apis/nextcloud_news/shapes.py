"""What Nextcloud News's apps read: folders, feeds and items, each field of the type that strict ones need."""

from __future__ import annotations

from datetime import datetime
from hashlib import md5
from typing import Any

from mainstem.feeds.entry import Content, Entry
from mainstem.reading import Folder, ReaderEntry, State, Subscription

VERSION = "28.7.0"  # apps refuse what is older than 27.2
_NO_CONTENT = Content(0, "")
_RIGHT_TO_LEFT = ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi")


def folder(one: Folder) -> dict[str, Any]:
    """A folder; its feeds say themselves that they are in it."""
    return {"id": one.id, "name": one.name, "opened": True, "feeds": []}


def folder_id(one: Subscription) -> int | None:
    """The folder that a subscription is shown in: the oldest of its folders, or none."""
    return min(one.folder_ids, default=None)


def feed(one: Subscription, base_url: str) -> dict[str, Any]:
    """A subscription. ``base_url`` is where this server is reached, for the icon's address."""
    kept = one.feed
    icon = (
        f"{base_url}/index.php/apps/news/api/v1-3/favicon/{hashed(kept.feed_url)}" if kept.icon_id else None
    )
    return {
        "id": kept.id,
        "url": kept.feed_url,
        "title": one.title,
        "faviconLink": icon,
        "added": seconds(one.subscribed_at) or 0,
        "nextUpdateTime": seconds(kept.due_at),
        "folderId": folder_id(one),
        "unreadCount": one.unread_count,
        "ordering": 0,
        "link": kept.site_url or None,
        "pinned": False,
        "updateErrorCount": kept.faults,
        "lastUpdateError": kept.fault or None,
        "items": [],
    }


def item(one: ReaderEntry) -> dict[str, Any]:
    """An entry."""
    kept, content = one.entry, one.content or _NO_CONTENT
    enclosure = content.enclosures[0] if content.enclosures else None
    thumbnail = kept.image_url or (enclosure.thumbnail_url if enclosure else "")
    return {
        "id": kept.serial,
        "guid": kept.guid,
        "guidHash": hashed(kept.guid),
        "url": kept.url,
        "title": kept.title,
        "author": ", ".join(kept.authors),  # null, though allowed, ends Newsboat 2.21
        "pubDate": seconds(kept.published_at),
        "updatedDate": seconds(kept.updated_at),
        "body": content.html,
        "enclosureMime": (enclosure.mime_type or None) if enclosure else None,
        "enclosureLink": enclosure.url if enclosure else None,
        "mediaThumbnail": thumbnail or None,
        "mediaDescription": (enclosure.description or None) if enclosure else None,
        "feedId": kept.feed_id,
        "unread": is_unread(one.state),
        "starred": one.state.is_starred,
        "filtered": False,
        "lastModified": last_modified(kept, one.state),
        "rtl": kept.language.lower().partition("-")[0] in _RIGHT_TO_LEFT,
        "fingerprint": hashed("\n".join((kept.title, kept.url, content.html))),
        "contentHash": hashed("\n".join((kept.title, kept.url, content.html, *kept.authors))),
    }


def is_unread(state: State) -> bool:
    """Unread where every count here says so."""
    return not (state.is_read or state.is_hidden or state.is_folded or state.snoozed_until is not None)


def last_modified(kept: Entry, state: State) -> int:
    """The last change of content or state in seconds; never before the arrival."""
    moments = (state.changed_at, kept.changed_at, kept.arrived_at)
    return int(max(moment for moment in moments if moment).timestamp())


def seconds(moment: datetime | None) -> int | None:
    """Whole seconds since 1970."""
    return None if moment is None else int(moment.timestamp())


def hashed(text: str) -> str:
    """The MD5 that the protocol fixes for names of things; nothing secret rests on it."""
    return md5(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
