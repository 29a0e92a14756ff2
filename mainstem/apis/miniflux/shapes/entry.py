"""An entry, with its feed inside."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from mainstem.accounts.user import User
from mainstem.apis.miniflux.shapes.moments import written
from mainstem.feeds.entry import Content, Entry
from mainstem.reading import ReaderEntry, State

_LETTERS_PER_MINUTE = 265 * 6  # 265 words of five letters and a space
_SIGNS_PER_MINUTE = 500
_WITHOUT_SPACES = ("zh", "ja", "ko")
_MOST_ENCLOSURES = 100
_NO_CONTENT = Content(0, "")


def entry(user: User, one: ReaderEntry, feed: dict[str, Any]) -> dict[str, Any]:
    """An entry of a reader's as Miniflux shows it; ``feed`` is its feed's shape."""
    kept, content = one.entry, one.content or _NO_CONTENT
    return {
        "id": kept.serial,
        "user_id": user.id,
        "feed_id": kept.feed_id,
        "status": status(one.state),
        "hash": sha256(kept.guid.encode("utf-8", "surrogatepass")).hexdigest(),
        "title": kept.title,
        "url": kept.url or feed["site_url"],
        "comments_url": content.extras.get("comments_url", ""),
        "language": kept.language,
        "published_at": written(kept.published_at),
        "created_at": written(kept.arrived_at),
        "changed_at": written(changed_at(one)),
        "content": content.html,
        "author": ", ".join(kept.authors),
        "share_code": "",
        "starred": one.state.is_starred,
        "reading_time": reading_time(kept),
        "enclosures": [enclosure(user, kept, content, place) for place in range(_count(content))],
        "feed": feed,
        "tags": list(content.categories),
    }


def status(state: State) -> str:
    """unread where every count here says so, else read."""
    is_put_away = state.is_hidden or state.is_folded or state.snoozed_until is not None
    return "read" if state.is_read or is_put_away else "unread"


def changed_at(one: ReaderEntry) -> datetime:
    """The last change of content or state; arrival where there was none."""
    moments = (one.state.changed_at, one.entry.changed_at, one.entry.arrived_at)
    return max(moment for moment in moments if moment)


def reading_time(kept: Entry) -> int:
    """Minutes, at least one."""
    is_dense = kept.language.lower().startswith(_WITHOUT_SPACES)
    return max(1, -(-kept.length // (_SIGNS_PER_MINUTE if is_dense else _LETTERS_PER_MINUTE)))


def enclosure(user: User, kept: Entry, content: Content, place: int) -> dict[str, Any]:
    """One file of an entry. Its id holds the entry's serial and its place in the entry."""
    file = content.enclosures[place]
    return {
        "id": enclosure_id(kept.serial, place),
        "user_id": user.id,
        "entry_id": kept.serial,
        "url": file.url,
        "mime_type": file.mime_type or "application/octet-stream",
        "size": file.size_bytes or 0,
        "media_progression": 0,
    }


def enclosure_id(serial: int, place: int) -> int:
    """A number for one enclosure of one entry."""
    return serial * _MOST_ENCLOSURES + place


def of_enclosure_id(number: int) -> tuple[int, int]:
    """The entry's serial and the place of an ``enclosure_id``."""
    return divmod(number, _MOST_ENCLOSURES)


def _count(content: Content) -> int:
    return min(len(content.enclosures), _MOST_ENCLOSURES)
