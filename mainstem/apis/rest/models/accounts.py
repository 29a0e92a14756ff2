"""Accounts and the keys of apps."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from mainstem.accounts.preferences import Preferences as Declared
from mainstem.accounts.user import User
from mainstem.apis.rest.models.moments import written
from mainstem.library.accounts import AppPassword

# what else is kept there is the library's own
_PREFERENCES = frozenset(one.name for one in fields(Declared)) - {"extra"}


class Account(BaseModel):
    """Somebody with an account."""

    id: int
    name: str
    is_admin: bool
    is_enabled: bool
    created_at: datetime | None
    seen_at: datetime | None
    preferences: dict[str, Any] = Field(description="What differs from the defaults.")


class NewAccount(BaseModel):
    """An account to make."""

    name: str = Field(max_length=100)
    password: str = Field(max_length=1024)
    is_admin: bool = False


class AccountChange(BaseModel):
    """What to change; what is left out stays."""

    name: str | None = Field(None, max_length=100)
    password: str | None = Field(None, max_length=1024, description="Ends every session of the account.")
    is_admin: bool | None = None
    is_enabled: bool | None = None


class Preferences(BaseModel):
    """All of one's preferences by name."""

    preferences: dict[str, Any]


class PreferenceChange(BaseModel):
    """What to change; what is left out stays."""

    preferences: dict[str, Any] = Field(max_length=200)


class Key(BaseModel):
    """A key of an app."""

    id: int
    name: str
    scope: str
    created_at: datetime
    used_at: datetime | None


class MadeKey(Key):
    """A key just made: its secret is shown this once."""

    secret: str


class NewKey(BaseModel):
    """A key to make."""

    name: str = Field(min_length=1, max_length=100)
    scope: Literal["all", "read"] = "all"


def account(one: User) -> dict[str, Any]:
    """An account; never a password."""
    return {
        "id": one.id,
        "name": one.name,
        "is_admin": one.is_admin,
        "is_enabled": one.is_enabled,
        "created_at": written(one.created_at),
        "seen_at": written(one.seen_at),
        "preferences": {name: value for name, value in one.preferences.items() if name in _PREFERENCES},
    }


def key(one: AppPassword) -> dict[str, Any]:
    """A key."""
    return {
        "id": one.id,
        "name": one.name,
        "scope": one.scope,
        "created_at": written(one.created_at),
        "used_at": written(one.used_at),
    }
