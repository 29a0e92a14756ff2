"""Changes: looking back, and undoing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.models.changes import Change, change
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import marking

router = APIRouter(tags=["changes"], route_class=Repeatable)


@router.get("/changes", response_model=list[Change])
def every(request: Request, asking: Asking, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> Response:
    """The latest changes, newest first."""
    found = marking.changes(asking.library, asking.user, limit)
    return answering.of(request, [change(each) for each in found])


@router.post("/changes/{change_id}/undo", response_model=Change)
def undo(request: Request, asking: Asking, change_id: Annotated[int, Path(ge=1, lt=2**31)]) -> Response:
    """Put back what a change changed; what was changed again since stays."""
    return answering.of(request, change(marking.undo(asking.library, asking.user, change_id)))
