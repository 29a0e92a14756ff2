"""Making an account by oneself, where administrators let anybody."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError, NotAllowed, TooManyTries
from mainstem.library import accounts, installing
from mainstem.web import problems, sessions
from mainstem.web.pages.welcome import take_zone
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post

_TRIED = "registering"  # with a space behind it no name that an account can have


def show(visit: Visit) -> Response:
    """The form, or why there is none."""
    if accounts.needs_first_account(visit.library):
        return to("/welcome")
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    return render(
        visit,
        "register.html",
        problems.status_of(error) if error else 200,
        is_open=installing.is_open(visit.library),
        words_said=installing.decided(visit.library).closed_words,
        error=error,
    )


def make(visit: Visit) -> Response:
    """Make the account, sign in, and begin."""
    name, password = visit.form.text("username"), visit.form.text("password")
    address = visit.request.client.host if visit.request.client else ""
    tries = visit.library.tries
    if wait := tries.wait(f"{_TRIED} {address}", address):
        return _page(visit, TooManyTries(wait))
    tries.failed(f"{_TRIED} {address}", address)  # good ones count too: nobody needs many accounts
    try:
        user = installing.register(visit.library, name, password)
    except (BadInput, AlreadyExists, NotAllowed) as error:
        return _page(visit, error)
    take_zone(visit, user)
    _, token = accounts.sign_in(
        visit.library, user.name, password, visit.request.headers.get("user-agent", "")
    )
    response = to("/begin")
    sessions.open_in(response, visit.request, visit.library, token)
    return response


ENTRANCES = (get("/register", show, is_open=True), post("/register", make, is_open=True))
