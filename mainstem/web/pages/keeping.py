"""What holds for all feeds that say nothing else: how they arrive, and how long they are kept."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import BadInput
from mainstem.library import retaining, setting
from mainstem.reading import settings as declared
from mainstem.web import inherited, problems
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The page, with what the present settings would delete."""
    return _page(visit)


def _page(visit: Visit, error: BadInput | None = None) -> Response:
    own = visit.reader.preferences.get(setting.READING, {})
    return render(
        visit,
        "keeping.html",
        problems.status_of(error) if error else 200,
        groups=inherited.shown(visit, inherited.READING, own, declared.resolved([])),
        going=retaining.preview(visit.library, visit.reader),
        said=problems.sentence(visit, error) if error else "",
        field=error.field if error else "",
    )


def change(visit: Visit) -> Response:
    """Take over the form; all or none."""
    try:
        setting.set_reading(visit.library, visit.reader, inherited.sent(visit, inherited.READING))
    except BadInput as error:
        return _page(visit, error)
    return to("/keeping?saved=1")


ENTRANCES = (get("/keeping", show), post("/keeping", change))
