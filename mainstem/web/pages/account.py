"""The reader's own account: where it is signed in, and leaving."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import MainstemError, NotAllowed, NotFound, WrongPassword
from mainstem.library import staying
from mainstem.web import problems, sessions
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    return render(
        visit,
        "account.html",
        problems.status_of(error) if error else 200,
        browsers=staying.where(visit.library, visit.reader, _token(visit)),
        error=error,
        said=problems.sentence(visit, error) if error else "",
    )


def _token(visit: Visit) -> str:
    return visit.request.cookies.get(sessions.COOKIE, "")


def sign_out(visit: Visit) -> Response:
    """Sign another browser out, or all others."""
    name = visit.form.text("browser")
    try:
        if name:
            staying.sign_out(visit.library, visit.reader, name)
        else:
            staying.sign_out_others(visit.library, visit.reader, _token(visit))
    except NotFound as error:
        return _page(visit, error)
    return to("/account?saved=1")


def leave(visit: Visit) -> Response:
    """Delete the account for good."""
    try:
        staying.leave(visit.library, visit.reader, visit.form.text("password"))
    except (WrongPassword, NotAllowed) as error:
        return _page(visit, error)
    response = to("/sign-in")
    response.headers["clear-site-data"] = '"storage"'
    sessions.close_in(response)
    return response


ENTRANCES = (
    get("/account", show),
    post("/account/sign-out", sign_out),
    post("/account/leave", leave),
)
