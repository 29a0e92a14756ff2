"""The list of places that entries can be shared with: which, and in which order."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import BadInput
from mainstem.web import problems, sharing
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post


def show(visit: Visit) -> Response:
    """The list, and what can be added."""
    return _page(visit)


def _page(visit: Visit, error: BadInput | None = None) -> Response:
    status = problems.status_of(error) if error else 200
    services = [(name, sharing.has_base(name)) for name in sharing.known()]
    return render(visit, "sharing.html", status, chosen=sharing.chosen(visit), services=services, error=error)


def add(visit: Visit) -> Response:
    """Put one more at the end."""
    form = visit.form
    try:
        one = sharing.checked(form.text("service"), form.text("name"), form.text("base"))
        sharing.keep(visit, [*sharing.chosen(visit), one])
    except BadInput as error:
        return _page(visit, error)
    return to("/sharing?saved=1")


def change(visit: Visit) -> Response:
    """Move one up or down, or take it away."""
    held, place = sharing.chosen(visit), number(visit.form.text("place"), "place")
    if place >= len(held):
        raise BadInput("There is no such place on the list any more.", field="place")
    one = held.pop(place)
    if visit.form.text("action") != "remove":
        step = 1 if visit.form.text("action") == "down" else -1
        held.insert(max(place + step, 0), one)
    sharing.keep(visit, held)
    return to("/sharing?saved=1")


ENTRANCES = (get("/sharing", show), post("/sharing", add), post("/sharing/change", change))
