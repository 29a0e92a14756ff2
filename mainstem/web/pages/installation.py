"""The whole installation, for administrators: who may come, limits, checks, the log, a backup."""

from __future__ import annotations

from starlette.responses import Response, StreamingResponse

from mainstem.feeds.errors import BadInput, MainstemError, WrongPassword
from mainstem.library import backing, checking, installing, logs
from mainstem.library.installing import Decisions
from mainstem.web import problems
from mainstem.web.headers import PAGE
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post

LEVELS = {"": "All", "error": "Errors", "warning": "Warnings", "info": "Reports"}
FINDINGS = (
    "Mainstem",
    "Database",
    "Shape",
    "Disk",
    "Feeds",
    "Polling",
    "Public address",
    "Soundness",
    "Search",
    "Secrets",
    "Speed",
)
_LINES = 300


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    is_thorough = bool(visit.asked("thorough"))
    return render(
        visit,
        "installation.html",
        problems.status_of(error) if error else 200,
        findings=checking.look(visit.library, is_thorough=is_thorough),
        is_thorough=is_thorough,
        made=installing.decided(visit.library),
        form=visit.form,
        error=error,
        said=problems.sentence(visit, error) if error else "",
        field=error.field if isinstance(error, BadInput) else "",
    )


def decide(visit: Visit) -> Response:
    """Take over who may come, and the limits."""
    form = visit.form
    try:
        numbers = {
            name: number(form.text(name).strip() or "0", name)
            for name in ("most_accounts", "most_feeds", "keep_days")
        }
        made = Decisions(is_open=form.has("is_open"), closed_words=form.text("closed_words"), **numbers)
        installing.decide(visit.library, visit.reader, made)
    except BadInput as error:
        return _page(visit, error)
    return to("/installation?saved=1")


def back_up(visit: Visit) -> Response:
    """A copy of the whole database, for who gives the password again."""
    try:
        ending, pieces = backing.copy(visit.library, visit.reader, visit.form.text("password"))
    except WrongPassword as error:
        return _page(visit, error)
    name = f"mainstem-{visit.now.strftime('%Y-%m-%d-%H%M')}.{ending}"
    headers = {**PAGE, "content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, headers=headers, media_type="application/octet-stream")


def show_log(visit: Visit) -> Response:
    """The latest lines of the log; ``?level=`` and ``?word=`` choose."""
    level = visit.asked("level") if visit.asked("level") in LEVELS else ""
    lines = logs.recent(level, visit.asked("word"))[:_LINES]
    return render(visit, "log.html", lines=lines, levels=LEVELS, level=level)


ENTRANCES = (
    get("/installation", show, is_for_admins=True),
    post("/installation", decide, is_for_admins=True),
    post("/installation/backup", back_up, is_for_admins=True),
    get("/installation/log", show_log, is_for_admins=True),
)
