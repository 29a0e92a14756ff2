"""A call by an app that is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from mainstem.accounts.user import User
from mainstem.apis.calls import Call, Form
from mainstem.library import Library
from mainstem.library.apps import App


@dataclass(frozen=True, slots=True)
class Visit:
    """The library, who asks, the call, its parameters, and what stood in the path behind the endpoint."""

    library: Library
    app: App
    call: Call
    form: Form
    rest: str = ""

    @property
    def user(self) -> User:
        """Whose library is read."""
        return self.app.user

    @property
    def now(self) -> int:
        """The server's clock in whole seconds."""
        return int(self.library.now().timestamp())

    @property
    def base_url(self) -> str:
        """Where this installation is reached."""
        return self.library.public_url or self.call.base_url
