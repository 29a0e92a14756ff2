"""What hubs (WebSub) and clouds (rssCloud) tell us: challenges to be answered, news to be kept."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from mainstem.library import Library, pushing

_LARGEST = 20_000_000  # bytes of a push: what a fetch may be
_NOBODY_ASKED = PlainTextResponse("Nobody asked for this.", status_code=404)


def routes(library: Library) -> list[BaseRoute]:
    """The callbacks; there are none without a public address."""
    if not library.public_url:
        return []
    return [
        Route("/push/cloud", partial(_challenge, library), methods=["GET"]),
        Route("/push/cloud", partial(_pinged, library), methods=["POST"]),
        Route("/push/{token}", partial(_verify, library), methods=["GET"]),
        Route("/push/{token}", partial(_deliver, library), methods=["POST"]),
    ]


async def _verify(library: Library, request: Request) -> Response:
    asked = dict(request.query_params)
    challenge = await run_in_threadpool(pushing.verify, library, request.path_params["token"], asked)
    return _NOBODY_ASKED if challenge is None else PlainTextResponse(challenge)


async def _deliver(library: Library, request: Request) -> Response:
    body = await _body(request)
    if body is None:
        return PlainTextResponse("Too large.", status_code=413)
    headers = dict(request.headers)
    is_wanted = await run_in_threadpool(pushing.deliver, library, request.path_params["token"], headers, body)
    return Response(status_code=202) if is_wanted else PlainTextResponse("Gone.", status_code=410)


async def _challenge(library: Library, request: Request) -> Response:
    """rssCloud asks back before it believes that we want to be told of ``url``."""
    told = await run_in_threadpool(pushing.is_asked_for, library, request.query_params.get("url", ""))
    return PlainTextResponse(request.query_params.get("challenge", "")) if told else _NOBODY_ASKED


async def _pinged(library: Library, request: Request) -> Response:
    form = await request.form(max_files=0, max_fields=10)
    told = await run_in_threadpool(pushing.pinged, library, str(form.get("url", "")))
    return Response(status_code=202) if told else _NOBODY_ASKED


async def _body(request: Request) -> bytes | None:
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > _LARGEST:
            return None
        parts.append(part)
    return b"".join(parts)
