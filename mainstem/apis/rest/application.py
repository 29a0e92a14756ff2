"""The API as one FastAPI application: its calls are found by themselves, its pages need no outside address."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import Any

from fastapi import FastAPI, Request
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import HTMLResponse, Response

from mainstem import __version__
from mainstem.apis.rest import answering, calls, page, problems
from mainstem.apis.rest.bounding import Bounded
from mainstem.library import Library

_ABOUT = (
    "Everything that Mainstem's own pages can do. Send a key, made on the settings page or with POST /keys, as"
    " `Authorization: Bearer <key>`. Errors are problem details (RFC 9457). Answers carry an ETag: send it back as"
    " `If-None-Match`. Writing calls may carry an `Idempotency-Key`: sent twice, they are done once."
)


def application(library: Library) -> FastAPI:
    """The application over one library."""
    app = FastAPI(
        title="Mainstem",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        strict_content_type=False,  # a body is JSON whatever it calls itself
        servers=[{"url": "/api/v1"}],
        responses=problems.RESPONSES,
        license_info={"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
    )
    app.state.library = library
    for found in sorted(pkgutil.iter_modules(calls.__path__), key=lambda one: one.name):
        app.include_router(importlib.import_module(f"{calls.__name__}.{found.name}").router)
    problems.install(app)
    app.add_middleware(Bounded)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=["Authorization", "Content-Type", "If-None-Match", "Idempotency-Key"],
        expose_headers=["ETag", "Retry-After"],
    )

    _publish(app)
    return app


def _publish(app: FastAPI) -> None:
    """The document for programs and the page for people, made when first asked for."""

    @cache
    def document() -> dict[str, Any]:
        return problems.described(app.openapi())

    @app.get("/openapi.json", include_in_schema=False)
    def program(request: Request) -> Response:
        return answering.of(request, document())

    @app.get("/docs", include_in_schema=False)
    def person() -> Response:
        return HTMLResponse(page.html(document()), headers=page.HEADERS)
