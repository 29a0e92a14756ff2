"""Names: what is said of one and when, which are rising, and mending their forms."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.responses import Response

from mainstem.library import names
from mainstem.web import entries
from mainstem.web.pages.stories import KINDS
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """One name with its timeline."""
    page = names.page(visit.library, visit.reader, visit.asked("name").strip())
    return render(visit, "name.html", page=page, kinds=KINDS, title_of=entries.title)


def every(visit: Visit) -> Response:
    """The names of the hour, and the forms that were mended."""
    return render(
        visit,
        "names.html",
        rising=names.rising(visit.library, visit.reader),
        mended=names.mended(visit.library, visit.reader),
        kinds=KINDS,
    )


def mend(visit: Visit) -> Response:
    """Let one form count as another name, or stand for itself again."""
    form = visit.form
    if form.text("action") == "unmend":
        names.unmend(visit.library, visit.reader, form.text("form"))
        return to("/names")
    names.mend(visit.library, visit.reader, form.text("form"), form.text("name"), form.text("kind"))
    return to(f"/name?{urlencode({'name': form.text('name').strip()})}" if form.has("stay") else "/names")


ENTRANCES = (get("/name", show), get("/names", every), post("/names", mend))
