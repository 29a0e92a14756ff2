"""Asking for new entries now."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import overview, subscribing
from mainstem.reading import Kind, Stream
from mainstem.web.origin import local
from mainstem.web.rendering import data, to
from mainstem.web.visit import Visit, post


def refresh(visit: Visit) -> Response:
    """Let the feeds of a stream be polled at the next turn: of a feed or folder those, else all."""
    stream = Stream.at(visit.form.text("stream") or "main")
    count = subscribing.refresh_now(visit.library, visit.reader, _feed_ids(visit, stream))
    if visit.wants_data:
        return data(visit, {"count": count})
    return to(local(visit.form.text("back")))


def _feed_ids(visit: Visit, stream: Stream) -> list[int]:
    if stream.kind is Kind.FEED:
        return [stream.id]
    seen = overview.look(visit.library, visit.reader)
    if stream.kind is Kind.FOLDER:
        inside = (
            one for one in seen.followed if any(stream.id in seen.above(held) for held in one.folder_ids)
        )
        return [one.feed_id for one in inside]
    return [one.feed_id for one in seen.followed if not one.is_muted]


ENTRANCES = (post("/refresh", refresh),)
