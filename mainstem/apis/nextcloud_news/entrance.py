"""From a call to its answer."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from mainstem.apis import remembering
from mainstem.apis.answers import Answer, of_json
from mainstem.apis.calls import Call
from mainstem.apis.nextcloud_news import about, feeds, folders, items, marks
from mainstem.apis.nextcloud_news.request import Request
from mainstem.apis.table import Found, Table
from mainstem.feeds.errors import NotAllowed, WrongPassword
from mainstem.library import Library, apps
from mainstem.library.apps import App

TABLE = Table([*about.ROWS, *folders.ROWS, *feeds.ROWS, *marks.ROWS, *items.ROWS])

_PREFIX = re.compile(r"(?:/index\.php)?/apps/news/api")
_VERSION = re.compile(r"/v1-[23](?=/)")
_LEVELS = {"apiLevels": ["v1-2", "v1-3"]}


def enter(library: Library, call: Call) -> Answer:
    """Answer a call; raises MainstemError."""
    path = _path(call)
    if path == "":
        return of_json(_LEVELS)
    app = sign_in(library, call)
    found = TABLE.find(call.method, path)
    if not isinstance(found, Found):
        return of_json({"message": "There is no such call."}, 405 if found else 404)
    if call.method != "GET" and not app.may_write:
        raise NotAllowed("This app's password only allows reading.")
    asked = Request(library, app, call, found.parts)
    return remembering.answer(call, lambda: found.function(asked))


def sign_in(library: Library, call: Call) -> App:
    """Who asks."""
    given = call.basic()
    if given is None:
        raise WrongPassword()
    return apps.by_password(library, *given, call.address)


def _path(call: Call) -> str:
    """The path after the version. A guid that stands bare in it may hold a question mark: then the query is
    part of the path, which only calls about stars have."""
    path = call.path
    tail = unquote_to_bytes(call.query).decode("utf-8", "replace").replace("\0", "")
    if "/items/" in path and tail.endswith(("/star", "/unstar")):
        path = f"{path}?{tail}"
    path = _PREFIX.sub("", path, count=1)
    return _VERSION.sub("", path, count=1).rstrip("/")
