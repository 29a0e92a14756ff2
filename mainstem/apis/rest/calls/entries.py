"""Entries: looking at them, marking them, labels, notes, versions, why they are as they are, full text."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asker, Asking
from mainstem.apis.rest.models import changes
from mainstem.apis.rest.models.changes import Change, Changed
from mainstem.apis.rest.models.entries import Entry, EntryChange, FullText, Mark, Text, Version, entry
from mainstem.apis.rest.models.moments import written
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import marking, rewriting, streams, versions

router = APIRouter(tags=["entries"], route_class=Repeatable)

EntryId = Annotated[int, Path(ge=1, lt=2**63)]
LabelId = Annotated[int, Path(ge=1, lt=2**31)]
_MARKS = (("is_read", "read", "unread"), ("is_starred", "star", "unstar"), ("is_hidden", "hide", "show"))


@router.post("/entries/marks", response_model=Changed)
def mark(request: Request, asking: Asking, wish: Mark) -> Response:
    """Mark entries. Those that the reader does not have are passed over."""
    known = [number for number in wish.entry_ids if 0 < number < 2**63]
    made = marking.mark(asking.library, asking.user, known, wish.action, asking.app.actor)
    return answering.of(request, changes.changed(made))


@router.get("/entries/{entry_id}", response_model=Entry)
def one(request: Request, asking: Asking, entry_id: EntryId) -> Response:
    """One entry, with its content."""
    return _shown(request, asking, entry_id)


@router.patch("/entries/{entry_id}", response_model=Entry)
def change(request: Request, asking: Asking, entry_id: EntryId, wish: EntryChange) -> Response:
    """Change an entry's state; each part is a change of its own, and can be undone."""
    streams.entry(asking.library, asking.user, entry_id)
    for field, action, opposite in _MARKS:
        wanted = getattr(wish, field)
        if wanted is not None:
            doing = action if wanted else opposite
            marking.mark(asking.library, asking.user, [entry_id], doing, asking.app.actor)
    if "snoozed_until" in wish.model_fields_set:
        marking.snooze(asking.library, asking.user, [entry_id], wish.snoozed_until, asking.app.actor)
    if wish.note is not None:
        marking.note(asking.library, asking.user, entry_id, wish.note, asking.app.actor)
    return _shown(request, asking, entry_id)


@router.get("/entries/{entry_id}/changes", response_model=list[Change])
def reasons(
    request: Request, asking: Asking, entry_id: EntryId, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> Response:
    """Why an entry is as it is: who changed its state and when, the latest first."""
    streams.entry(asking.library, asking.user, entry_id)
    found = marking.changes(asking.library, asking.user, limit, entry_id)
    return answering.of(request, [changes.change(each) for each in found])


@router.get("/entries/{entry_id}/versions", response_model=list[Version])
def earlier(request: Request, asking: Asking, entry_id: EntryId) -> Response:
    """The earlier words of an entry, the latest first."""
    found = versions.of_entry(asking.library, asking.user, entry_id)
    shapes = [
        {"replaced_at": written(each.replaced_at), "title": each.title, "url": each.url, "html": each.html}
        for each in found
    ]
    return answering.of(request, shapes)


@router.put("/entries/{entry_id}/labels/{label_id}", response_model=Changed)
def put_label(request: Request, asking: Asking, entry_id: EntryId, label_id: LabelId) -> Response:
    """Put a label on an entry."""
    made = marking.label(asking.library, asking.user, [entry_id], label_id, asking.app.actor)
    return answering.of(request, changes.changed(made))


@router.delete("/entries/{entry_id}/labels/{label_id}", response_model=Changed)
def take_label(request: Request, asking: Asking, entry_id: EntryId, label_id: LabelId) -> Response:
    """Take a label off an entry."""
    made = marking.label(asking.library, asking.user, [entry_id], label_id, asking.app.actor, is_set=False)
    return answering.of(request, changes.changed(made))


@router.post("/entries/{entry_id}/full-text", response_model=Text)
def full_text(request: Request, asking: Asking, entry_id: EntryId, wish: FullText) -> Response:
    """Fetch the text of the entry's own page."""
    html = rewriting.full_text(asking.library, asking.user, entry_id, is_kept=wish.is_kept)
    return answering.of(request, {"html": html})


def _shown(request: Request, asking: Asker, entry_id: int) -> Response:
    return answering.of(request, entry(streams.entry(asking.library, asking.user, entry_id)))
