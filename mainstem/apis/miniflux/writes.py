"""Marking entries read and starred, one or many, by the serials that apps know."""

from __future__ import annotations

from collections.abc import Sequence

from mainstem.apis.answers import Answer
from mainstem.apis.miniflux import request
from mainstem.apis.miniflux.request import NOTHING, Request
from mainstem.feeds.errors import BadInput
from mainstem.library import listings, marking, sync
from mainstem.reading.sync import Part, Test

_MOST_IDS = 100_000


def mark(asked: Request) -> Answer:
    """Set the state of many entries; unknown ones are passed over."""
    body = asked.body()
    serials = request.numbers(body, "entry_ids")
    status, starred = request.text(body, "status"), request.boolean(body, "starred")
    if not serials:
        raise BadInput("The list of entry IDs is empty.", field="entry_ids")
    if len(serials) > _MOST_IDS:
        raise BadInput(f"{len(serials)} entries are too many for one call; send at most {_MOST_IDS}.")
    if status is None and starred is None:
        raise BadInput("Neither a status nor a star was given.", field="status")
    if status not in (None, "read", "unread"):
        raise BadInput(f"Invalid entry status {status!r}: use read or unread.", field="status")
    actions = ([status] if status else []) + ([] if starred is None else ["star" if starred else "unstar"])
    entry_ids = sync.ids_of_serials(asked.library, serials)
    sync.mark(asked.library, asked.user, entry_ids, asked.app.actor, actions)
    return NOTHING


def mark_feeds(asked: Request, feed_ids: Sequence[int], newest_id: int, scope: str) -> None:
    """Mark what some feeds had up to an entry as read: what came later was not seen."""
    within = [Part(Test.IN_FEEDS, tuple(feed_ids))]
    sync.mark_all(asked.library, asked.user, within, newest_id, asked.app.actor, scope)


def toggle(asked: Request) -> Answer:
    """Star what is not starred, and the other way round."""
    kept, _ = listings.one(asked.library, asked.user, asked.id("entry", "entry"))
    action = "unstar" if kept.state.is_starred else "star"
    marking.mark(asked.library, asked.user, [kept.entry.id], action, asked.app.actor)
    return NOTHING


ROWS = (
    ("PUT", "/v1/entries", mark),
    ("PUT", "/v1/entries/{entry}/bookmark", toggle),
    ("PUT", "/v1/entries/{entry}/star", toggle),
)
