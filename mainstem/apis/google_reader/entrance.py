"""From a call to its answer: the path, signing in, the function, errors in this protocol's shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b
from urllib.parse import unquote

from mainstem.apis import refusing
from mainstem.apis.answers import Answer, of_text
from mainstem.apis.calls import Call, Form
from mainstem.apis.google_reader import compatibility, counts, lists, marks, subscriptions, tags
from mainstem.apis.google_reader.signing import BAD_TOKEN, client_login, signed_in
from mainstem.apis.google_reader.visit import Visit
from mainstem.feeds.errors import (
    FetchFailed,
    MainstemError,
    NotAllowed,
    NotFound,
    StorageTrouble,
    WrongPassword,
)
from mainstem.library import Library
from mainstem.library.apps import App

_Function = Callable[[Visit], Answer]


@dataclass(frozen=True, slots=True)
class _Entry:
    """An endpoint. ``is_kept``: its answer holds until something changes; ``has_tag``: and is compared
    by its digest, so that nothing is sent again that the client has."""

    function: _Function
    is_write: bool = False
    is_kept: bool = False
    has_tag: bool = False


_WRITE, _KEPT = {"is_write": True}, {"is_kept": True}
ENTRIES: dict[str, _Entry] = {
    "token": _Entry(compatibility.token),
    "user-info": _Entry(compatibility.user_info),
    "tag/list": _Entry(tags.listed, **_KEPT, has_tag=True),
    "subscription/list": _Entry(subscriptions.listed, **_KEPT, has_tag=True),
    "subscription/edit": _Entry(subscriptions.edit, **_WRITE),
    "subscription/quickadd": _Entry(subscriptions.quickadd, **_WRITE),
    "subscription/export": _Entry(subscriptions.exported),
    "subscription/import": _Entry(subscriptions.imported, **_WRITE),
    "import/opml": _Entry(subscriptions.imported, **_WRITE),
    "subscribed": _Entry(subscriptions.subscribed),
    "unread-count": _Entry(counts.unread, **_KEPT),
    "stream/items/ids": _Entry(lists.ids, **_KEPT),
    "stream/items/count": _Entry(lists.count, **_KEPT),
    "stream/items/contents": _Entry(lists.contents_by_id, **_KEPT),
    "edit-tag": _Entry(marks.edit_tag, **_WRITE),
    "mark-all-as-read": _Entry(marks.mark_all, **_WRITE),
    "rename-tag": _Entry(tags.rename, **_WRITE),
    "disable-tag": _Entry(tags.disable, **_WRITE),
    "preference/list": _Entry(compatibility.preferences),
    "preference/stream/list": _Entry(compatibility.stream_preferences),
    "preference/set": _Entry(compatibility.accepted),
    "preference/stream/set": _Entry(compatibility.accepted),
    "friend/list": _Entry(compatibility.friends),
    "status": _Entry(compatibility.status),
}
_CONTENTS = _Entry(lists.contents, **_KEPT)
_ATOM = re.compile(r"/reader/atom(?:/|$)")
_CONTENTS_PATH = re.compile(r"(?:stream/)?contents(?:/|$)")
_REST = re.compile(rb"/(?:contents|atom)/")
_SECONDS_KEPT = 10  # the clock in an answer is no older
_STATUS: refusing.Statuses = {StorageTrouble: 503}


def enter(library: Library, call: Call) -> Answer:
    """Answer a call; raises MainstemError."""
    path = call.path.removeprefix("/api/greader.php").rstrip("/")
    if path.endswith("/accounts/ClientLogin"):
        return client_login(library, call)
    if path in ("", "/check/compatibility"):
        return of_text("OK" if not path else "PASS")
    if path.startswith("/reader/icon/"):
        return subscriptions.icon(library, path.removeprefix("/reader/icon/"))
    form = _form(call, path)
    app = signed_in(library, call, form)
    entry, visit = _found(library, app, call, form, path)
    if entry.is_write and not app.may_write:
        raise NotAllowed("This app's password only allows reading.")
    return _tagged(entry, visit) if entry.is_kept else entry.function(visit)


def _form(call: Call, path: str) -> Form:
    """An import's body is a document, whatever type it says it has."""
    is_document = path.endswith(("/subscription/import", "/import/opml"))
    if is_document and not call.header("content-type").lower().startswith("multipart/"):
        is_document = call.body.lstrip()[:5].lower() != b"opml="
    return replace(call, body=b"").form() if is_document else call.form()


def _found(library: Library, app: App, call: Call, form: Form, path: str) -> tuple[_Entry, Visit]:
    """The endpoint of a path, with the stream that stands behind it. Raises NotFound."""
    if path == "/reader/ping":
        return _Entry(compatibility.accepted), Visit(library, app, call, form)
    if path == "/reader/subscriptions/export":
        return ENTRIES["subscription/export"], Visit(library, app, call, form)
    if _ATOM.match(path):
        as_atom = Form([*form.pairs(), ("output", "atom")])
        return _CONTENTS, Visit(library, app, call, as_atom, _rest(call))
    name = path.removeprefix("/reader/api/0/")
    if name != path and _CONTENTS_PATH.match(name):
        return _CONTENTS, Visit(library, app, call, form, _rest(call))
    if name == path or name not in ENTRIES:
        raise NotFound(f"There is nothing at {path[:200]!r}.")
    return ENTRIES[name], Visit(library, app, call, form)


def _rest(call: Call) -> str:
    """The stream behind the endpoint, decoded once; slashes of an address inside it stay two."""
    match = _REST.search(call.raw_path)
    rest = call.raw_path[match.end() :] if match else b""
    return unquote(rest.decode("latin-1"), errors="replace").replace("\0", "").strip("/")


def _tagged(entry: _Entry, visit: Visit) -> Answer:
    """An answer that holds as long as nothing changes in the database, its clock for some seconds."""
    answer = replace(entry.function(visit), holds=_SECONDS_KEPT)
    if not entry.has_tag:
        return answer
    tag = f'"{blake2b(answer.body, digest_size=12).hexdigest()}"'.encode()
    return _unless_had(replace(answer, headers=(*answer.headers, (b"etag", tag))), visit.call)


def _unless_had(answer: Answer, call: Call) -> Answer:
    tags = [value for name, value in answer.headers if name == b"etag"]
    had = call.header("if-none-match").encode("latin-1")
    if had and tags and tags[0] in (one.strip().removeprefix(b"W/") for one in had.split(b",")):
        return replace(answer, body=b"", status=304)
    return answer


def refuse(error: MainstemError) -> Answer:
    """A short text; a status that makes clients renew what they hold only where that helps."""
    if isinstance(error, WrongPassword):
        return of_text("Unauthorized", 401, *BAD_TOKEN)
    said = f"No feed could be fetched: {error}" if isinstance(error, FetchFailed) else str(error)
    return refusing.with_headers(of_text(said, refusing.status(error, _STATUS, 400)), error)
