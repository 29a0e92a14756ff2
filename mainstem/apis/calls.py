"""A call as it came in: bounded, decoded leniently, its parameters from address and body alike."""

from __future__ import annotations

import io
import json
from base64 import b64decode
from binascii import Error as Base64Error
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, unquote_plus

from python_multipart import parse_form
from python_multipart.exceptions import FormParserError

from mainstem.feeds.errors import BadInput

MOST_FIELDS = 250_000
_DEEPEST = 200
_LARGEST_NUMBER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Call:
    """A request whose body has been read. ``path`` is decoded once; ``address`` is the network address that
    asks; ``parts`` are the values that the route took from the path."""

    method: str
    path: str
    raw_path: bytes
    query: bytes
    headers: Mapping[bytes, bytes]
    body: bytes = b""
    address: str = ""
    base_url: str = ""
    parts: Mapping[str, Any] = field(default_factory=dict)

    def header(self, name: str) -> str:
        """A header's value, or ""."""
        return self.headers.get(name.encode("latin-1"), b"").decode("latin-1").strip()

    def basic(self) -> tuple[str, str] | None:
        """Name and password of the header ``Authorization: Basic`` (RFC 7617), or None."""
        scheme, _, value = self.header("authorization").partition(" ")
        if scheme.lower() != "basic":
            return None
        try:
            name, colon, password = b64decode(value.strip(), validate=True).decode().partition(":")
        except (Base64Error, ValueError):
            return None
        return (name, password) if colon else None

    def json(self) -> Any:
        """The body's JSON value; None where there is no body. Raises BadInput: not JSON, too deep."""
        if not self.body.strip():
            return None
        return read_json(self.body)

    def form(self) -> Form:
        """The parameters of the query and of the body: url-encoded unless it says multipart."""
        pairs = list(_pairs(self.query))
        kind = self.header("content-type").lower()
        if kind.startswith("multipart/form-data"):
            pairs += _parts(self.body, self.header("content-type"))
        elif self.body and not kind.startswith(("application/json", "application/xml", "text/xml")):
            pairs += _pairs(self.body)
        return Form(pairs)


class Form:
    """Parameters in their order; each may come several times, or without a value."""

    __slots__ = ("_values",)

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values, by name."""
        return [(name, value) for name, values in self._values.items() for value in values]

    def has(self, name: str) -> bool:
        """Whether the parameter came, with a value or without."""
        return name in self._values

    def one(self, name: str, default: str = "") -> str:
        """The first value that is not empty, or ``default``."""
        return next((value for value in self._values.get(name, ()) if value), default)

    def every(self, name: str) -> list[str]:
        """All values, in their order."""
        return self._values.get(name, [])

    def number(self, name: str, default: int | None = None) -> int | None:
        """A whole number within 64 bits (larger ones are cut to that), or ``default`` where it is none."""
        return whole(self.one(name), default)


def whole(text: str, default: int | None = None) -> int | None:
    """The whole number that ``text`` writes, cut to 64 bits; ``default`` where it writes none."""
    text = text.strip()
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()):
        return default
    size = _LARGEST_NUMBER if len(digits) > 40 else min(int(digits), _LARGEST_NUMBER)
    return -size if text.startswith("-") else size


def _pairs(encoded: bytes) -> Iterator[tuple[str, str]]:
    if encoded.count(b"&") >= MOST_FIELDS:
        raise BadInput(f"The form has more than {MOST_FIELDS} fields.", advice="Send it in parts.")
    for field_ in encoded.decode("utf-8", "replace").split("&"):
        name, _, value = field_.partition("=")
        if name:
            yield _decoded(name), _decoded(value)


def _decoded(text: str) -> str:
    """Percent signs and pluses; NUL, which no text of ours can hold, falls away."""
    if "%" in text:
        text = unquote_plus(text, errors="replace")
    elif "+" in text:
        text = text.replace("+", " ")
    return text.replace("\0", "") if "\0" in text else text


def _parts(body: bytes, content_type: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def came(one: Any) -> None:
        if len(found) >= MOST_FIELDS:
            raise BadInput(f"The form has more than {MOST_FIELDS} fields.", advice="Send it in parts.")
        value = one.value if hasattr(one, "value") else _read(one)
        name = (one.field_name or b"").decode("utf-8", "replace")
        found.append((name.replace("\0", ""), (value or b"").decode("utf-8", "replace").replace("\0", "")))

    headers = {"Content-Type": content_type.encode("latin-1"), "Content-Length": str(len(body)).encode()}
    try:
        parse_form(headers, io.BytesIO(body), came, came)
    except (FormParserError, ValueError, KeyError) as error:
        raise BadInput("The multipart form breaks off or cannot be read.") from error
    return found


def _read(file: Any) -> bytes:
    file.file_object.seek(0)
    content: bytes = file.file_object.read()
    return content


def read_json(body: bytes) -> Any:
    """A JSON value. Raises BadInput: not JSON, not UTF-8, nested too deeply, numbers without end."""
    try:
        text = body.decode("utf-8-sig")
        if _is_too_deep(text):
            raise BadInput(f"The JSON is nested more than {_DEEPEST} deep.")
        value = json.loads(text, parse_constant=_refuse)
        return _writable(value) if "\\u" in text else value
    except UnicodeDecodeError as error:
        raise BadInput(f"The body is not UTF-8 (byte {error.start}).") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"The body is not JSON: {str(error)[:200]}.") from error


def _writable(value: Any) -> Any:
    """The same value with its texts as they can be kept: halves of characters replaced, NUL left out."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_writable(one) for one in value]
    if isinstance(value, dict):
        return {_writable(name): _writable(one) for name, one in value.items()}
    return value


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _is_too_deep(text: str) -> bool:
    """Counted in one cheap pass only where it could be; brackets inside strings may count too much, at that
    depth nobody minds."""
    if text.count("[") + text.count("{") <= _DEEPEST:
        return False
    depth = 0
    for sign in text:
        if sign in "[{":
            depth += 1
            if depth > _DEEPEST:
                return True
        elif sign in "]}":
            depth -= 1
    return False


def decoded_path(raw_path: bytes) -> str:
    """A path with its percent signs decoded once, runs of slashes made one, without NUL."""
    path = unquote(raw_path.decode("latin-1"), encoding="utf-8", errors="replace").replace("\0", "")
    while "//" in path:
        path = path.replace("//", "/")
    return path
