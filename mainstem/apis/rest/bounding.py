"""No body is read beyond a limit, declared or not."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mainstem.apis.doors import LARGEST_BODY, BodyTooLarge
from mainstem.apis.rest import problems


class Bounded:
    """Middleware that ends a request whose body grows too large."""

    def __init__(self, app: ASGIApp, limit: int = LARGEST_BODY) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = await self._read(scope, receive)
        if body is None:
            await problems.told(BodyTooLarge())(scope, receive, send)
            return
        pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replayed() -> Message:
            return pending.pop() if pending else await receive()

        await self.app(scope, replayed, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        """The whole body, which every call needs at once anyway; None as soon as it is known to be too large."""
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
        if declared.isdigit() and (len(declared) > 12 or int(declared) > self.limit):
            return None
        came = bytearray()
        while True:
            message = await receive()
            came += message.get("body", b"")
            if len(came) > self.limit:
                return None
            if not message.get("more_body"):
                return bytes(came)
