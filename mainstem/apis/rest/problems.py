"""Errors as problem details (RFC 9457): what was seen, and what to do."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mainstem.apis.answers import dumps
from mainstem.apis.doors import BodyTooLarge
from mainstem.feeds.errors import (
    AlreadyExists,
    BadInput,
    DatabaseBusy,
    FetchFailed,
    MainstemError,
    NotAFeed,
    NotAllowed,
    NotFound,
    TooManyTries,
    WrongPassword,
)

_STATUS: tuple[tuple[type[MainstemError], int], ...] = (
    (BadInput, 422),
    (WrongPassword, 401),
    (NotAllowed, 403),
    (NotFound, 404),
    (AlreadyExists, 409),
    (BodyTooLarge, 413),
    (NotAFeed, 422),
    (TooManyTries, 429),
    (FetchFailed, 422),
    (DatabaseBusy, 503),
)


class Problem(BaseModel):
    """What went wrong."""

    type: str = "about:blank"
    title: str = Field(description="The status in words.")
    status: int
    detail: str = Field(description="What was seen, and what to do, for a person.")
    field: str = Field("", description="The field or parameter that is meant.")


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": HTTPStatus(status).phrase}
    for status in (400, 401, 403, 404, 409, 413, 422, 429, 503)
}


def answer(status: int, detail: str, field: str = "", headers: dict[str, str] | None = None) -> Response:
    """A problem as a response."""
    title = HTTPStatus(status).phrase
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail, "field": field}
    return Response(dumps(problem), status, headers, media_type="application/problem+json")


def told(error: MainstemError) -> Response:
    """A problem of ours as a response."""
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    headers: dict[str, str] = {}
    if isinstance(error, WrongPassword):
        headers["WWW-Authenticate"] = 'Bearer realm="Mainstem"'
    if isinstance(error, TooManyTries):
        headers["Retry-After"] = str(int(error.wait.total_seconds()) + 1)
    if isinstance(error, DatabaseBusy):
        headers["Retry-After"] = "1"
    return answer(status, str(error), getattr(error, "field", ""), headers)


def install(app: FastAPI) -> None:
    """Let every error leave as a problem."""
    app.add_exception_handler(MainstemError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def described(document: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI document in which problems have the media type that they are sent with."""
    for methods in document["paths"].values():
        for call in methods.values():
            for status, one in call["responses"].items():
                if int(status) >= 400 and "application/json" in one.get("content", {}):
                    one["content"] = {"application/problem+json": one["content"]["application/json"]}
    return document


def _ours(_request: Request, error: Exception) -> Response:
    assert isinstance(error, MainstemError)
    return told(error)


def _invalid(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"] if part not in ("body", "query", "path"))
    status = 400 if first["type"] == "json_invalid" else 422
    return answer(status, f"{first['msg']}.".replace("..", "."), place)


def _http(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    return answer(error.status_code, str(error.detail), headers=headers)


def _unexpected(_request: Request, _error: Exception) -> Response:
    return answer(500, "Something went wrong here; the log says what.")
