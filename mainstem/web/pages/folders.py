"""Folders and labels: made, renamed, moved, put in order, merged, deleted."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError
from mainstem.library import arranging, folders, sidebar
from mainstem.library.sidebar import Sidebar
from mainstem.reading import Folder, Subscription
from mainstem.web import problems
from mainstem.web.rendering import data, render, to
from mainstem.web.visit import Visit, get, number, post

_OPEN_UP_TO = 150  # feeds; with more, folders begin closed


def show(visit: Visit) -> Response:
    """The page."""
    return _page(visit)


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    seen = sidebar.look(visit.library, visit.reader)
    return render(
        visit,
        "folders.html",
        problems.status_of(error) if error else 200,
        inside=_inside(seen),
        below=_below(seen),
        labels=seen.labels,
        is_open=len(seen.subscriptions) <= _OPEN_UP_TO,
        said=problems.sentence(visit, error) if error else "",
    )


def _below(seen: Sidebar) -> dict[int | None, list[Folder]]:
    """Folders by the folder that they stand in."""
    found: dict[int | None, list[Folder]] = {None: []}
    for one in seen.folders:
        found.setdefault(one.parent_id, []).append(one)
    return found


def _inside(seen: Sidebar) -> dict[int | None, list[Subscription]]:
    """Subscriptions by the folders that they are directly in; None for those in none."""
    found: dict[int | None, list[Subscription]] = {None: []}
    for one in seen.subscriptions:
        for folder_id in one.folder_ids or (None,):
            found.setdefault(folder_id, []).append(one)
    return found


def change(visit: Visit) -> Response:
    """Make a folder or a label; rename, merge or delete a label; forget the order: as the button says."""
    try:
        _ACTIONS[visit.form.text("action")](visit)
    except KeyError:
        return _page(visit, BadInput("This button is not known here.", field="action"))
    except (BadInput, AlreadyExists) as error:
        return _page(visit, error)
    return to("/folders?saved=1")


def _id(visit: Visit) -> int:
    return number(visit.form.text("id"), "id")


def _merge(visit: Visit) -> None:
    """Two labels of one name are one; its name is typed, since with 500 labels 500 choices of 500 are too many."""
    into = visit.form.text("into").strip().casefold()
    if not into:
        raise BadInput("No label is chosen.", field="into", advice="Choose the one that stays.")
    held = (one.name for one in folders.labels_of(visit.library, visit.reader))
    found = next((name for name in held if name.casefold() == into), None)
    if found is None:
        raise BadInput("There is no such label.", field="into")
    folders.rename_label(visit.library, visit.reader, _id(visit), found)


_ACTIONS: dict[str, Callable[[Visit], object]] = {
    "add-folder": lambda visit: folders.add(visit.library, visit.reader, visit.form.text("name")),
    "add-label": lambda visit: folders.add_label(visit.library, visit.reader, visit.form.text("name")),
    "save-label": lambda visit: folders.rename_label(
        visit.library, visit.reader, _id(visit), visit.form.text("name")
    ),
    "merge-label": _merge,
    "remove-label": lambda visit: folders.remove_label(visit.library, visit.reader, _id(visit)),
    "by-name": lambda visit: arranging.by_name(visit.library, visit.reader),
}


def arrange(visit: Visit) -> Response:
    """Take over an order: of folders, of labels, or of the feeds of a folder, one of which may come from another."""
    form, library, reader = visit.form, visit.library, visit.reader
    ids = form.numbers("ids")
    what = str(visit.request.path_params["what"])
    if what == "folders":
        arranging.folders(library, reader, ids)
    elif what == "labels":
        arranging.labels(library, reader, ids)
    else:
        into, out_of = _folder(form.text("list")), _folder(form.text("from"))
        if into != out_of:
            arranging.move(library, reader, number(form.text("moved"), "moved"), out_of, into)
        arranging.feeds(library, reader, ids)
    return data(visit, {})


def _folder(text: str) -> int | None:
    return number(text, "list") if text else None


ENTRANCES = (get("/folders", show), post("/folders", change), post("/folders/order/{what}", arrange))
