"""Errors become pages, once: a status, a sentence, and what to do. Never a trace."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.feeds import errors
from mainstem.feeds.errors import MainstemError
from mainstem.web.rendering import data, render
from mainstem.web.visit import Visit

# the first that fits
_STATUSES: tuple[tuple[type[MainstemError], int], ...] = (
    (errors.NotFound, 404),
    (errors.NotAllowed, 403),
    (errors.WrongPassword, 403),
    (errors.TooManyTries, 429),
    (errors.AlreadyExists, 409),
    (errors.DiskFull, 507),
    (errors.StorageTrouble, 503),
    (errors.FetchFailed, 422),
    (errors.NotAFeed, 422),
    (errors.BadInput, 422),
)


def status_of(error: MainstemError) -> int:
    """The HTTP status that says what kind of trouble it is."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def sentence(visit: Visit, error: MainstemError) -> str:
    """What a person reads, in their language as far as it is known."""
    words = [error.message, error.advice]
    said = " ".join(visit.words.sentence(one) for one in words if one)
    is_named = error.about and error.about not in error.message
    return f"{error.about}: {said}" if is_named else said


def page(visit: Visit, error: MainstemError) -> Response:
    """The answer where no form can show the error beside its field."""
    status = status_of(error)
    said = sentence(visit, error)
    answer = (
        data(visit, {"error": said, "field": getattr(error, "field", "")}, status)
        if visit.wants_data
        else render(visit, "problem.html", status, said=said)
    )
    if isinstance(error, errors.TooManyTries):
        answer.headers["retry-after"] = str(int(error.wait.total_seconds()) + 1)
    return answer
