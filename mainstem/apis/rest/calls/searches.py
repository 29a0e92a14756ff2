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
    description: str
    image_url: str
    shares_entries: bool
    shares_feeds: bool
    address: str = Field(
        description="Its shared page; with .rss, .atom, .json, .greader or .opml behind it, the same in that form."
        " Empty where it was never shared."
    )


class Unread(BaseModel):
    """How many unread entries saved searches find."""

    unread: dict[int, int] = Field(description="By id, as far as 1,000; without regular expressions.")


class SearchChange(BaseModel):
    """What to change; what is left out stays."""

    name: str | None = Field(None, max_length=190)
    expression: str | None = Field(None, max_length=4000)
    stream: str | None = Field(None, max_length=40)
    show: Show | None = None
    order: Order | None = None
    is_ascending: bool | None = None
    description: str | None = Field(None, max_length=5000)
    image_url: str | None = Field(None, max_length=5000)


class Sharing(BaseModel):
    """What those may see who know the address."""

    entries: bool = Field(
        description="The entries, as a page, RSS, Atom, JSON Feed and Google Reader's JSON."
    )
    feeds: bool = Field(False, description="The feeds, as OPML.")
    renew: bool = Field(False, description="Make another address; the old one is void.")


class Arrangement(BaseModel):
    """An order."""

    ids: list[int] = Field(max_length=10_000, description="What is left out follows as it was.")


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


@router.get("/searches/counts", response_model=Unread)
def counts(request: Request, asking: Asking) -> Response:
    """How many unread entries each saved search finds."""
    return answering.of(
        request, {"unread": {str(each): n for each, n in saving.counts(asking.library, asking.user).items()}}
    )


@router.put("/searches/order", response_model=list[Search])
def arrange(request: Request, asking: Asking, wish: Arrangement) -> Response:
    """Put saved searches in an order, which is what S:3 in an expression counts by."""
    found = saving.arrange(asking.library, asking.user, wish.ids)
    return answering.of(request, [_shape(each) for each in found])


@router.patch("/searches/{search_id}", response_model=Search)
def change(request: Request, asking: Asking, search_id: Id, wish: SearchChange) -> Response:
    """Change a saved search."""
    had = saving.one(asking.library, asking.user, search_id)
    said = wish.model_dump(exclude_none=True)
    view = View(
        stream=Stream.at(said.get("stream", had.stream.address)),
        show=said.get("show", had.show),
        order=said.get("order", had.order),
        is_ascending=said.get("is_ascending", had.is_ascending),
        search=said.get("expression", had.expression),
    )
    texts = {name: said[name] for name in ("description", "image_url") if name in said}
    made = saving.change(asking.library, asking.user, search_id, name=wish.name, view=view, **texts)
    return answering.of(request, _shape(made))


@router.put("/searches/{search_id}/sharing", response_model=Search)
def share(request: Request, asking: Asking, search_id: Id, wish: Sharing) -> Response:
    """Switch what may be seen under its secret address."""
    made = saving.share(
        asking.library, asking.user, search_id, entries=wish.entries, feeds=wish.feeds, renew=wish.renew
    )
    return answering.of(request, _shape(made))


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
        "description": one.description,
        "image_url": one.image_url,
        "shares_entries": one.shares_entries,
        "shares_feeds": one.shares_feeds,
        "address": saving.address_of(one),
    }
