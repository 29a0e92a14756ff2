"""An answer on its way out: status, headers, bytes; JSON as compact as apps like it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def slow_dumps(value: Any) -> bytes:
    """JSON in UTF-8 without spaces, by the standard library alone."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


dumps: Callable[[Any], bytes] = slow_dumps  # JSON in UTF-8 without spaces
try:
    import orjson

    dumps = orjson.dumps
except ImportError:  # the extra "fast" is not installed
    pass

JSON = (b"content-type", b"application/json; charset=utf-8")
TEXT = (b"content-type", b"text/plain; charset=utf-8")
XML = (b"content-type", b"application/xml; charset=utf-8")

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response. ``headers`` are without the length, which the door adds. For ``holds`` seconds the same request
    may be answered alike, as long as the database does not change; 0: it is worked out each time."""

    body: bytes = b""
    status: int = 200
    headers: Headers = (JSON,)
    holds: float = 0.0


def of_json(value: Any, status: int = 200) -> Answer:
    """An answer in JSON."""
    return Answer(dumps(value), status)


def of_text(text: str, status: int = 200, *headers: tuple[bytes, bytes]) -> Answer:
    """An answer in plain text."""
    return Answer(text.encode("utf-8", "replace"), status, (TEXT, *headers))
