"""From a call to its answer: the key, then every argument that is there, merged into one object."""

from __future__ import annotations

from dataclasses import replace

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.calls import Call
from mainstem.apis.doors import BodyTooLarge
from mainstem.apis.fever import marks, reads
from mainstem.apis.fever.visit import Said, Visit
from mainstem.feeds.errors import MainstemError, StorageTrouble, TooManyTries, WrongPassword
from mainstem.library import Library, apps, sync

_VERSION = 3
_SECONDS_KEPT = 60.0


def enter(library: Library, call: Call) -> Answer:
    """Answer a call; raises MainstemError."""
    form = call.form()
    key = form.one("api_key") or call.header("api_key")
    app = apps.by_fever_key(library, key, call.address)
    visit = Visit(library, app, form)
    written = marks.write(visit)
    said: Said = {
        "api_version": _VERSION,
        "auth": 1,
        "last_refreshed_on_time": sync.newest_refresh(library, app.user),
    }
    said |= written
    for argument, function in reads.ARGUMENTS.items():
        if form.has(argument):
            said |= function(visit)
    is_reading = not form.has("mark") and not form.has("unread_recently_read")
    return replace(of_json(said), holds=_SECONDS_KEPT if is_reading else 0)


def refuse(error: MainstemError) -> Answer:
    """A wrong key is told with status 200. Trouble is not, or an app would take what is missing for read."""
    if isinstance(error, WrongPassword | TooManyTries):
        return of_json({"api_version": _VERSION, "auth": 0})
    status = 503 if isinstance(error, StorageTrouble) else 413 if isinstance(error, BodyTooLarge) else 400
    return of_json({"api_version": _VERSION, "auth": 1, "error": str(error)}, status)
