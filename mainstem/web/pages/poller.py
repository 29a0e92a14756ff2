"""Who asks for feeds here, and how to tell it what is wanted: for publishers, whom the User-Agent leads here."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.web.rendering import render
from mainstem.web.visit import Visit, get


def show(visit: Visit) -> Response:
    """The page, open to everybody."""
    return render(visit, "poller.html")


ENTRANCES = (get("/poller", show, is_open=True),)
