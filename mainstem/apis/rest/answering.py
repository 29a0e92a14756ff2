"""Answers: JSON from our values, with an ETag so that what is unchanged need not be sent again."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from fastapi import Request
from starlette.responses import Response

from mainstem.apis.answers import dumps

_HEADERS = {"Cache-Control": "private, no-cache"}


def of(request: Request, value: Any, status: int = 200) -> Response:
    """A value as JSON; 304 where the request has it already (RFC 9110, 13.1.2)."""
    body = dumps(value)
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {**_HEADERS, "ETag": tag}
    if request.method in ("GET", "HEAD") and _matches(request.headers.get("if-none-match", ""), tag):
        return Response(b"", 304, headers)
    return Response(body, status, headers, media_type="application/json")


def nothing() -> Response:
    """Done, and nothing to say."""
    return Response(b"", 204, _HEADERS)


def _matches(sent: str, tag: str) -> bool:
    known = {one.strip().removeprefix("W/") for one in sent.split(",")}
    return tag in known or "*" in known
