"""Accounts, for administrators."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError, NotAllowed
from mainstem.library import accounts, administration
from mainstem.web import problems
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """All accounts."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    status = problems.status_of(error) if error else 200
    said = problems.sentence(visit, error) if error else ""
    return render(visit, "accounts.html", status, users=accounts.every(visit.library), error=error, said=said)


def add(visit: Visit) -> Response:
    """Make an account."""
    form = visit.form
    try:
        is_admin = form.has("is_admin")
        accounts.add(visit.library, form.text("username"), form.text("password"), is_admin=is_admin)
    except (BadInput, AlreadyExists) as error:
        return _page(visit, error)
    return to("/accounts?saved=1")


def change(visit: Visit) -> Response:
    """Let in or shut out, make an administrator or not, give a new password, delete: as the button says."""
    library, by, user_id = visit.library, visit.reader, visit.part("user_id")
    action = visit.form.text("action")
    try:
        if action in ("enable", "disable"):
            administration.change(library, by, user_id, is_enabled=action == "enable")
        elif action in ("raise", "lower"):
            administration.change(library, by, user_id, is_admin=action == "raise")
        elif action == "password":
            user = administration.account(library, by, user_id)
            accounts.set_password(library, user, visit.form.text("password"))
        elif action == "delete":
            administration.remove(library, by, user_id)
        else:
            raise BadInput("This button is not known here.", field="action")
    except (BadInput, NotAllowed) as error:
        return _page(visit, error)
    return to("/accounts?saved=1")


ENTRANCES = (
    get("/accounts", show, is_for_admins=True),
    post("/accounts", add, is_for_admins=True),
    post("/accounts/{user_id:int}", change, is_for_admins=True),
)
