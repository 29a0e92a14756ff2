"""Errors as Nextcloud News tells them."""

from __future__ import annotations

from mainstem.apis import refusing
from mainstem.apis.answers import Answer, of_json
from mainstem.feeds.errors import AlreadyExists, BadInput, FetchFailed, MainstemError, NotAFeed


class Missing(BadInput):
    """A parameter is missing."""


_CHALLENGE = b'Basic realm="Mainstem", charset="UTF-8"'
_STATUS: refusing.Statuses = {
    Missing: 400,
    AlreadyExists: 409,
    BadInput: 422,
    FetchFailed: 422,
    NotAFeed: 422,
}


def refuse(error: MainstemError) -> Answer:
    """An error with its sentence as ``message``."""
    told = of_json({"message": str(error)}, refusing.status(error, _STATUS))
    return refusing.with_headers(told, error, _CHALLENGE)
