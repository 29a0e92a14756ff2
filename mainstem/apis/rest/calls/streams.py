"""Streams: their counts, their pages, marking them whole."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.models import changes, entries
from mainstem.apis.rest.models.changes import Changed
from mainstem.apis.rest.models.entries import EntryPage, StreamMark
from mainstem.apis.rest.models.groups import StreamCount
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import counting, marking, streams
from mainstem.reading import Order, Show, Stream, View

router = APIRouter(tags=["streams"], route_class=Repeatable)

_Address = Annotated[
    str,
    Path(
        pattern=r"^[a-z]+(/[0-9]{1,18})?$",
        description="main, important, all, starred, labels, history, hidden, snoozed, folder/<id>, feed/<id>,"
        " label/<id> or search/<id>",
        examples=["main", "feed/7"],
    ),
]


class Wish(BaseModel):
    """How a stream is looked at."""

    show: Show = Show.ALL
    order: Order = Order.ARRIVAL
    is_ascending: bool = False
    search: str = Field("", max_length=4000)
    limit: int = Field(20, ge=1, le=500)
    after: str = Field("", max_length=400, description="'next' of the page before.")
    newest_id: int | None = Field(None, ge=0, lt=2**63, description="Nothing newer than this.")
    oldest_id: int | None = Field(None, ge=0, lt=2**63, description="Nothing older than this.")
    with_content: bool = True


@router.get("/streams", response_model=list[StreamCount])
def every(request: Request, asking: Asking) -> Response:
    """How much is in every stream."""
    found = counting.every(asking.library, asking.user)
    shapes = [
        {"stream": one.address, "unread": count.unread, "total": count.total} for one, count in found.items()
    ]
    return answering.of(request, shapes)


@router.get("/streams/{address:path}/entries", response_model=EntryPage)
def page(
    request: Request,
    asking: Asking,
    address: _Address,
    wish: Annotated[Wish, Query()],
) -> Response:
    """A page of a stream. Paging by key neither skips nor doubles while entries arrive."""
    view = View(stream=Stream.at(address), **wish.model_dump(exclude={"with_content"}))
    shown = streams.page(asking.library, asking.user, view, with_content=wish.with_content)
    return answering.of(request, entries.page(shown))


@router.post("/streams/{address:path}/marks", response_model=Changed)
def mark(request: Request, asking: Asking, address: _Address, wish: StreamMark) -> Response:
    """Mark a whole stream, up to what was seen."""
    view = View(stream=Stream.at(address), search=wish.search, newest_id=wish.newest_id)
    made = marking.mark_stream(asking.library, asking.user, view, wish.action, asking.app.actor)
    return answering.of(request, changes.changed(made))
