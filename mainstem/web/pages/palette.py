"""Everything one can go to, for the command palette."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import overview, saving
from mainstem.web import places
from mainstem.web.keys import COMMANDS
from mainstem.web.rendering import data
from mainstem.web.visit import Visit, get

_SILENT = ("palette", "close", "help-too")  # actions that make no sense here
_PLACES = (
    ("Main stream", "/"),
    ("Favourites", "/stream/starred"),
    ("All feeds", "/stream/all"),
    ("Lately read", "/stream/history"),
    ("Put off", "/stream/snoozed"),
    ("Briefing", "/briefing"),
    ("What is next", "/next"),
    ("For you", "/for-you"),
)


def show(visit: Visit) -> Response:
    """Pairs of name and address, with what kind of thing it is."""
    seen = overview.look(visit.library, visit.reader)
    say = visit.words.text
    found = [[say(name), address, ""] for name, address in _PLACES]
    found += [[say(one.name), one.address, ""] for _, held in places.groups(visit) for one in held]
    found += [[one.name, f"/stream/folder/{one.id}", say("Folder")] for one in seen.folders]
    found += [[one.name, f"/stream/label/{one.id}", say("Label")] for one in seen.labels]
    found += [[one.title, f"/stream/feed/{one.feed_id}", say("Feed")] for one in seen.followed]
    searches = saving.every(visit.library, visit.reader)
    found += [[one.name, f"/stream/search/{one.id}", say("Saved search")] for one in searches]
    found += [
        [say(one.meaning), f"do:{one.name}", say("Action")] for one in COMMANDS if one.name not in _SILENT
    ]
    return data(visit, found)


ENTRANCES = (get("/palette", show),)
