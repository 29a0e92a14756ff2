"""Taking everything in from other readers, and giving everything out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import IO

from starlette.responses import Response, StreamingResponse

from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError
from mainstem.library import archiving, fromgooglereader, fromminiflux, imports, intake
from mainstem.library.jobs import Job, Work
from mainstem.web import problems
from mainstem.web.headers import PAGE
from mainstem.web.rendering import data, render, text, to
from mainstem.web.visit import Visit, get, post

SERVERS = (("google", "Google Reader's API, as FreshRSS and many others speak it"), ("miniflux", "Miniflux"))
_AT_ONCE_SECONDS = 2.0  # most files are taken in by then, and the page tells what came of it
_PIECE = 1 << 18


def show(visit: Visit) -> Response:
    """The page, with what is under way."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    job = _job(visit)
    error = error or (job.error if job else None)
    return render(
        visit,
        "transfer.html",
        problems.status_of(error) if error else 200,
        job=job,
        servers=SERVERS,
        said=problems.sentence(visit, error) if error else "",
        field=error.field if isinstance(error, BadInput) else "",
    )


def _job(visit: Visit) -> Job | None:
    return visit.library.jobs.of(visit.reader.id)


def take_in(visit: Visit) -> Response:
    """Take in a file; what takes long goes on while one looks elsewhere."""
    try:
        if "file" not in visit.form.files:
            raise BadInput("There is no file.", field="file", advice="Choose one first.")
        name, content = visit.form.files["file"]
        library, reader = visit.library, visit.reader
        return _begin(visit, name, lambda progress: intake.take(library, reader, content, progress))
    except (BadInput, AlreadyExists) as error:
        return _page(visit, error)


def take_over(visit: Visit) -> Response:
    """Take in everything of an account on another server."""
    form, library, reader = visit.form, visit.library, visit.reader
    server, name, secret = (form.text(one).strip() for one in ("server", "username", "password"))
    try:
        if form.text("kind") == "miniflux":
            return _begin(
                visit, server, lambda progress: fromminiflux.bring(library, reader, server, secret, progress)
            )
        return _begin(
            visit,
            server,
            lambda progress: fromgooglereader.bring(library, reader, server, name, secret, progress),
        )
    except (BadInput, AlreadyExists) as error:
        return _page(visit, error)


def _begin(visit: Visit, name: str, work: Work) -> Response:
    job = visit.library.jobs.start(visit.reader.id, name, work)
    return _page(visit) if job.wait(_AT_ONCE_SECONDS) else to("/import")


def steer(visit: Visit) -> Response:
    """Stop what is under way, take it up again, or put it away, as the button says."""
    jobs, reader, action = visit.library.jobs, visit.reader, visit.form.text("action")
    job = jobs.of(reader.id)
    if job is not None and action == "stop":
        job.stop()
        job.wait(_AT_ONCE_SECONDS)
    elif action == "again":
        jobs.again(reader.id)
    elif action == "forget":
        jobs.forget(reader.id)
    return to("/import")


def progress(visit: Visit) -> Response:
    """How far it has come, for the script that shows it."""
    job = _job(visit)
    said = problems.sentence(visit, job.error) if job and job.error else ""
    is_over = job is None or job.is_over
    return data(visit, {"html": text(visit, "job.html", job=job, said=said), "isOver": is_over})


def give_out(visit: Visit) -> Response:
    """All subscriptions as an OPML file."""
    written = imports.export_opml(visit.library, visit.reader)
    return Response(written, headers=_named(visit, "opml"), media_type="text/x-opml; charset=utf-8")


def give_all(visit: Visit) -> Response:
    """Everything of the reader in one archive."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 - closed when it was sent
    archiving.export(visit.library, visit.reader, out)
    out.seek(0)
    return StreamingResponse(_pieces(out), headers=_named(visit, "zip"), media_type="application/zip")


def _pieces(out: IO[bytes]) -> Iterator[bytes]:
    with out:
        while piece := out.read(_PIECE):
            yield piece


def _named(visit: Visit, ending: str) -> dict[str, str]:
    name = f"mainstem-{visit.now.date().isoformat()}.{ending}"
    return {**PAGE, "content-disposition": f'attachment; filename="{name}"'}


ENTRANCES = (
    get("/import", show),
    post("/import", take_in),
    post("/import/server", take_over),
    post("/import/steer", steer),
    get("/import/progress", progress),
    get("/export.opml", give_out),
    get("/export.zip", give_all),
)
