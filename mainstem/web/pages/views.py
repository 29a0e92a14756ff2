"""Which view a stream is shown in: remembered for each."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import BadInput
from mainstem.library import accounts
from mainstem.reading import Stream
from mainstem.web.origin import local
from mainstem.web.pages.streams import VIEWS
from mainstem.web.rendering import to
from mainstem.web.visit import Visit, post, remembered

_MOST = 500  # streams whose view is remembered; the oldest choice goes first


def choose(visit: Visit) -> Response:
    """Remember the view of a stream."""
    stream, view = Stream.at(visit.form.text("stream") or "main"), visit.form.text("view")
    if view not in VIEWS:
        raise BadInput(f"There is no view {view[:40]!r}.", field="view")
    kept = {**remembered(visit, "views", {})}
    kept.pop(stream.address, None)
    kept[stream.address] = view
    recent = dict(list(kept.items())[-_MOST:])
    accounts.prefer(visit.library, visit.reader, extra={**visit.preferences.extra, "views": recent})
    return to(local(visit.form.text("back")))


ENTRANCES = (post("/view", choose),)
