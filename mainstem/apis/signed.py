"""A call by an app that is signed in, as APIs with paths know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from mainstem.accounts.user import User
from mainstem.apis.calls import Call, Form
from mainstem.library import Library
from mainstem.library.apps import App


@dataclass(frozen=True)
class SignedCall:
    """``parts`` are the values in its path. APIs add how they read numbers, flags and bodies."""

    library: Library
    app: App
    call: Call
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def user(self) -> User:
        """Whose library it is."""
        return self.app.user

    @cached_property
    def query(self) -> Form:
        """The parameters of the address."""
        return replace(self.call, body=b"").form()
