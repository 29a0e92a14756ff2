"""Marking entries: one by one, and whole streams up to what the client has seen."""

from __future__ import annotations

from mainstem.apis.answers import Answer
from mainstem.apis.google_reader import named
from mainstem.apis.google_reader.numbers import entry_ids
from mainstem.apis.google_reader.subscriptions import OK
from mainstem.apis.google_reader.visit import Visit
from mainstem.feeds.errors import BadInput
from mainstem.library import folders, sync

_LATEST = 2**63 - 1


def edit_tag(visit: Visit) -> Answer:
    """``edit-tag``: states and labels on entries; unknown states and ids do no harm."""
    form = visit.form
    on = [named.state_or_label(one) for one in form.every("a")]
    off = [named.state_or_label(one) for one in form.every("r")]
    names_on = [one.removeprefix(named.LABEL) for one in on if one.startswith(named.LABEL)]
    if not form.has("i"):
        for name in names_on:  # how one client makes a folder
            _make_folder(visit, name)
        return OK
    wanted = entry_ids(form.every("i"))
    if not wanted:
        return OK
    labels_on = [folders.add_label(visit.library, visit.user, name).id for name in names_on]
    had = sync.names(visit.library, visit.user).labels if any(named.LABEL in one for one in off) else {}
    names_off = [one.removeprefix(named.LABEL) for one in off if one.startswith(named.LABEL)]
    labels_off = [one for name in names_off if (one := named.one_named(had, name)) is not None]
    sync.mark(visit.library, visit.user, wanted, visit.app.actor, _actions(on, off), labels_on, labels_off)
    return OK


def _make_folder(visit: Visit, name: str) -> None:
    if named.one_named(sync.names(visit.library, visit.user).folders, name) is None and name != named.UNFILED:
        folders.add(visit.library, visit.user, name)


def _actions(on: list[str], off: list[str]) -> list[str]:
    """To read wins over to unread; ``r=kept-unread`` alone says nothing."""
    actions = []
    if named.READ in on:
        actions.append("read")
    elif named.READ in off or named.KEPT_UNREAD in on:
        actions.append("unread")
    if named.STARRED in on:
        actions.append("star")
    elif named.STARRED in off:
        actions.append("unstar")
    return actions


def mark_all(visit: Visit) -> Answer:
    """``mark-all-as-read``: a stream, up to ``ts``. Raises BadInput for a stream that is none."""
    streams = [one for one in visit.form.every("s") if one]
    if not streams:
        raise BadInput("The stream is missing.", field="s")
    bound = _bound(visit.form.one("ts"))
    found = [named.find(visit, one) for one in streams]
    for stream, asked in zip(found, streams, strict=True):
        if not stream.is_known:
            raise BadInput(f"There is no stream {asked[:200]!r}.", field="s")
    for stream in found:
        sync.mark_all(visit.library, visit.user, (stream.part,), bound, visit.app.actor, stream.id)
    return OK


def _bound(text: str) -> int:
    """The newest id to mark: ``ts`` in microseconds, milliseconds or seconds, told apart by its length."""
    text = text.strip()
    if not text or text.strip("0") == "":
        return _LATEST
    if not (text.isascii() and text.isdecimal()):
        raise BadInput(f"This is not a time: {text[:50]!r}.", field="ts", advice="Send microseconds.")
    if len(text) >= 16:
        return min(int(text[:40]), _LATEST)
    return int(text) * 1000 + 999 if len(text) >= 13 else int(text) * 1_000_000 + 999_999
