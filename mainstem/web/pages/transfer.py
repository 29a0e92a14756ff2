"""Taking subscriptions in from other readers, and giving them out."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import BadInput, MainstemError
from mainstem.library import imports, intake
from mainstem.library.taking import Taken
from mainstem.web import problems
from mainstem.web.headers import PAGE
from mainstem.web.rendering import render
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def take_in(visit: Visit) -> Response:
    """Follow everything in a file."""
    try:
        if "file" not in visit.form.files:
            raise BadInput("There is no file.", field="file", advice="Choose one first.")
        _, content = visit.form.files["file"]
        return _page(visit, intake.take(visit.library, visit.reader, content))
    except BadInput as error:
        return _page(visit, error=error)


def give_out(visit: Visit) -> Response:
    """All subscriptions as an OPML file."""
    written = imports.export_opml(visit.library, visit.reader)
    name = f"mainstem-{visit.now.date().isoformat()}.opml"
    headers = {**PAGE, "content-disposition": f'attachment; filename="{name}"'}
    return Response(written, headers=headers, media_type="text/x-opml; charset=utf-8")


def _page(visit: Visit, came: Taken | None = None, error: MainstemError | None = None) -> Response:
    status = problems.status_of(error) if error else 200
    said = problems.sentence(visit, error) if error else ""
    return render(visit, "transfer.html", status, came=came, error=error, said=said)


ENTRANCES = (
    get("/import", show),
    post("/import", take_in),
    get("/export.opml", give_out),
)
