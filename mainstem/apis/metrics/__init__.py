"""Figures for Prometheus at /metrics: for this machine, and for whoever brings an administrator's app password."""

from __future__ import annotations

from functools import partial
from ipaddress import ip_address

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from mainstem.feeds.errors import MainstemError
from mainstem.library import Library, apps, metrics

_FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")
_REFUSED = PlainTextResponse(
    "Ask from this machine, or with the app password of an administrator: Authorization: Bearer …\n",
    status_code=401,
    headers={"www-authenticate": 'Bearer realm="metrics"'},
)
_NOT_COUNTED = PlainTextResponse(
    "Nothing is counted in this process: install mainstem[metrics], and ask the process that polls.\n",
    status_code=404,
)


def routes(library: Library) -> list[BaseRoute]:
    """The one address."""
    return [Route("/metrics", partial(_show, library), methods=["GET"])]


async def _show(library: Library, request: Request) -> Response:
    if not await run_in_threadpool(_may_see, library, request):
        return _REFUSED
    told = await run_in_threadpool(metrics.exposition, library)
    return _NOT_COUNTED if told is None else Response(told, media_type=metrics.MEDIA_TYPE)


def _may_see(library: Library, request: Request) -> bool:
    address = request.client.host if request.client else ""
    if _is_here(address) and not any(name in request.headers for name in _FORWARDED):
        return True  # what a proxy on this machine passes on is not asked from here
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not secret.strip():
        return False
    try:
        return apps.by_secret(library, secret.strip(), address).user.is_admin
    except MainstemError:
        return False


def _is_here(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
