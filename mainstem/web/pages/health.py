"""How the polling does, for administrators: what is in trouble and why, what fell silent, who waits."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import health, retaining
from mainstem.web.rendering import render
from mainstem.web.visit import Visit, get


def show(visit: Visit) -> Response:
    """The page."""
    seen = health.look(visit.library)
    return render(visit, "health.html", seen=seen, going=retaining.preview(visit.library, visit.reader))


ENTRANCES = (get("/health", show, is_for_admins=True),)
