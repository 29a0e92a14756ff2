"""The keys between pages: what the last row was sorted by, and its id, as text that fits into an address."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from typing import Any

from mainstem.feeds.errors import BadInput
from mainstem.storage.schema.metadata import Moment, microseconds, moment

_LONGEST = 18  # digits


def of_value(value: Any, entry_id: int) -> str:
    """The key of a row that is sorted by a text, number or time."""
    if isinstance(value, str):
        return f"~{base64.urlsafe_b64encode(value.encode('utf-8', 'surrogatepass')).decode()}.{entry_id}"
    number = microseconds(value) if isinstance(value, datetime) else value
    return f"{number}.{entry_id}"


def value_of(key: str, column: Any) -> tuple[Any, int]:
    """The value, of the kind of ``column``, and the id in a key. Raises BadInput."""
    if key.startswith("~"):
        text, _, number = key[1:].rpartition(".")
        try:
            return base64.urlsafe_b64decode(text).decode("utf-8", "surrogatepass"), whole(number)
        except (binascii.Error, ValueError) as error:
            raise bad() from error
    first, second = pair(key)
    return (moment(first) if isinstance(column.type, Moment) else first), second


def pair(key: str) -> tuple[int, int]:
    """Two numbers, the first perhaps below 0. Raises BadInput."""
    first, _, second = key.partition(".")
    sign = -1 if first.startswith("-") else 1
    return sign * whole(first.removeprefix("-")), whole(second)


def entry_id(key: str) -> int | None:
    """The id in a key of one number; None in an empty one. Raises BadInput."""
    return whole(key) if key else None


def whole(text: str) -> int:
    """A number that is none below 0; an empty text is 0. Raises BadInput."""
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal()) or len(text) > _LONGEST:
        raise bad()
    return int(text)


def bad() -> BadInput:
    """What is raised for a key that no page had."""
    return BadInput("This page's key cannot be read.", field="after", advice="Open the stream anew.")
