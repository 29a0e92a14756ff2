"""Everything one can go to, for the command palette."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import overview
from mainstem.web.rendering import data
from mainstem.web.visit import Visit, get

_PLACES = (
    ("Main stream", "/"),
    ("Favourites", "/stream/starred"),
    ("All feeds", "/stream/all"),
    ("Lately read", "/stream/history"),
    ("Add a feed", "/subscribe"),
    ("Subscriptions", "/subscriptions"),
    ("Settings", "/settings"),
    ("Keyboard", "/keys"),
    ("Statistics", "/statistics"),
    ("Import and export", "/import"),
)


def show(visit: Visit) -> Response:
    """Pairs of name and address, with what kind of thing it is."""
    seen = overview.look(visit.library, visit.reader)
    say = visit.words.text
    found = [[say(name), address, ""] for name, address in _PLACES]
    found += [[one.name, f"/stream/folder/{one.id}", say("Folder")] for one in seen.folders]
    found += [[one.name, f"/stream/label/{one.id}", say("Label")] for one in seen.labels]
    found += [[one.title, f"/stream/feed/{one.feed_id}", say("Feed")] for one in seen.followed]
    return data(visit, found)


ENTRANCES = (get("/palette", show),)
