"""A visit: who asks for what, with which words; and the entrances that visits come in by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from mainstem.accounts import User
from mainstem.accounts.preferences import Preferences
from mainstem.feeds.errors import BadInput, NotAllowed
from mainstem.languages import Words
from mainstem.library import Library


@dataclass(frozen=True, slots=True)
class Form:
    """What was sent: texts by name (in their order), and files."""

    texts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)  # name, content

    def text(self, name: str, default: str = "") -> str:
        """The first value of a field."""
        found = self.texts.get(name)
        return found[0] if found else default

    def has(self, name: str) -> bool:
        """Whether a box is ticked, or a button was pressed."""
        return name in self.texts

    def numbers(self, name: str) -> list[int]:
        """All values of a field, which must be ids. Raises BadInput."""
        return [number(one, name) for value in self.texts.get(name, ()) for one in value.split(",") if one]


def number(text: str, name: str) -> int:
    """An id as it stands in addresses and forms. Raises BadInput."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise BadInput(f"{text[:40]!r} is not a number that can stand here.", field=name)
    return int(text)


@dataclass(frozen=True, slots=True)
class Visit:
    """One request as pages see it."""

    request: Request
    library: Library
    words: Words
    preferences: Preferences
    user: User | None = None
    form: Form = field(default_factory=Form)

    @property
    def reader(self) -> User:
        """Who is signed in. Entrances that are not open make sure that somebody is."""
        if self.user is None:
            raise NotAllowed("Sign in first.")
        return self.user

    @property
    def zone(self) -> ZoneInfo:
        """The clock that this reader lives by."""
        return self.preferences.zone

    @property
    def now(self) -> datetime:
        """This moment on the reader's clock."""
        return self.library.now().astimezone(self.zone)

    @property
    def wants_data(self) -> bool:
        """Whether a script asks, which wants data instead of a page."""
        return "application/json" in self.request.headers.get("accept", "")

    @property
    def hides_sidebar(self) -> bool:
        """Whether the sidebar is out of sight: as it was left in this browser, else as the reader set it."""
        return self.request.cookies.get("side", "no" if self.preferences.sidebar_hidden else "yes") == "no"

    def asked(self, name: str, default: str = "") -> str:
        """A parameter of the address."""
        return self.request.query_params.get(name, default)

    def part(self, name: str) -> int:
        """A number in the path."""
        return number(str(self.request.path_params[name]), name)


Handler = Callable[[Visit], Response]


@dataclass(frozen=True, slots=True)
class Entrance:
    """An address, how it is asked, and what answers. ``is_open``: to people without an account too."""

    method: str
    path: str
    answer: Handler
    is_open: bool = False
    is_for_admins: bool = False


def get(path: str, answer: Handler, **kinds: bool) -> Entrance:
    """An address that shows something and changes nothing."""
    return Entrance("GET", path, answer, **kinds)


def post(path: str, answer: Handler, **kinds: bool) -> Entrance:
    """An address that changes something."""
    return Entrance("POST", path, answer, **kinds)


def remembered(visit: Visit, name: str, default: Any) -> Any:
    """What the pages remember for themselves in the reader's preferences."""
    kept = visit.preferences.extra.get(name, default)
    return kept if isinstance(kept, type(default)) else default
