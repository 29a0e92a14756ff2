"""Stories: all that tells of one happening, what comes next, and the briefing; each with its evidence."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from mainstem.library import stories
from mainstem.stories import Evidence
from mainstem.stories.entry import Reason
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

_SAID = {
    Reason.READER: "You said so.",
    Reason.ADDRESS: "It has the same address.",
    Reason.TEXT: "It has the same text.",
    Reason.REPRINT: "Long parts of it are the same.",
    Reason.WORDS: "Rare words in common: {words}",
}
_SPANS = (1, 3, 7)  # days


def show(visit: Visit) -> Response:
    """A story with all its entries, in the order of time."""
    entry_id = visit.part("id")
    page = stories.story(visit.library, visit.reader, entry_id)
    return render(visit, "story.html", page=page, entry_id=entry_id, why=lambda one: _why(visit, one))


def _why(visit: Visit, evidence: Evidence) -> str:
    words = ", ".join(one.word for one in evidence.words[:6])
    return visit.words.text(_SAID[evidence.reason], words=words)


def correct(visit: Visit) -> Response:
    """The reader says that two entries tell the same story, or do not."""
    entry_id, other = visit.part("id"), number(visit.form.text("other"), "other")
    is_same = visit.form.text("action") == "same"
    stories.correct(visit.library, visit.reader, entry_id, other, same=is_same)
    return to(f"/story/{entry_id}?said=1")


def upcoming(visit: Visit) -> Response:
    """What is next, the soonest first."""
    return render(visit, "next.html", coming=stories.upcoming(visit.library, visit.reader))


def briefing(visit: Visit) -> Response:
    """What mattered in the last days."""
    asked = visit.asked("days", "1")
    days = int(asked) if asked in map(str, _SPANS) else _SPANS[0]
    since = visit.library.now() - timedelta(days=days)
    made = stories.briefing(visit.library, visit.reader, since)
    return render(visit, "briefing.html", made=made, days=days, spans=_SPANS)


ENTRANCES = (
    get("/story/{id}", show),
    post("/story/{id}", correct),
    get("/next", upcoming),
    get("/briefing", briefing),
)
