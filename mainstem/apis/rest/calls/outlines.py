"""Lists of subscriptions in and out, as OPML."""

from __future__ import annotations

from fastapi import APIRouter, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import imports

router = APIRouter(tags=["subscriptions"], route_class=Repeatable)


class Outline(BaseModel):
    """An OPML file."""

    opml: str = Field(max_length=10_000_000)


class Imported(BaseModel):
    """What came of an import."""

    added: int
    known: int
    faults: list[str]


@router.get("/outline", response_class=Response, responses={200: {"content": {"text/x-opml": {}}}})
def give(asking: Asking) -> Response:
    """All subscriptions as OPML."""
    return Response(imports.export_opml(asking.library, asking.user), media_type="text/x-opml")


@router.post("/outline", response_model=Imported)
def take(request: Request, asking: Asking, wish: Outline) -> Response:
    """Follow everything in an OPML file; new feeds are fetched by and by."""
    came = imports.import_opml(asking.library, asking.user, wish.opml.encode("utf-8", "replace"))
    return answering.of(request, {"added": came.added, "known": came.known, "faults": list(came.faults)})
