"""The first account of an installation."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.accounts import User
from mainstem.feeds.errors import BadInput
from mainstem.library import accounts
from mainstem.web import problems, sessions
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """The form, as long as nobody has an account."""
    if not accounts.needs_first_account(visit.library):
        return to("/")
    return render(visit, "welcome.html", error=None)


def make(visit: Visit) -> Response:
    """Make the account, and sign in."""
    name, password = visit.form.text("username"), visit.form.text("password")
    try:
        user = accounts.add_first(visit.library, name, password)
    except BadInput as error:
        return render(visit, "welcome.html", problems.status_of(error), error=error)
    take_zone(visit, user)
    _, token = accounts.sign_in(
        visit.library, user.name, password, visit.request.headers.get("user-agent", "")
    )
    response = to("/begin")
    sessions.open_in(response, visit.request, visit.library, token)
    return response


def take_zone(visit: Visit, user: User) -> None:
    """The browser knows its clock; where it names one that is unknown here, it stays UTC."""
    try:
        accounts.prefer(visit.library, user, timezone=visit.form.text("timezone") or "UTC")
    except BadInput:
        return


ENTRANCES = (get("/welcome", show, is_open=True), post("/welcome", make, is_open=True))
