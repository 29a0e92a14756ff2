"""The folder that a form names: one of the reader's, or a new one."""

from __future__ import annotations

from mainstem.library import folders
from mainstem.web.visit import Visit, number


def folder_ids(visit: Visit) -> list[int]:
    """The chosen folder, made now where its name is new; none where nothing was chosen. Raises BadInput."""
    if name := visit.form.text("new_folder").strip():
        return [folders.add(visit.library, visit.reader, name).id]
    chosen = visit.form.text("folder")
    return [number(chosen, "folder")] if chosen else []
