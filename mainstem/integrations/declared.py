"""What a service declares: its name, the settings that a reader fills in, and how it is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from mainstem.feeds.errors import BadInput

Kind = Literal["text", "secret", "address", "switch"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of a service's form. A secret is sealed before it is kept, and never shown again."""

    name: str
    label: str
    kind: Kind = "text"
    default: str = ""
    is_needed: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as services are told of it. ``html`` is clean; ``labels`` are the reader's."""

    id: int
    serial: int
    url: str
    title: str
    html: str
    text: str
    authors: tuple[str, ...]
    published_at: datetime
    arrived_at: datetime
    categories: tuple[str, ...]
    labels: tuple[str, ...]
    is_read: bool
    is_starred: bool
    feed_id: int
    feed_title: str
    feed_url: str
    site_url: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a service is told: an event (save_entry, new_entries, starred) with its entries. ``id`` is the same
    when the same is told again; ``at`` is now."""

    id: str
    event: str
    items: tuple[Item, ...]
    user_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A request to a service. ``body`` is JSON unless ``kind`` says otherwise."""

    url: str
    body: str = ""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    method: str = "POST"
    username: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service answered."""

    status: int
    body: bytes

    def json(self) -> Any:
        """The body as JSON. Raises Rejected."""
        import json

        try:
            return json.loads(self.body)
        except ValueError as error:
            raise Rejected(self.status, "The service's answer is no JSON.") from error


class Rejected(Exception):
    """A service answered, and did not take what it was told; ``status`` is HTTP's."""

    def __init__(self, status: int, words: str = "") -> None:
        super().__init__(words or f"The service answered with status {status}.")
        self.status = status


Ask = Callable[[Outgoing], Reply]  # raises Rejected unless the status is 2xx, FetchFailed without an answer
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Service:
    """A kind of service. ``tell`` does what it takes to tell it; done twice it must do no harm."""

    name: str
    about: str
    settings: tuple[Setting, ...]
    tell: Callable[[Told, Values, Ask], None]

    def check(self, given: Mapping[str, Any]) -> dict[str, str]:
        """The settings as they are kept. Raises BadInput at the one that is wrong."""
        known = {one.name for one in self.settings}
        if unknown := [name for name in given if name not in known]:
            raise BadInput(f"There is no setting {unknown[0]!r}.", field=unknown[0])
        return {one.name: _checked(one, given.get(one.name, one.default)) for one in self.settings}


def _checked(setting: Setting, value: Any) -> str:
    if isinstance(value, bool):
        value = "yes" if value else ""
    if not isinstance(value, str) or len(value) > 4000 or "\0" in value or "\n" in value:
        raise BadInput("This is no line of text.", field=setting.name)
    value = value.strip()
    if setting.is_needed and not value:
        raise BadInput(f"{setting.label} is needed.", field=setting.name)
    if setting.kind == "address" and value and not value.startswith(("https://", "http://")):
        raise BadInput("This is no web address.", field=setting.name, advice="Begin with https://.")
    return value.rstrip("/") if setting.kind == "address" else value
