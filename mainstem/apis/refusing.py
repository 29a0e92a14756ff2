"""What refusals have in common: a status for each kind of error, and the headers that tell clients what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from mainstem.apis.answers import Answer
from mainstem.apis.doors import BodyTooLarge
from mainstem.feeds.errors import MainstemError, NotAllowed, NotFound, TooManyTries, WrongPassword

Statuses = Mapping[type[MainstemError], int]

_COMMON: Statuses = {
    WrongPassword: 401,
    NotAllowed: 403,
    NotFound: 404,
    BodyTooLarge: 413,
    TooManyTries: 429,
}


def status(error: MainstemError, own: Statuses, default: int = 500) -> int:
    """The status of an error: as the API's ``own`` table says, else as usual."""
    return next((code for kind, code in {**own, **_COMMON}.items() if isinstance(error, kind)), default)


def with_headers(answer: Answer, error: MainstemError, challenge: bytes = b"") -> Answer:
    """The answer with ``challenge`` for whoever did not sign in, and with the wait of whoever tried too often."""
    if isinstance(error, WrongPassword) and challenge:
        return replace(answer, headers=(*answer.headers, (b"www-authenticate", challenge)))
    if isinstance(error, TooManyTries):
        seconds = str(int(error.wait.total_seconds()) + 1).encode()
        return replace(answer, headers=(*answer.headers, (b"retry-after", seconds)))
    return answer
