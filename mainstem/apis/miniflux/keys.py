"""Keys of apps: made, listed, revoked. A key is shown whole when it is made, and never again: it is not kept."""

from __future__ import annotations

from typing import Any

from mainstem.accounts.user import User
from mainstem.apis.answers import Answer, of_json
from mainstem.apis.miniflux import request
from mainstem.apis.miniflux.request import NOTHING, Request
from mainstem.apis.miniflux.shapes.moments import written
from mainstem.feeds.errors import AlreadyExists, BadInput
from mainstem.library import accounts
from mainstem.library.accounts import AppPassword


def every(asked: Request) -> Answer:
    """All keys, without their tokens."""
    return of_json([_shape(asked.user, one, "") for one in accounts.apps(asked.library, asked.user)])


def create(asked: Request) -> Answer:
    """A new key; its description must be new too."""
    name = (request.text(asked.body(), "description") or "").strip()
    if not name:
        raise BadInput("The description is mandatory.", field="description")
    if any(one.name == name[:100] for one in accounts.apps(asked.library, asked.user)):
        raise AlreadyExists("This API Key already exists.")
    kept, secret = accounts.add_app(asked.library, asked.user, name)
    return of_json(_shape(asked.user, kept, secret), 201)


def remove(asked: Request) -> Answer:
    """Revoke a key."""
    accounts.remove_app(asked.library, asked.user, asked.id("key", "API key"))
    return NOTHING


def _shape(user: User, one: AppPassword, token: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "user_id": user.id,
        "token": token,
        "description": one.name,
        "last_used_at": written(one.used_at) if one.used_at else None,
        "created_at": written(one.created_at),
    }


ROWS = (
    ("GET", "/v1/api-keys", every),
    ("POST", "/v1/api-keys", create),
    ("DELETE", "/v1/api-keys/{key}", remove),
)
