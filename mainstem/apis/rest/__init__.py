"""Mainstem's own API at /api/v1: what the old protocols cannot say. Needs the extra ``rest``."""

from __future__ import annotations

from starlette.routing import BaseRoute, Mount

from mainstem.apis.answers import Answer, dumps
from mainstem.apis.calls import Call
from mainstem.apis.doors import Door
from mainstem.apis.table import Under
from mainstem.feeds.errors import MainstemError
from mainstem.library import Library

__all__ = ["PREFIX", "routes"]

PREFIX = "/api/v1"
_PROBLEM = (b"content-type", b"application/problem+json")
_MISSING = {
    "type": "about:blank",
    "title": "Not Implemented",
    "status": 501,
    "detail": "The REST API is not installed here. Install mainstem[rest] and start anew.",
}


def routes(library: Library) -> list[BaseRoute]:
    """Everything below /api/v1; where FastAPI is not installed, one answer that says so."""
    try:
        import fastapi  # noqa: F401
    except ImportError:
        return [Under((PREFIX,), Door(_missing, _refuse))]
    from mainstem.apis.rest.application import application

    return [Mount(PREFIX, app=application(library))]


def _missing(_call: Call) -> Answer:
    return Answer(dumps(_MISSING), 501, (_PROBLEM,))


def _refuse(error: MainstemError) -> Answer:
    return Answer(dumps({**_MISSING, "detail": str(error)}), 501, (_PROBLEM,))
