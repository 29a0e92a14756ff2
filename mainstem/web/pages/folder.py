"""One folder: its name and place, the list that it follows, and what holds for all that is in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.responses import Response

from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError, NotFound
from mainstem.library import dynamic, folders, setting, sidebar, subscribing
from mainstem.reading import Folder
from mainstem.reading import settings as declared
from mainstem.web import inherited, problems
from mainstem.web.rendering import render, to
from mainstem.web.visit import Visit, get, number, post


def show(visit: Visit) -> Response:
    """The page. Raises NotFound."""
    return _page(visit)


def _one(visit: Visit) -> Folder:
    folder_id = visit.part("folder_id")
    for folder in folders.every(visit.library, visit.reader):
        if folder.id == folder_id:
            return folder
    raise NotFound("There is no such folder.")


def _page(visit: Visit, error: MainstemError | None = None) -> Response:
    folder, form = _one(visit), visit.form
    above = declared.resolved([visit.reader.preferences.get(setting.READING, {})])
    return render(
        visit,
        "folder.html",
        problems.status_of(error) if error else 200,
        folder=folder,
        name=form.text("name") if form.has("name") else folder.name,
        list_url=form.text("list_url") if form.has("list_url") else folder.settings.get("opml_url", ""),
        asked_at=_asked_at(folder.settings),
        others=[one for one in folders.every(visit.library, visit.reader) if one.id != folder.id],
        groups=inherited.shown(visit, declared.FOLDER, folder.settings, above),
        error=error,
        said=problems.sentence(visit, error) if error else "",
        field=error.field if isinstance(error, BadInput) else "",
    )


def _asked_at(settings: Any) -> datetime | None:
    kept = settings.get("opml_at")
    return datetime.fromisoformat(kept) if kept else None


def change(visit: Visit) -> Response:
    """Save, ask the list, refresh or delete, as the button says."""
    folder = _one(visit)
    action = _ACTIONS.get(visit.form.text("action"))
    if action is None:
        raise BadInput("This button is not known here.", field="action")
    try:
        return action(visit, folder)
    except (BadInput, AlreadyExists, NotFound) as error:
        return _page(visit, error)


def _save(visit: Visit, folder: Folder) -> Response:
    library, reader, form = visit.library, visit.reader, visit.form
    values = inherited.sent(visit, declared.FOLDER)
    setting.set_folder(library, reader, folder.id, values)
    if form.text("list_url").strip() != folder.settings.get("opml_url", ""):
        dynamic.set_list(library, reader, folder.id, form.text("list_url"))
    parent = number(form.text("parent"), "parent") if form.text("parent") else None
    if parent != folder.parent_id:
        folders.move(library, reader, folder.id, parent)
    if form.text("name") != folder.name:
        folders.rename(library, reader, folder.id, form.text("name"))
    return to(f"/folder/{folder.id}?saved=1")


def _ask_list(visit: Visit, folder: Folder) -> Response:
    came = dynamic.refresh(visit.library, visit.reader, folder.id)
    return to(
        f"/folder/{folder.id}?added={came.added}&muted={came.muted}" + ("&fault=1" if came.fault else "")
    )


def _refresh(visit: Visit, folder: Folder) -> Response:
    inside = sidebar.look(visit.library, visit.reader).in_folder(folder.id)
    subscribing.refresh_now(visit.library, visit.reader, [one.feed.id for one in inside])
    return to(f"/folder/{folder.id}?asked=1")


def _remove(visit: Visit, folder: Folder) -> Response:
    folders.remove(visit.library, visit.reader, folder.id)
    return to("/folders?removed=1")


_ACTIONS: dict[str, Callable[[Visit, Folder], Response]] = {
    "save": _save,
    "list": _ask_list,
    "refresh": _refresh,
    "remove": _remove,
}

ENTRANCES = (get("/folder/{folder_id:int}", show), post("/folder/{folder_id:int}", change))
