"""Subscriptions that are one feed under two addresses."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.models import feeds
from mainstem.apis.rest.models.feeds import Subscription
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import doubles

router = APIRouter(tags=["subscriptions"], route_class=Repeatable)


class Double(BaseModel):
    """A pair; the one with more entries is to be kept."""

    keep: Subscription
    drop: Subscription


class Merger(BaseModel):
    """Which feed becomes a part of the other."""

    drop_feed_id: int = Field(ge=1, lt=2**31)


@router.get("/doubles", response_model=list[Double])
def find(request: Request, asking: Asking) -> Response:
    """Subscriptions that say the same."""
    found = doubles.find(asking.library, asking.user)
    shaped = [{"keep": feeds.subscription(keep), "drop": feeds.subscription(drop)} for keep, drop in found]
    return answering.of(request, shaped)


@router.post("/subscriptions/{feed_id}/merge", response_model=Subscription)
def merge(
    request: Request, asking: Asking, feed_id: Annotated[int, Path(ge=1, lt=2**31)], wish: Merger
) -> Response:
    """Leave another feed, and carry its folders and what was done with its entries over to this one."""
    held = doubles.merge(asking.library, asking.user, feed_id, wish.drop_feed_id)
    return answering.of(request, feeds.subscription(held))
