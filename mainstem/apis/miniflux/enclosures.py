"""Enclosures, and how far the reader has listened."""

from __future__ import annotations

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.calls import whole
from mainstem.apis.miniflux import request
from mainstem.apis.miniflux.request import LARGEST_ID, NOTHING, Request
from mainstem.apis.miniflux.shapes.entry import enclosure, of_enclosure_id
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import listings, positions
from mainstem.reading import ReaderEntry


def one(asked: Request) -> Answer:
    """An enclosure."""
    kept, place = _found(asked)
    assert kept.content is not None
    shape = enclosure(asked.user, kept.entry, kept.content, place)
    held = positions.of_entries(asked.library, asked.user, [kept.entry.id])
    return of_json({**shape, "media_progression": held.get((kept.entry.id, place), 0)})


def change(asked: Request) -> Answer:
    """Keep how far the reader has come, in seconds."""
    kept, place = _found(asked)
    seconds = request.integer(asked.body(), "media_progression")
    if seconds is None or not 0 <= seconds <= LARGEST_ID:
        raise BadInput("media_progression is no number of seconds.", field="media_progression")
    positions.keep(asked.library, asked.user, kept.entry.id, place, seconds)
    return NOTHING


def _found(asked: Request) -> tuple[ReaderEntry, int]:
    number = whole(asked.parts["enclosure"])
    if number is None or number <= 0:
        raise BadInput("invalid enclosure ID")
    serial, place = of_enclosure_id(number)
    kept, _ = listings.one(asked.library, asked.user, min(serial, LARGEST_ID))
    if kept.content is None or place >= len(kept.content.enclosures):
        raise NotFound("enclosure not found")
    return kept, place


ROWS = (
    ("GET", "/v1/enclosures/{enclosure}", one),
    ("PUT", "/v1/enclosures/{enclosure}", change),
)
