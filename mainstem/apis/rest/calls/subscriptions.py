"""Subscriptions: finding feeds, following, arranging, leaving, how they fare, lists in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.models import feeds
from mainstem.apis.rest.models.feeds import (
    Address,
    Candidate,
    Explanation,
    Health,
    NewSubscription,
    Refreshed,
    Subscription,
    SubscriptionChange,
)
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import polling, retaining, sidebar, subscribing
from mainstem.library import polls as told
from mainstem.library.subscribing import Wishes

router = APIRouter(tags=["subscriptions"], route_class=Repeatable)

FeedId = Annotated[int, Path(ge=1, lt=2**31)]


class Emptied(BaseModel):
    """How many entries were deleted."""

    deleted: int


@router.post("/discoveries", response_model=list[Candidate])
def discover(request: Request, asking: Asking, wish: Address) -> Response:
    """The feeds behind an address, best first."""
    found = subscribing.find(asking.library, wish.url)
    return answering.of(request, [feeds.candidate(each) for each in found])


@router.get("/subscriptions", response_model=list[Subscription])
def every(request: Request, asking: Asking) -> Response:
    """All that the reader follows, by title."""
    seen = sidebar.look(asking.library, asking.user)
    return answering.of(request, [feeds.subscription(each) for each in seen.subscriptions])


@router.post("/subscriptions", response_model=Subscription, status_code=201)
def follow(request: Request, asking: Asking, wish: NewSubscription) -> Response:
    """Follow a feed; it is fetched during the call, unless others follow it already."""
    held = subscribing.subscribe(
        asking.library, asking.user, wish.url, title=wish.title, folder_ids=wish.folder_ids
    )
    return answering.of(request, feeds.subscription(held), 201)


@router.get("/subscriptions/{feed_id}", response_model=Subscription)
def one(request: Request, asking: Asking, feed_id: FeedId) -> Response:
    """One subscription."""
    return answering.of(request, feeds.subscription(subscribing.one(asking.library, asking.user, feed_id)))


@router.patch("/subscriptions/{feed_id}", response_model=Subscription)
def change(request: Request, asking: Asking, feed_id: FeedId, wish: SubscriptionChange) -> Response:
    """Change a subscription."""
    wishes = Wishes()
    if wish.title is not None:
        wishes["title"] = wish.title
    if wish.visibility is not None:
        wishes["visibility"] = feeds.visibility(wish.visibility)
    if wish.is_muted is not None:
        wishes["is_muted"] = wish.is_muted
    if wish.folder_ids is not None:
        wishes["folder_ids"] = wish.folder_ids
    held = subscribing.change(asking.library, asking.user, feed_id, **wishes)
    return answering.of(request, feeds.subscription(held))


@router.delete("/subscriptions/{feed_id}", status_code=204, response_class=Response)
def leave(asking: Asking, feed_id: FeedId) -> Response:
    """Stop following a feed; coming back finds everything as it was."""
    subscribing.unsubscribe(asking.library, asking.user, feed_id)
    return answering.nothing()


@router.delete("/subscriptions/{feed_id}/entries", response_model=Emptied)
def empty(request: Request, asking: Asking, feed_id: FeedId) -> Response:
    """Delete all entries of a feed that nobody else follows; what is still listed comes anew."""
    return answering.of(request, {"deleted": retaining.empty(asking.library, asking.user, feed_id)})


@router.post("/subscriptions/{feed_id}/refresh", response_model=Refreshed)
def refresh(request: Request, asking: Asking, feed_id: FeedId) -> Response:
    """Ask a feed now."""
    came = polling.refresh(asking.library, asking.user, feed_id)
    return answering.of(request, {"new_entry_ids": list(came.new_ids), "changed": came.changed})


@router.get("/subscriptions/{feed_id}/polls", response_model=Explanation)
def polls(
    request: Request, asking: Asking, feed_id: FeedId, limit: Annotated[int, Query(ge=1, le=500)] = 50
) -> Response:
    """The last looks at a feed, newest first: what was sent, what came, when the next one is and why."""
    subscribing.one(asking.library, asking.user, feed_id)
    found = told.why(asking.library, feed_id, limit)
    return answering.of(request, feeds.explanation(found))


@router.get("/health", response_model=Health)
def fare(request: Request, asking: Asking) -> Response:
    """How the reader's feeds fare."""
    seen = sidebar.look(asking.library, asking.user).subscriptions
    failing = sorted((each for each in seen if each.feed.faults), key=lambda each: -each.feed.faults)
    shape = {
        "feeds": len(seen),
        "failing": [feeds.subscription(each) for each in failing],
        "gone": [feeds.subscription(each) for each in seen if each.feed.is_gone],
        "muted": sum(each.is_muted for each in seen),
    }
    return answering.of(request, shape)
