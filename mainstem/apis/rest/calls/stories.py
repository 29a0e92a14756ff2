"""Stories: all that tells of one happening, mending them, the briefing, what comes next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.models import stories as shapes
from mainstem.apis.rest.models.stories import Briefing, Calendar, Correction, Story
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import ahead, stories
from mainstem.library.briefings import composing

router = APIRouter(tags=["stories"], route_class=Repeatable)

_DAY = timedelta(days=1)


@router.get("/entries/{entry_id}/story", response_model=Story)
def of_entry(request: Request, asking: Asking, entry_id: Annotated[int, Path(ge=1, lt=2**63)]) -> Response:
    """The story of an entry: every source with the reason why it stands there."""
    found = stories.story(asking.library, asking.user, entry_id)
    return answering.of(request, shapes.story(found))


@router.post("/stories/corrections", status_code=204, response_class=Response)
def correct(asking: Asking, wish: Correction) -> Response:
    """Say that two entries tell the same story, or do not; obeyed at once."""
    stories.correct(asking.library, asking.user, wish.entry_id, wish.other_id, same=wish.is_same)
    return answering.nothing()


@router.get("/briefing", response_model=Briefing)
def briefing(
    request: Request,
    asking: Asking,
    since: Annotated[
        datetime | None, Query(description="At most a week ago; a day ago where it is left out.")
    ] = None,
    most: Annotated[int, Query(ge=1, le=50)] = 10,
) -> Response:
    """What mattered of all that arrived, in sentences quoted from its sources."""
    begin = since or asking.library.now() - _DAY
    aware = begin if begin.tzinfo else begin.replace(tzinfo=UTC)
    made = composing.make(asking.library, asking.user, aware, most=most)
    return answering.of(request, shapes.briefing(made))


@router.get("/events", response_model=Calendar)
def calendar(request: Request, asking: Asking) -> Response:
    """What comes next as entries tell it, the soonest first; and what has just been, with what was reported."""
    return answering.of(request, shapes.calendar(ahead.look(asking.library, asking.user)))
