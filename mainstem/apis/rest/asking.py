"""Who asks, with which key, and what the key allows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotAllowed, WrongPassword
from mainstem.library import Library, apps
from mainstem.library.apps import App

_SAFE = ("GET", "HEAD", "OPTIONS")
_BEARER = HTTPBearer(
    auto_error=False, description="A key: an app password of the settings page, of scope all or read."
)


@dataclass(frozen=True, slots=True)
class Asker:
    """An app that is signed in by its key."""

    library: Library
    app: App

    @property
    def user(self) -> User:
        """Whose library it is."""
        return self.app.user


def sign_in(request: Request) -> App:
    """The app of the request's key. Raises WrongPassword, TooManyTries; NotAllowed where a key that may only
    read wants to write."""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise WrongPassword("A key is needed.", advice="Send 'Authorization: Bearer <key>'.")
    library: Library = request.app.state.library
    address = request.client.host if request.client else ""
    app = apps.by_secret(library, secret.strip(), address)
    if request.method not in _SAFE and not app.may_write:
        raise NotAllowed("This key only allows reading.", advice="Make one with the scope all.")
    return app


def asker(
    request: Request, _shown: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]
) -> Asker:
    """Who asks."""
    return Asker(request.app.state.library, sign_in(request))


Asking = Annotated[Asker, Depends(asker)]


def administrator(asking: Asking) -> Asker:
    """Who asks, an administrator. Raises NotAllowed."""
    if not asking.user.is_admin:
        raise NotAllowed("Only administrators may do this.")
    return asking


Administering = Annotated[Asker, Depends(administrator)]
