"""Signing in and out."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import MainstemError, TooManyTries, WrongPassword
from mainstem.library import accounts
from mainstem.web import problems, resuming, sessions
from mainstem.web.origin import local
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The form."""
    if accounts.needs_first_account(visit.library):
        return to("/welcome")
    if visit.user is not None:
        return to(local(visit.asked("next")))
    return _form(visit, None, local(visit.asked("next")))


def sign_in(visit: Visit) -> Response:
    """Sign in; what is wrong is not told apart, and too many tries have to wait."""
    name, goal = visit.form.text("username"), local(visit.form.text("next"))
    address = visit.request.client.host if visit.request.client else ""
    tries = visit.library.tries
    if wait := tries.wait(name, address):
        return _form(visit, TooManyTries(wait), goal)
    try:
        agent = visit.request.headers.get("user-agent", "")
        user, token = accounts.sign_in(visit.library, name, visit.form.text("password"), agent)
    except WrongPassword as error:
        tries.failed(name, address)
        return _form(visit, error, goal)
    tries.succeeded(user.name, address)
    response = resuming.offer(visit) or to(goal)
    sessions.open_in(response, visit.request, visit.library, token)
    return response


def _form(visit: Visit, error: MainstemError | None, goal: str) -> Response:
    status = problems.status_of(error) if error else 200
    response = render(visit, "signin.html", status, error=error, goal=goal, held=visit.form.text("held"))
    if isinstance(error, TooManyTries):
        response.headers["retry-after"] = str(int(error.wait.total_seconds()) + 1)
    return response


def sign_out(visit: Visit) -> Response:
    """End this browser's session."""
    accounts.sign_out(visit.library, visit.request.cookies.get(sessions.COOKIE, ""))
    response = to("/sign-in")
    response.headers["clear-site-data"] = '"storage"'  # what was kept for offline belongs to who left
    sessions.close_in(response)
    return response


ENTRANCES = (
    get("/sign-in", show, is_open=True),
    post("/sign-in", sign_in, is_open=True),
    post("/sign-out", sign_out, is_open=True),
)
