"""From a call to its answer: signing in, finding the function, putting errors into Miniflux's shape."""

from __future__ import annotations

from mainstem.apis import refusing, remembering
from mainstem.apis.answers import Answer, of_json, of_text
from mainstem.apis.calls import Call
from mainstem.apis.miniflux import (
    accounts,
    categories,
    enclosures,
    entries,
    feeds,
    finding,
    keys,
    lists,
    subscriptions,
    writes,
)
from mainstem.apis.miniflux.request import Request
from mainstem.apis.miniflux.shapes.version import VERSION
from mainstem.apis.table import Found, Table
from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError, NotAllowed, WrongPassword
from mainstem.library import Library, apps
from mainstem.library.apps import App

_CHALLENGE = b'Basic realm="Restricted"'
_STATUS: refusing.Statuses = {BadInput: 400, AlreadyExists: 400}

TABLE = Table(
    [
        *accounts.ROWS,
        *categories.ROWS,
        *subscriptions.ROWS,
        *feeds.ROWS,
        *lists.ROWS,
        *writes.ROWS,
        *entries.ROWS,
        *enclosures.ROWS,
        *finding.ROWS,
        *keys.ROWS,
    ]
)


def enter(library: Library, call: Call) -> Answer:
    """Answer a call; raises MainstemError."""
    path = call.path.rstrip("/")
    if path == "/healthcheck":
        return of_text("OK")
    if path == "/version":
        return of_text(VERSION)
    app = sign_in(library, call)
    found = TABLE.find(call.method, path)
    if not isinstance(found, Found):
        return _unknown(found)
    if call.method != "GET" and not app.may_write:
        raise NotAllowed("This app's password only allows reading.")
    asked = Request(library, app, call, found.parts)
    return remembering.answer(call, lambda: found.function(asked))


def sign_in(library: Library, call: Call) -> App:
    """Who asks. A token counts alone: a wrong one is refused even beside a right password; an empty one is none."""
    if token := call.header("x-auth-token"):
        return apps.by_secret(library, token, call.address)
    given = call.basic()
    if given is None:
        raise WrongPassword("Access Unauthorized")
    return apps.by_password(library, *given, call.address)


def refuse(error: MainstemError) -> Answer:
    """An error as Miniflux's clients read it; what fails at a publisher's is the server's trouble to them."""
    told = of_json({"error_message": str(error)}, refusing.status(error, _STATUS))
    return refusing.with_headers(told, error, _CHALLENGE)


def _unknown(allowed: frozenset[str]) -> Answer:
    if not allowed:
        return of_json({"error_message": "Resource Not Found"}, 404)
    answer = of_json({"error_message": "Method Not Allowed"}, 405)
    return Answer(answer.body, 405, (*answer.headers, (b"allow", ", ".join(sorted(allowed)).encode())))
