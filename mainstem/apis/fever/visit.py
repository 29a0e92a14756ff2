"""A call with a right key."""

from __future__ import annotations

from dataclasses import dataclass

from mainstem.accounts.user import User
from mainstem.apis.calls import Form
from mainstem.library import Library
from mainstem.library.apps import App

Said = dict[str, object]
UNFILED = 2**31 - 1  # the group of what is in no folder: no folder gets there, and 32 bits hold it
EVERYTHING, SPARKS = 0, -1


@dataclass(frozen=True, slots=True)
class Visit:
    """The library, who asks, and the parameters of address and body together."""

    library: Library
    app: App
    form: Form

    @property
    def user(self) -> User:
        """Whose library is read."""
        return self.app.user
