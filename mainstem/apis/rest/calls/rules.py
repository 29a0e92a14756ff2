"""Rules: made, tried before they are kept, run over what is there."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from mainstem.apis.rest import answering
from mainstem.apis.rest.asking import Asking
from mainstem.apis.rest.models.changes import Change, change
from mainstem.apis.rest.repeating import Repeatable
from mainstem.library import ruling
from mainstem.rules import Rule as Kept
from mainstem.rules import actions

router = APIRouter(tags=["rules"], route_class=Repeatable)

Id = Annotated[int, Path(ge=1, lt=2**31)]


class NewRule(BaseModel):
    """What a rule says."""

    name: str = Field("", max_length=190)
    expression: str = Field(max_length=4000, description="A search expression: what it hits.")
    actions: str = Field(
        max_length=1000, description="Like: read, star, hide, label:3, snooze:P1D, send:2, notify"
    )
    scope: str = Field("all", max_length=40, description="A stream's address: where it holds.")
    stop: bool = Field(False, description="Rules below it are not asked where it hits.")
    is_enabled: bool = True
    on_updated: bool = Field(False, description="Also when an entry changes.")


class Rule(NewRule):
    """A rule of the reader's."""

    id: int
    position: int


class Arrangement(BaseModel):
    """An order."""

    ids: list[int] = Field(max_length=10_000, description="What is left out follows as it was.")


class Damage(BaseModel):
    """What a rule would have hit in the last ninety days."""

    looked_at: int
    hits: int
    opened: int
    starred: int
    labelled: int
    regretted: int
    is_broad: bool = Field(description="More than a tenth of what it hits was wanted.")


@router.get("/rules", response_model=list[Rule])
def every(request: Request, asking: Asking) -> Response:
    """All rules in their order."""
    return answering.of(request, [_shape(each) for each in ruling.every(asking.library, asking.user)])


@router.post("/rules", response_model=Rule, status_code=201)
def add(request: Request, asking: Asking, wish: NewRule) -> Response:
    """Keep a rule behind the others."""
    made = ruling.add(asking.library, asking.user, _formed(wish))
    return answering.of(request, _shape(made), 201)


@router.post("/rules/trial", response_model=Damage)
def trial(request: Request, asking: Asking, wish: NewRule) -> Response:
    """What a rule would have hit, before it is kept."""
    found = ruling.damage(asking.library, asking.user, _formed(wish))
    return answering.of(request, {name: getattr(found, name) for name in Damage.model_fields})


@router.put("/rules/order", response_model=list[Rule])
def arrange(request: Request, asking: Asking, wish: Arrangement) -> Response:
    """Put rules in the order in which they are asked."""
    found = ruling.arrange(asking.library, asking.user, wish.ids)
    return answering.of(request, [_shape(each) for each in found])


@router.put("/rules/{rule_id}", response_model=Rule)
def replace(request: Request, asking: Asking, rule_id: Id, wish: NewRule) -> Response:
    """Replace what a rule says."""
    made = ruling.change(asking.library, asking.user, rule_id, _formed(wish))
    return answering.of(request, _shape(made))


@router.delete("/rules/{rule_id}", status_code=204, response_class=Response)
def remove(asking: Asking, rule_id: Id) -> Response:
    """Delete a rule; what it did stays, and can be undone."""
    ruling.remove(asking.library, asking.user, rule_id)
    return answering.nothing()


@router.post("/rules/{rule_id}/run", response_model=list[Change])
def run(request: Request, asking: Asking, rule_id: Id) -> Response:
    """Apply a rule to all that is there already."""
    made = ruling.run(asking.library, asking.user, rule_id)
    return answering.of(request, [change(each) for each in made])


def _formed(wish: NewRule) -> Kept:
    said = wish.model_dump(exclude={"is_enabled"})
    return dataclasses.replace(ruling.form(**said), is_enabled=wish.is_enabled)


def _shape(one: Kept) -> dict[str, Any]:
    plain = {
        name: getattr(one, name) for name in ("id", "position", "name", "expression", "stop", "is_enabled")
    }
    return {
        **plain,
        "on_updated": one.on_updated,
        "scope": one.scope.address,
        "actions": actions.write(one.actions),
    }
