"""What can be undone: marks of the last thirty days, and what was deleted."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, MainstemError, NotFound
from mainstem.library import Change, discarding, marking
from mainstem.web import problems, reasons
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

_SHOWN = 200
KINDS = {
    "folder": "Folder deleted",
    "rule": "Rule deleted",
    "search": "Saved search deleted",
    "service": "Service removed",
    "subscriptions": "No longer followed",
}


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    since = visit.library.now() - marking.UNDO_LASTS
    latest = marking.changes(visit.library, visit.reader, _SHOWN)
    made = [
        one for one in latest if one.changed_at > since and one.actor.kind != "story"
    ]  # which follow others
    return render(
        visit,
        "undo.html",
        problems.status_of(error) if error else 200,
        discarded=discarding.every(visit.library, visit.reader),
        kinds=KINDS,
        changes=[(one, _named(visit, one)) for one in made],
        said=problems.sentence(visit, error) if error else "",
    )


def _named(visit: Visit, one: Change) -> str:
    return reasons.sentences(
        [one], one.changed_at, visit.words, lambda at: visit.words.moment(at.astimezone(visit.zone))
    )[0]


def undo(visit: Visit) -> Response:
    """Put back what a change changed, or what was deleted."""
    place = number(visit.form.text("id"), "id")
    try:
        if visit.form.text("action") == "discarded":
            discarding.put_back(visit.library, visit.reader, place)
        else:
            marking.undo(visit.library, visit.reader, place)
    except (NotFound, AlreadyExists) as error:
        return _page(visit, error)
    return to("/undo?done=1")


ENTRANCES = (get("/undo", show), post("/undo/back", undo))
