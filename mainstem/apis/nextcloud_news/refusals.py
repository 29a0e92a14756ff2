"""Errors as Nextcloud News tells them."""

from __future__ import annotations

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.doors import BodyTooLarge
from mainstem.feeds.errors import (
    AlreadyExists,
    BadInput,
    FetchFailed,
    MainstemError,
    NotAFeed,
    NotAllowed,
    NotFound,
    TooManyTries,
    WrongPassword,
)

_CHALLENGE = (b"www-authenticate", b'Basic realm="Mainstem", charset="UTF-8"')
_STATUS: dict[type[MainstemError], int] = {
    AlreadyExists: 409,
    BadInput: 422,
    FetchFailed: 422,
    NotAFeed: 422,
    WrongPassword: 401,
    NotAllowed: 403,
    NotFound: 404,
    BodyTooLarge: 413,
    TooManyTries: 429,
}


class Missing(BadInput):
    """A parameter is missing."""


def refuse(error: MainstemError) -> Answer:
    """An error with its sentence as ``message``."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    if isinstance(error, Missing):
        status = 400
    answer = of_json({"message": str(error)}, status)
    headers = answer.headers
    if isinstance(error, WrongPassword):
        headers = (*headers, _CHALLENGE)
    if isinstance(error, TooManyTries):
        headers = (*headers, (b"retry-after", str(int(error.wait.total_seconds()) + 1).encode()))
    return Answer(answer.body, status, headers)
