"""Saved searches: streams with a name."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import saving
from mainstem.reading import Order, Show, Stream, View
from mainstem.reading.saved import SavedSearch as Kept

router = APIRouter(tags=["searches"], route_class=Repeatable)

Id = Annotated[int, Path(ge=1, lt=2**31)]


class NewSearch(BaseModel):
    """What to save."""

    name: str = Field("", max_length=190, description="Empty: it gets one.")
    expression: str = Field(max_length=4000)
    stream: str = Field("main", max_length=40, description="Where it looks.")
    show: Show = Show.ALL
    order: Order = Order.ARRIVAL
    is_ascending: bool = False


class Search(NewSearch):
    """A saved search; its entries are in the stream search/<id>."""

    id: int
    position: int


@router.get("/searches", response_model=list[Search])
def every(request: Request, asking: Asking) -> Response:
    """All saved searches in their order."""
    return answering.of(request, [_shape(each) for each in saving.every(asking.library, asking.user)])


@router.post("/searches", response_model=Search, status_code=201)
def add(request: Request, asking: Asking, wish: NewSearch) -> Response:
    """Save a search."""
    view = View(
        stream=Stream.at(wish.stream),
        show=wish.show,
        order=wish.order,
        is_ascending=wish.is_ascending,
        search=wish.expression,
    )
    return answering.of(request, _shape(saving.add(asking.library, asking.user, wish.name, view)), 201)


@router.delete("/searches/{search_id}", status_code=204, response_class=Response)
def remove(asking: Asking, search_id: Id) -> Response:
    """Delete a saved search; its shared address is gone."""
    saving.remove(asking.library, asking.user, search_id)
    return answering.nothing()


def _shape(one: Kept) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "position": one.position,
        "expression": one.expression,
        "stream": one.stream.address,
        "show": one.show.value,
        "order": one.order.value,
        "is_ascending": one.is_ascending,
    }
