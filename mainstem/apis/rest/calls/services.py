"""Services that entries are sent to: which there are, setting them up, sending an entry."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.models.moments import written
from mainstem.apis.rest.repeating import Repeatable
from mainstem.integrations import catalogue, setting
from mainstem.library import sending, streams

router = APIRouter(tags=["services"], route_class=Repeatable)

Id = Annotated[int, Path(ge=1, lt=2**31)]
Event = Literal["new_entries", "save_entry"]
Settings = dict[str, str]


class SettingField(BaseModel):
    """One setting of a kind of service."""

    name: str
    label: str
    kind: str
    default: str
    is_needed: bool


class Kind(BaseModel):
    """A kind of service."""

    kind: str
    name: str
    about: str
    settings: list[SettingField]


class NewService(BaseModel):
    """A service to set up."""

    kind: str = Field(max_length=100)
    name: str = Field("", max_length=190)
    settings: Settings = Field(default_factory=dict)
    events: list[Event] = Field(default_factory=list, max_length=10)


class ServiceChange(BaseModel):
    """What to change; what is left out stays, and so does a secret that is empty."""

    name: str | None = Field(None, min_length=1, max_length=190)
    settings: Settings | None = None
    events: list[Event] | None = Field(None, max_length=10)
    is_enabled: bool | None = None


class Service(BaseModel):
    """A service of the reader's; secrets are not shown."""

    id: int
    kind: str
    name: str
    settings: Settings
    events: list[str]
    is_enabled: bool
    created_at: datetime
    used_at: datetime | None
    trouble: str = Field(description="Of the last delivery; empty where it went well.")


class Sending(BaseModel):
    """Which service to send an entry to; none: all that are enabled."""

    service_id: int | None = Field(None, ge=1, lt=2**31)


class Sent(BaseModel):
    """To how many services an entry is on its way."""

    services: int


@router.get("/services/kinds", response_model=list[Kind])
def kinds(request: Request, _asking: Asking) -> Response:
    """Every kind of service, with the settings that it needs."""
    shapes = [
        {
            "kind": kind,
            "name": one.name,
            "about": one.about,
            "settings": [
                {name: getattr(each, name) for name in SettingField.model_fields} for each in one.settings
            ],
        }
        for kind, one in catalogue.every().items()
    ]
    return answering.of(request, shapes)


@router.get("/services", response_model=list[Service])
def every(request: Request, asking: Asking) -> Response:
    """The reader's services."""
    return answering.of(request, [_shape(each) for each in sending.every(asking.library, asking.user)])


@router.post("/services", response_model=Service, status_code=201)
def add(request: Request, asking: Asking, wish: NewService) -> Response:
    """Set a service up."""
    made = setting.add(asking.library, asking.user, wish.kind, wish.name, wish.settings, wish.events)
    return answering.of(request, _shape(made), 201)


@router.patch("/services/{service_id}", response_model=Service)
def change(request: Request, asking: Asking, service_id: Id, wish: ServiceChange) -> Response:
    """Change a service."""
    given = {name: value for name, value in wish.model_dump().items() if value is not None}
    return answering.of(request, _shape(setting.change(asking.library, asking.user, service_id, given)))


@router.delete("/services/{service_id}", status_code=204, response_class=Response)
def remove(asking: Asking, service_id: Id) -> Response:
    """Forget a service."""
    sending.remove(asking.library, asking.user, service_id)
    return answering.nothing()


@router.post("/entries/{entry_id}/send", response_model=Sent, status_code=202)
def send(
    request: Request, asking: Asking, entry_id: Annotated[int, Path(ge=1, lt=2**63)], wish: Sending
) -> Response:
    """Send an entry; it is told soon, and again where the service does not answer."""
    streams.entry(asking.library, asking.user, entry_id)
    count = sending.save(asking.library, asking.user, entry_id, wish.service_id)
    return answering.of(request, {"services": count}, 202)


def _shape(one: sending.Service) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "name": one.name,
        "settings": setting.shown(one),
        "events": list(one.events),
        "is_enabled": one.is_enabled,
        "created_at": written(one.created_at),
        "used_at": written(one.used_at),
        "trouble": one.trouble,
    }
