"""Accounts, for administrators."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from mainstem.accounts import User
from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError, NotAllowed, NotFound
from mainstem.library import accounts, administration, installing
from mainstem.web import problems
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, post


def show(visit: Visit) -> Response:
    """All accounts."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None, about: int = 0) -> Response:
    return render(
        visit,
        "accounts.html",
        problems.status_of(error) if error else 200,
        users=accounts.every(visit.library),
        sizes=administration.sizes(visit.library, visit.reader),
        error=error,
        about=about,
        said=problems.sentence(visit, error) if error else "",
    )


def add(visit: Visit) -> Response:
    """Make an account."""
    form = visit.form
    try:
        is_admin = form.has("is_admin")
        made = accounts.add(visit.library, form.text("username"), form.text("password"), is_admin=is_admin)
    except (BadInput, AlreadyExists) as error:
        return _page(visit, error)
    installing.welcome(visit.library, made)
    return to("/accounts?saved=1")


def change(visit: Visit) -> Response:
    """Rename, let in or shut out, make an administrator or not, give a new password, delete: as the button says."""
    user_id = visit.part("user_id")
    try:
        action = _ACTIONS.get(visit.form.text("action"))
        if action is None:
            raise BadInput("This button is not known here.", field="action")
        action(visit, administration.account(visit.library, visit.reader, user_id))
    except (BadInput, AlreadyExists, NotAllowed, NotFound) as error:
        return _page(visit, error, user_id)
    return to("/accounts?saved=1")


def _change(visit: Visit, user: User, **values: bool | str) -> None:
    administration.change(visit.library, visit.reader, user.id, **values)  # type: ignore[arg-type]


def _remove(visit: Visit, user: User) -> None:
    """An account cannot be had back, so its name is asked for."""
    if visit.form.text("confirm").strip() != user.name:
        raise BadInput("The name does not match, so nothing was deleted.", field="confirm")
    administration.remove(visit.library, visit.reader, user.id)


_ACTIONS: dict[str, Callable[[Visit, User], object]] = {
    "enable": lambda visit, user: _change(visit, user, is_enabled=True),
    "disable": lambda visit, user: _change(visit, user, is_enabled=False),
    "raise": lambda visit, user: _change(visit, user, is_admin=True),
    "lower": lambda visit, user: _change(visit, user, is_admin=False),
    "rename": lambda visit, user: _change(visit, user, name=visit.form.text("name")),
    "password": lambda visit, user: accounts.set_password(
        visit.library, user, visit.form.text("new_password")
    ),
    "delete": _remove,
}


ENTRANCES = (
    get("/accounts", show, is_for_admins=True),
    post("/accounts", add, is_for_admins=True),
    post("/accounts/{user_id:int}", change, is_for_admins=True),
)
