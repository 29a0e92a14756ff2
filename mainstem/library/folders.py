"""Folders and labels: making, renaming, moving, deleting."""

from __future__ import annotations

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import discarding
from mainstem.library.context import Library
from mainstem.reading import Folder, Label
from mainstem.storage import Connection, labelling, labels, subscriptions
from mainstem.storage.states import Actor, Change

LONGEST_NAME = 190
ACTOR = Actor("page")


def check_name(name: str) -> str:
    """A name on one line without surrounding space. Raises BadInput."""
    name = " ".join(name.split())
    if not name:
        raise BadInput("The name is empty.", field="name", advice="Give it at least one character.")
    if len(name) > LONGEST_NAME:
        raise BadInput(
            f"The name has {len(name)} characters.", field="name", advice=f"Use at most {LONGEST_NAME}."
        )
    return name


def add(library: Library, user: User, name: str, parent_id: int | None = None) -> Folder:
    """The folder of that name, made now if there was none. Raises BadInput, NotFound."""
    name = check_name(name)
    with library.database.write() as connection:
        if parent_id is not None:
            _one(connection, user, parent_id)
        folder_id = subscriptions.add_folder(connection, user.id, name, parent_id)
        return _one(connection, user, folder_id)


def every(library: Library, user: User) -> list[Folder]:
    """A reader's folders in their order."""
    with library.database.read() as connection:
        return subscriptions.folders_of(connection, user.id)


def rename(library: Library, user: User, folder_id: int, name: str) -> Folder:
    """Give a folder another name. Raises BadInput, NotFound, AlreadyExists."""
    name = check_name(name)
    with library.database.write() as connection:
        _one(connection, user, folder_id)
        subscriptions.change_folder(connection, folder_id, {"name": name})
        return _one(connection, user, folder_id)


def move(library: Library, user: User, folder_id: int, parent_id: int | None) -> Folder:
    """Put a folder into another, or to the top. Raises NotFound; BadInput where it would hold itself."""
    with library.database.write() as connection:
        _one(connection, user, folder_id)
        by_id = {one.id: one for one in subscriptions.folders_of(connection, user.id)}
        above = parent_id
        while above is not None:
            if above == folder_id:
                raise BadInput("A folder cannot be put into itself.", field="parent_id")
            above = _of(by_id, above).parent_id
        subscriptions.change_folder(connection, folder_id, {"parent_id": parent_id})
        return _one(connection, user, folder_id)


def remove(library: Library, user: User, folder_id: int) -> None:
    """Delete a folder; what it grouped stays, and for thirty days it can be had back. Raises NotFound."""
    with library.database.write() as connection:
        had = _one(connection, user, folder_id)
        discarding.keep(connection, user, "folder", folder_id, had.name, library.now())
        subscriptions.remove_folder(connection, folder_id)


def _one(connection: Connection, user: User, folder_id: int) -> Folder:
    return _of({one.id: one for one in subscriptions.folders_of(connection, user.id)}, folder_id)


def _of(by_id: dict[int, Folder], folder_id: int) -> Folder:
    if folder_id not in by_id:
        raise NotFound("There is no such folder.")
    return by_id[folder_id]


def add_label(library: Library, user: User, name: str) -> Label:
    """The label of that name, made now if there was none. Raises BadInput."""
    name = check_name(name)
    with library.database.write() as connection:
        label_id = labels.add(connection, user.id, name)
        return _label(connection, user, label_id)


def labels_of(library: Library, user: User) -> list[Label]:
    """A reader's labels with their counts."""
    with library.database.read() as connection:
        return labels.every(connection, user.id)


def rename_label(library: Library, user: User, label_id: int, name: str) -> Label:
    """Give a label another name; under the name of another, they become one, which is returned. Raises
    BadInput, NotFound."""
    name = check_name(name)
    with library.database.write() as connection:
        had = _label(connection, user, label_id)
        same = [one for one in labels.every(connection, user.id) if one.name.casefold() == name.casefold()]
        if same and same[0].id != label_id:
            _merge(library, connection, user, had, same[0])
            return _label(connection, user, same[0].id)
        labels.change(connection, label_id, {"name": name})
        return _label(connection, user, label_id)


def remove_label(library: Library, user: User, label_id: int, actor: Actor = ACTOR) -> Change | None:
    """Delete a label; the entries stay. The change can be undone. Raises NotFound."""
    with library.database.write() as connection:
        had = _label(connection, user, label_id)
        return labelling.remove(connection, user.id, had, actor, library.now())


def _merge(library: Library, connection: Connection, user: User, had: Label, into: Label) -> None:
    """All that has the one gets the other; that the one is gone can be undone."""
    labelling.carry(connection, user.id, had.id, into.id, library.now())
    labelling.remove(connection, user.id, had, ACTOR, library.now())


def _label(connection: Connection, user: User, label_id: int) -> Label:
    found = next((one for one in labels.every(connection, user.id) if one.id == label_id), None)
    if found is None:
        raise NotFound("There is no such label.")
    return found
