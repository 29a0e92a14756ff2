"""What is set for all reading, for a folder, for a subscription; and folders that follow a list."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import dynamic, setting

router = APIRouter(tags=["settings"], route_class=Repeatable)

Id = Annotated[int, Path(ge=1, lt=2**31)]


class Settings(BaseModel):
    """Settings by name; null inherits again: subscription, its folders, all reading, the default."""

    settings: dict[str, Any] = Field(max_length=100)


class Listed(BaseModel):
    """The address of somebody's OPML."""

    url: str = Field(max_length=8000, description="Empty: the folder follows no list any more.")


class Followed(BaseModel):
    """What came of asking a list."""

    added: int
    muted: int
    unmuted: int
    fault: str


@router.patch("/settings", response_model=Settings)
def of_reading(request: Request, asking: Asking, wish: Settings) -> Response:
    """Change what holds for all subscriptions that do not say otherwise."""
    return answering.of(
        request, {"settings": setting.set_reading(asking.library, asking.user, wish.settings)}
    )


@router.patch("/folders/{folder_id}/settings", response_model=Settings)
def of_folder(request: Request, asking: Asking, folder_id: Id, wish: Settings) -> Response:
    """Change what holds for the subscriptions in a folder."""
    said = setting.set_folder(asking.library, asking.user, folder_id, wish.settings)
    return answering.of(request, {"settings": said})


@router.get("/subscriptions/{feed_id}/settings", response_model=Settings)
def in_effect(request: Request, asking: Asking, feed_id: Id) -> Response:
    """Every setting of a subscription as it takes effect."""
    return answering.of(request, {"settings": setting.of_feed(asking.library, asking.user, feed_id)})


@router.patch("/subscriptions/{feed_id}/settings", response_model=Settings)
def of_feed(request: Request, asking: Asking, feed_id: Id, wish: Settings) -> Response:
    """Change settings of a subscription; answers all that take effect."""
    setting.set_feeds(asking.library, asking.user, [feed_id], wish.settings)
    return in_effect(request, asking, feed_id)


@router.put("/folders/{folder_id}/list", response_model=Followed)
def follow(request: Request, asking: Asking, folder_id: Id, wish: Listed) -> Response:
    """Let a folder follow a list, which is asked at once and then twice a day."""
    dynamic.set_list(asking.library, asking.user, folder_id, wish.url)
    done = (
        dynamic.refresh(asking.library, asking.user, folder_id)
        if wish.url.strip()
        else dynamic.Followed(folder_id)
    )
    return answering.of(request, {name: getattr(done, name) for name in Followed.model_fields})
