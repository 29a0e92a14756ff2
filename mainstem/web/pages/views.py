"""How a stream is looked at: remembered for each."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.reading import Stream
from mainstem.web import looks
from mainstem.web.origin import local
from mainstem.web.rendering import to
from mainstem.web.visit import Visit, post

_NAMES = ("view", "show", "sort", "order", "stories")


def choose(visit: Visit) -> Response:
    """Remember what was chosen for a stream: its view, what it shows, its order."""
    stream = Stream.at(visit.form.text("stream") or "main")
    chosen = {name: visit.form.text(name) for name in _NAMES if visit.form.has(name)}
    looks.keep(visit, stream, **chosen)
    return to(local(visit.form.text("back")))


ENTRANCES = (post("/view", choose),)
