"""Changes: who did what, when, to how many entries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from mainstem.apis.rest.models.moments import written
from mainstem.library import Change as Kept


class Change(BaseModel):
    """A change of states, which can be undone for thirty days."""

    id: int
    changed_at: datetime
    actor: str = Field(description="page, api, rule, age, story or command.")
    client: str = Field(description="The app's or the rule's name.")
    action: str
    scope: str = Field(description="The stream and search of a bulk mark.")
    value: str
    count: int
    undone_at: datetime | None


class Changed(BaseModel):
    """The change that a call made; null where there was nothing to change."""

    change: Change | None


def change(one: Kept) -> dict[str, Any]:
    """A change."""
    return {
        "id": one.id,
        "changed_at": written(one.changed_at),
        "actor": one.actor.kind,
        "client": one.actor.client,
        "action": one.action,
        "scope": one.scope,
        "value": one.value,
        "count": one.count,
        "undone_at": written(one.undone_at),
    }


def changed(one: Kept | None) -> dict[str, Any]:
    """What a call changed."""
    return {"change": change(one) if one else None}
