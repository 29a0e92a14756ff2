"""How the polling does, for administrators: what is in trouble and why, what fell silent, who waits."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.poll import Came
from mainstem.languages import Words
from mainstem.library import health, overview, retaining
from mainstem.web.rendering import render
from mainstem.web.spans import span
from mainstem.web.visit import Visit, get


def show(visit: Visit) -> Response:
    """The page."""
    mine = overview.look(visit.library, visit.reader).followed
    return render(
        visit,
        "health.html",
        seen=health.look(visit.library),
        going=retaining.preview(visit.library, visit.reader),
        came=_came(visit.words),
        followed=frozenset(one.feed_id for one in mine),
        span=lambda wait: span(visit.words, wait.total_seconds()),
    )


def _came(words: Words) -> dict[str, str]:
    """The outcomes of polls in words."""
    return {
        Came.NEW: words.text("New entries"),
        Came.CHANGED: words.text("Changed entries"),
        Came.SAME: words.text("The whole document, for nothing"),
        Came.NOT_MODIFIED: words.text("Not modified"),
        Came.NO_FEED: words.text("No feed"),
        Came.FAILED: words.text("Trouble"),
        Came.LIMITED: words.text("Too many requests"),
        Came.GONE: words.text("Gone for good"),
        Came.OURS: words.text("Our own network was down"),
    }


ENTRANCES = (get("/health", show, is_for_admins=True),)
