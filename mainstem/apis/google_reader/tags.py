"""Folders and labels, which this protocol calls tags: listed, renamed, taken away."""

from __future__ import annotations

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.google_reader import named
from mainstem.apis.google_reader.subscriptions import OK
from mainstem.apis.google_reader.visit import Visit
from mainstem.feeds.errors import BadInput
from mainstem.library import folders, sync


def listed(visit: Visit) -> Answer:
    """``tag/list``: every folder, also an empty one, then the labels."""
    groups = sync.groups(visit.library, visit.user)
    found: dict[str, dict[str, object]] = {named.STARRED: {"id": named.STARRED}}
    names = list(groups.folders.values())
    if groups.has_unfiled:
        names.append(named.UNFILED)
    for name in names:
        found[f"{named.LABEL}{name}"] = {"id": f"{named.LABEL}{name}", "type": "folder"}
    for label_id, name in groups.labels.items():
        tag = f"{named.LABEL}{name}"
        found.setdefault(tag, {"id": tag, "type": "tag", "unread_count": groups.label_unread[label_id]})
    return of_json({"tags": list(found.values())})


def rename(visit: Visit) -> Answer:
    """``rename-tag``: another name for a folder, or for a label. Raises BadInput, AlreadyExists."""
    old = (
        named.label_name(visit.form.one("s")) or named.label_name(visit.form.one("t")) or visit.form.one("t")
    )
    new = named.label_name(visit.form.one("dest")) or ""
    if not old or not new.strip():
        raise BadInput("Send s=user/-/label/Old and dest=user/-/label/New.", field="s" if not old else "dest")
    names = sync.names(visit.library, visit.user)
    folder_id = named.one_named(names.folders, old)
    if folder_id is not None:
        above = names.folders[folder_id].rpartition("/")[0]
        name = new.removeprefix(f"{above}/") if above else new
        folders.rename(visit.library, visit.user, folder_id, name)
        return OK
    label_id = named.one_named(names.labels, old)
    if label_id is None:
        raise BadInput(f"There is no folder or label {old[:200]!r}.", field="s")
    folders.rename_label(visit.library, visit.user, label_id, new)
    return OK


def disable(visit: Visit) -> Answer:
    """``disable-tag``: the folder or label goes, its feeds and entries stay; what is gone may be asked again."""
    asked = [named.label_name(one) for one in visit.form.every("s")]
    asked += [named.label_name(one) or one for one in visit.form.every("t")]
    for name in filter(None, asked):
        names = sync.names(visit.library, visit.user)
        folder_id, label_id = named.one_named(names.folders, name), named.one_named(names.labels, name)
        if folder_id is not None:
            folders.remove(visit.library, visit.user, folder_id)
        elif label_id is not None:
            folders.remove_label(visit.library, visit.user, label_id)
    return OK
