"""A call that is sent twice is done once: the header Idempotency-Key names it, its answer is kept for a day.

Shape: draft-ietf-httpapi-idempotency-key-header. A key that comes with another call is refused (422), one
whose call is still being answered too (409).
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from hashlib import sha256
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from mainstem.apis.rest import asking, problems
from mainstem.feeds.errors import MainstemError
from mainstem.library import Library, repeats
from mainstem.library.repeats import Kept

HEADER = "idempotency-key"
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Repeatable(APIRoute):
    """A route whose writing calls can be repeated safely."""

    def get_route_handler(self) -> Handler:
        """The route's handler, behind the memory of what was answered."""
        handler = super().get_route_handler()

        async def remembering(request: Request) -> Response:
            key = request.headers.get(HEADER, "")
            if not key or request.method in ("GET", "HEAD"):
                return await handler(request)
            return await _once(key, request, handler)

        return remembering


async def _once(key: str, request: Request, handler: Handler) -> Response:
    library: Library = request.app.state.library
    digest = sha256(
        f"{request.method} {request.url.path}?{request.url.query}\n".encode() + await request.body()
    )
    try:
        app = await run_in_threadpool(asking.sign_in, request)
        had = await run_in_threadpool(repeats.begin, library, app.user, key, digest.hexdigest())
    except MainstemError as error:
        return problems.told(error)
    if had is not None:
        return _again(had)
    try:
        response = await handler(request)
    except MainstemError as error:
        response = problems.told(error)
    except BaseException:
        await run_in_threadpool(repeats.forget, library, app.user, key)
        raise
    kept = Kept(response.status_code, bytes(response.body))
    await run_in_threadpool(repeats.end, library, app.user, key, kept)
    return response


def _again(had: Kept) -> Response:
    media_type = "application/json" if had.status < 400 else "application/problem+json"
    headers = {"Idempotency-Replayed": "true"}
    return Response(had.body, had.status, headers, media_type=media_type if had.body else None)
