"""The way in for every API: reads a bounded body, hands the call to a thread, answers in the API's shape.

What goes wrong on purpose (``MainstemError``) is translated by the API's own ``refuse``; what should never
happen is logged here and told to ``refuse`` as StorageTrouble: no trace leaves the house.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from mainstem.apis.answers import Answer
from mainstem.apis.calls import Call, decoded_path
from mainstem.apis.remembering import Remembered
from mainstem.feeds.errors import MainstemError, StorageTrouble

_LOG = logging.getLogger("mainstem.apis")
LARGEST_BODY = 16_000_000

# no cookies are read here, so any page may ask with credentials of its own
_ANY_ORIGIN = (b"access-control-allow-origin", b"*")
_PREFLIGHT = (
    _ANY_ORIGIN,
    (b"access-control-allow-methods", b"GET, POST, PUT, PATCH, DELETE, OPTIONS"),
    (
        b"access-control-allow-headers",
        b"Authorization, Content-Type, Accept, X-Auth-Token, If-None-Match, Idempotency-Key",
    ),
    (b"access-control-max-age", b"86400"),
)
_GUARDED = ((b"x-content-type-options", b"nosniff"), (b"cache-control", b"private, no-cache"), _ANY_ORIGIN)


class BodyTooLarge(MainstemError):
    """The body is larger than is read here. Send it in parts."""


@dataclass(frozen=True, slots=True)
class Door:
    """An ASGI application: ``enter`` answers a call in a thread, ``refuse`` puts an error into the API's
    shape. ``limit`` is the largest body in bytes; ``memory`` keeps the answers that hold."""

    enter: Callable[[Call], Answer]
    refuse: Callable[[MainstemError], Answer]
    limit: int = LARGEST_BODY
    memory: Remembered | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        method = scope["method"]
        if method == "OPTIONS":
            await _send(send, Answer(b"", 204, _PREFLIGHT), is_bodiless=True)
            return
        try:
            body = await _read(scope, receive, self.limit) if method not in ("GET", "HEAD") else b""
        except ClientDisconnect:
            return
        except BodyTooLarge as error:
            await _send(send, self.refuse(error), is_closing=True)
            return
        key = self.memory.key(scope, body) if self.memory else None
        answer = self._recalled(key) if self.memory and self.memory.is_quick else None
        if answer is None:
            answer = await to_thread.run_sync(self._answer, scope, body, key)
        await _send(send, answer, is_bodiless=method == "HEAD")

    def _recalled(self, key: Hashable | None) -> Answer | None:
        if self.memory is None or key is None:
            return None
        return self.memory.find(key, self.memory.version())

    def _answer(self, scope: Scope, body: bytes, key: Hashable | None) -> Answer:
        if self.memory is None or key is None:
            return self._made(_call(scope, body))
        version = self.memory.version()
        kept = None if self.memory.is_quick else self.memory.find(key, version)
        if kept is None:
            kept = self._made(_call(scope, body))
            self.memory.keep(key, version, kept)
        return kept

    def _made(self, call: Call) -> Answer:
        try:
            return self.enter(call)
        except MainstemError as error:
            return self.refuse(error)
        except Exception:
            _LOG.exception("An unexpected error in %s %s", call.method, call.path)
            return self.refuse(StorageTrouble("Something went wrong here; the log says what."))


async def _read(scope: Scope, receive: Receive, limit: int) -> bytes:
    """The whole body, however it is chunked, or BodyTooLarge as soon as that is known."""
    declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    if declared.isdigit() and (len(declared) > 12 or int(declared) > limit):
        raise BodyTooLarge()
    came = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        came += message.get("body", b"")
        if len(came) > limit:
            raise BodyTooLarge()
        if not message.get("more_body"):
            return bytes(came)


def _call(scope: Scope, body: bytes) -> Call:
    headers = dict(reversed(scope["headers"]))
    client = scope.get("client")
    raw_path = scope.get("raw_path") or scope["path"].encode()
    host = headers.get(b"host", b"").decode("latin-1")
    return Call(
        method="GET" if scope["method"] == "HEAD" else scope["method"],
        path=decoded_path(raw_path),
        raw_path=raw_path,
        query=scope["query_string"],
        headers=headers,
        body=body,
        address=client[0] if client else "",
        base_url=f"{scope['scheme']}://{host}" if host else "",
        parts=scope.get("path_params", {}),
    )


async def _send(send: Send, answer: Answer, *, is_bodiless: bool = False, is_closing: bool = False) -> None:
    headers: list[Any] = [*answer.headers, (b"content-length", str(len(answer.body)).encode()), *_GUARDED]
    if answer.status == 204:
        headers = [*answer.headers, *(_GUARDED if _ANY_ORIGIN not in answer.headers else ())]
    elif answer.status == 304:
        headers = [*answer.headers, *_GUARDED]
    if is_closing:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    body = b"" if is_bodiless or answer.status in (204, 304) else answer.body
    await send({"type": "http.response.body", "body": body})
