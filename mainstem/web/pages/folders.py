"""Folders and labels: made, renamed, moved, deleted."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError
from mainstem.library import folders
from mainstem.web import problems
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    return render(
        visit,
        "folders.html",
        problems.status_of(error) if error else 200,
        folders=folders.every(visit.library, visit.reader),
        labels=folders.labels_of(visit.library, visit.reader),
        said=problems.sentence(visit, error) if error else "",
    )


def change(visit: Visit) -> Response:
    """Make, rename, move or delete a folder or label, as the button says."""
    try:
        _ACTIONS[visit.form.text("action")](visit)
    except KeyError:
        return _page(visit, BadInput("This button is not known here.", field="action"))
    except (BadInput, AlreadyExists) as error:
        return _page(visit, error)
    return to("/folders")


def _id(visit: Visit) -> int:
    return number(visit.form.text("id"), "id")


def _save_folder(visit: Visit) -> None:
    library, reader, form = visit.library, visit.reader, visit.form
    parent = form.text("parent")
    folders.rename(library, reader, _id(visit), form.text("name"))
    folders.move(library, reader, _id(visit), number(parent, "parent") if parent else None)


_ACTIONS: dict[str, Callable[[Visit], object]] = {
    "add-folder": lambda visit: folders.add(visit.library, visit.reader, visit.form.text("name")),
    "save-folder": _save_folder,
    "remove-folder": lambda visit: folders.remove(visit.library, visit.reader, _id(visit)),
    "add-label": lambda visit: folders.add_label(visit.library, visit.reader, visit.form.text("name")),
    "save-label": lambda visit: folders.rename_label(
        visit.library, visit.reader, _id(visit), visit.form.text("name")
    ),
    "remove-label": lambda visit: folders.remove_label(visit.library, visit.reader, _id(visit)),
}

ENTRANCES = (get("/folders", show), post("/folders", change))
