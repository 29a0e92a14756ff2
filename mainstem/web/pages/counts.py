"""The counts of unread entries, for pages that stay open."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import overview
from mainstem.reading import Stream
from mainstem.web import outline
from mainstem.web.outline import Branch
from mainstem.web.rendering import data
from mainstem.web.visit import Visit, get


def show(visit: Visit) -> Response:
    """Unread counts by the address of the stream, without those that are zero; 304 while nothing changed."""
    seen = overview.look(visit.library, visit.reader)
    drawn = outline.draw(seen, Stream(), is_hiding_read=True)
    counts = {"main": drawn.unread, "starred": drawn.starred, "important": drawn.important or 0}
    counts |= {f"feed/{one.feed_id}": one.unread for one in seen.followed}
    counts |= {f"label/{one.id}": one.unread_count for one in seen.labels}
    counts |= dict(_folders(drawn.branches))
    return data(visit, {"newest": seen.newest_id, "counts": {name: n for name, n in counts.items() if n}})


def _folders(branches: tuple[Branch, ...]) -> list[tuple[str, int]]:
    found = [(f"folder/{one.id}", one.unread) for one in branches]
    return found + [pair for one in branches for pair in _folders(one.branches)]


ENTRANCES = (get("/counts", show),)
