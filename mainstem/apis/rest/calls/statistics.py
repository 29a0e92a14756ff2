"""Statistics: how much comes in, what of it is read, which feeds are busy or silent; for administrators all feeds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Administering, Asking
from mainstem.apis.rest.models.moments import written
from mainstem.library import health, statistics
from mainstem.library.statistics import FeedFigures

router = APIRouter(tags=["statistics"])

Days = Annotated[int, Query(ge=1, le=3660)]


class Day(BaseModel):
    """How much came in on a day."""

    day: date
    count: int


class Volume(BaseModel):
    """How much came in, by the reader's clock."""

    total: int
    read: int
    starred: int
    by_day: list[Day]
    by_hour: list[int]
    by_weekday: list[int] = Field(description="Monday first.")
    by_month: list[int]


class Figures(BaseModel):
    """One feed's figures."""

    feed_id: int
    title: str
    count: int
    share: float = Field(description="Of all that came in.")
    share_read: float
    share_starred: float
    newest_at: datetime | None
    idle_for: str = Field(description="Empty where it is not silent.")


class Lateness(BaseModel):
    """Seconds between publication and arrival of a feed's latest entries."""

    entries: int
    median_seconds: float
    worst_seconds: int


class Installation(BaseModel):
    """How polling fares as a whole."""

    feeds: int
    due: int
    late_seconds: float = Field(description="How long the feed that waits longest has been due.")
    gone: int
    troubled: dict[str, int] = Field(description="Feeds by the cause of their trouble.")
    outcomes: dict[str, int] = Field(description="A day's polls by what came of them.")


@router.get("/statistics", response_model=Volume)
def overall(
    request: Request,
    asking: Asking,
    days: Days = 30,
    feed_id: Annotated[int | None, Query(ge=1, lt=2**31)] = None,
) -> Response:
    """How much came in the last days; of one feed where it is named."""
    found = statistics.overall(asking.library, asking.user, days, feed_id)
    by_day = [{"day": day.isoformat(), "count": count} for day, count in found.by_day]
    plain = {name: getattr(found, name) for name in ("total", "read", "starred")}
    lists = {name: list(getattr(found, name)) for name in ("by_hour", "by_weekday", "by_month")}
    return answering.of(request, {**plain, "by_day": by_day, **lists})


@router.get("/statistics/feeds", response_model=list[Figures])
def feeds(request: Request, asking: Asking, days: Days = 30) -> Response:
    """Every feed's figures, the busiest first."""
    found = statistics.feeds(asking.library, asking.user, days)
    return answering.of(request, [_shape(each) for each in found])


@router.get("/statistics/feeds/{feed_id}/lateness", response_model=Lateness)
def lateness(request: Request, asking: Asking, feed_id: Annotated[int, Path(ge=1, lt=2**31)]) -> Response:
    """How late a feed's entries arrive."""
    found = statistics.lateness(asking.library, asking.user, feed_id)
    return answering.of(request, {name: getattr(found, name) for name in Lateness.model_fields})


@router.get("/installation", response_model=Installation, tags=["administration"])
def installation(request: Request, asking: Administering) -> Response:
    """How polling fares, over all feeds of all readers."""
    seen = health.look(asking.library)
    shape = {
        "feeds": seen.feeds,
        "due": seen.due,
        "late_seconds": seen.late.total_seconds(),
        "gone": len(seen.gone),
        "troubled": {cause: len(held) for cause, held in seen.troubled.items()},
        "outcomes": {str(came): count for came, count in seen.outcomes.items()},
    }
    return answering.of(request, shape)


def _shape(one: FeedFigures) -> dict[str, Any]:
    return {
        "feed_id": one.subscription.feed.id,
        "title": one.subscription.title,
        "count": one.count,
        "share": one.share,
        "share_read": one.share_read,
        "share_starred": one.share_starred,
        "newest_at": written(one.newest_at),
        "idle_for": one.idle_for,
    }
