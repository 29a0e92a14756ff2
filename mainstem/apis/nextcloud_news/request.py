"""What a function of this API is given: parameters from the address and the body mean the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from mainstem.apis.answers import Answer
from mainstem.apis.calls import whole
from mainstem.apis.nextcloud_news.refusals import Missing
from mainstem.apis.signed import SignedCall
from mainstem.feeds.errors import BadInput, NotFound

DONE = Answer(b"[]")
LARGEST_ID = 2**31 - 1
_YES = frozenset(("1", "true", "True", "yes", "on"))
_NO = frozenset(("0", "false", "False", "no", "off", ""))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_SECONDS = 200_000_000_000


@dataclass(frozen=True)
class Request(SignedCall):
    """A call by an app that is signed in; ``parts`` are the values in its path."""

    @cached_property
    def body(self) -> Mapping[str, Any]:
        """The JSON object of the body, whatever it calls itself; an empty one where there is none."""
        value = self.call.json()
        if value is None or value == []:
            return {}
        if not isinstance(value, dict):
            raise BadInput("The body is no JSON object.")
        return value

    def value(self, name: str) -> Any:
        """A parameter of the body, or else of the address; None where there is none."""
        if name in self.body:
            return self.body[name]
        return self.query.one(name) if self.query.has(name) else None

    def text(self, name: str) -> str | None:
        """A parameter that is a text. Raises BadInput."""
        value = self.value(name)
        if value is not None and not isinstance(value, str):
            raise BadInput(f"{name} is no text.", field=name)
        return value.replace("\0", "") if value is not None else None

    def number(self, name: str) -> int | None:
        """A parameter that is a whole number, cut to 64 bits. Raises BadInput."""
        value = self.value(name)
        if value is None or value in ("", "null"):
            return None
        found = whole(str(value)) if not isinstance(value, (bool, float)) else None
        if found is None:
            raise BadInput(f"{name} is no whole number.", field=name)
        return found

    def needed(self, name: str) -> int:
        """A number that must be there. Raises Missing, BadInput."""
        found = self.number(name)
        if found is None:
            raise Missing(f"{name} is missing.", field=name)
        return found

    def flag(self, name: str, default: bool) -> bool:
        """A parameter that is true or false, as JSON or as a word. Raises BadInput."""
        value = self.value(name)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        written = str(value)
        if written not in _YES and written not in _NO:
            raise BadInput(f"{name} is neither true nor false.", field=name)
        return written in _YES

    def id(self, name: str) -> int:
        """A number above 0 in the path. Raises NotFound: there is nothing under such a number."""
        value = whole(self.parts[name])
        if value is None or not 0 < value <= LARGEST_ID:
            raise NotFound("There is nothing of this number.")
        return value


def moment(written: int) -> datetime:
    """A moment as the protocol writes it: up to ten digits are seconds, more are microseconds."""
    if written <= 9_999_999_999:
        return _EPOCH + timedelta(seconds=max(written, 0))
    return _EPOCH + timedelta(
        seconds=min(written // 1_000_000, _MOST_SECONDS), microseconds=written % 1_000_000
    )
