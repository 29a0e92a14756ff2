"""Folders and labels."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.models import groups
from mainstem.apis.rest.models.groups import Folder, FolderChange, Label, NewFolder, NewLabel
from mainstem.apis.rest.repeating import Repeatable
from mainstem.feeds.errors import NotFound
from mainstem.library import folders

router = APIRouter(tags=["folders and labels"], route_class=Repeatable)

Id = Annotated[int, Path(ge=1, lt=2**31)]


@router.get("/folders", response_model=list[Folder])
def every_folder(request: Request, asking: Asking) -> Response:
    """All folders in their order."""
    return answering.of(request, [groups.folder(each) for each in folders.every(asking.library, asking.user)])


@router.post("/folders", response_model=Folder, status_code=201)
def add_folder(request: Request, asking: Asking, wish: NewFolder) -> Response:
    """The folder of that name, made now if there was none."""
    made = folders.add(asking.library, asking.user, wish.name, wish.parent_id)
    return answering.of(request, groups.folder(made), 201)


@router.patch("/folders/{folder_id}", response_model=Folder)
def change_folder(request: Request, asking: Asking, folder_id: Id, wish: FolderChange) -> Response:
    """Rename or move a folder."""
    kept = {each.id: each for each in folders.every(asking.library, asking.user)}.get(folder_id)
    if kept is None:
        raise NotFound("There is no such folder.")
    if "parent_id" in wish.model_fields_set:
        kept = folders.move(asking.library, asking.user, folder_id, wish.parent_id)
    if wish.name is not None:
        kept = folders.rename(asking.library, asking.user, folder_id, wish.name)
    return answering.of(request, groups.folder(kept))


@router.delete("/folders/{folder_id}", status_code=204, response_class=Response)
def remove_folder(asking: Asking, folder_id: Id) -> Response:
    """Delete a folder; what it grouped stays."""
    folders.remove(asking.library, asking.user, folder_id)
    return answering.nothing()


@router.get("/labels", response_model=list[Label])
def every_label(request: Request, asking: Asking) -> Response:
    """All labels with their counts."""
    return answering.of(
        request, [groups.label(each) for each in folders.labels_of(asking.library, asking.user)]
    )


@router.post("/labels", response_model=Label, status_code=201)
def add_label(request: Request, asking: Asking, wish: NewLabel) -> Response:
    """The label of that name, made now if there was none."""
    return answering.of(request, groups.label(folders.add_label(asking.library, asking.user, wish.name)), 201)


@router.patch("/labels/{label_id}", response_model=Label)
def change_label(request: Request, asking: Asking, label_id: Id, wish: NewLabel) -> Response:
    """Rename a label; under the name of another, the two become one."""
    made = folders.rename_label(asking.library, asking.user, label_id, wish.name)
    return answering.of(request, groups.label(made))


@router.delete("/labels/{label_id}", status_code=204, response_class=Response)
def remove_label(asking: Asking, label_id: Id) -> Response:
    """Delete a label; the entries stay."""
    folders.remove_label(asking.library, asking.user, label_id)
    return answering.nothing()
