"""What a function of this API is given, and how it reads numbers, flags and bodies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mainstem.apis.answers import Answer
from mainstem.apis.calls import whole
from mainstem.apis.signed import SignedCall
from mainstem.feeds.errors import BadInput

LARGEST_ID = 2**31 - 1
NOTHING = Answer(b"", 204, ())
ACCEPTED = Answer(b"", 202, ())
_TRUE = frozenset(("1", "t", "T", "true", "TRUE", "True"))  # what Go's strconv.ParseBool takes
_LATEST = 253_402_300_799  # the last second of the year 9999


@dataclass(frozen=True)
class Request(SignedCall):
    """A call by an app that is signed in; ``parts`` are the values in its path."""

    def id(self, name: str, what: str) -> int:
        """A number above 0 in the path. Raises BadInput."""
        value = whole(self.parts[name])
        if value is None or not 0 < value <= LARGEST_ID:
            raise BadInput(f"invalid {what} ID")
        return value

    def number(self, name: str) -> int | None:
        """A number of 0 or more in the query; one that cannot be read counts as missing."""
        value = self.query.number(name)
        return value if value is not None and value >= 0 else None

    def flag(self, name: str) -> bool | None:
        """True or false where the query has the name; None where it has not."""
        if not self.query.has(name):
            return None
        return self.query.one(name) in _TRUE

    def moment(self, *names: str) -> datetime | None:
        """A moment given in Unix seconds under the first of the names that has one."""
        values = (self.number(name) for name in names)
        seconds = next((value for value in values if value), None)
        return datetime.fromtimestamp(min(seconds, _LATEST), UTC) if seconds else None

    def body(self) -> dict[str, Any]:
        """The JSON object of the body, whatever it calls itself. Raises BadInput."""
        value = self.call.json()
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise BadInput("The body is no JSON object.")
        return value


def text(body: Mapping[str, Any], name: str) -> str | None:
    """A text of a body; None where it is absent. Raises BadInput where it is something else."""
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise BadInput(f"{name} is no text.", field=name)
    return value.replace("\0", "") if value is not None else None


def integer(body: Mapping[str, Any], name: str) -> int | None:
    """A whole number of a body. Raises BadInput where it is something else."""
    value = body.get(name)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise BadInput(f"{name} is no whole number.", field=name)
    return value


def boolean(body: Mapping[str, Any], name: str) -> bool | None:
    """A truth value of a body; older clients send it as text. Raises BadInput where it is something else."""
    value = body.get(name)
    if isinstance(value, str):
        return value in _TRUE
    if value is not None and not isinstance(value, bool):
        raise BadInput(f"{name} is neither true nor false.", field=name)
    return value


def numbers(body: Mapping[str, Any], name: str) -> list[int]:
    """A list of ids of a body. Raises BadInput where one is no whole number."""
    values = body.get(name)
    if values is None:
        return []
    if not isinstance(values, list) or any(type(one) is not int for one in values):
        raise BadInput(f"{name} is no list of whole numbers.", field=name)
    return values
