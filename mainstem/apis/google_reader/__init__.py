"""The Google Reader API: each protocol id and word lives and dies here.

Served at the root and below /api/greader.php, since apps take either. What real clients need is kept where no
document says it; see docs/why/sync.md.
"""

from __future__ import annotations

from functools import partial

from starlette.routing import BaseRoute

from mainstem.apis.doors import Door
from mainstem.apis.google_reader.entrance import enter, refuse
from mainstem.apis.remembering import Remembered
from mainstem.apis.table import Under
from mainstem.apis.ways import Way
from mainstem.library import Library

PREFIXES = (
    "/api/greader.php",
    "/accounts/ClientLogin",
    "/reader/api",
    "/reader/atom",
    "/reader/icon",
    "/reader/ping",
    "/reader/subscriptions",
)

_BELOW = "/api/greader.php"
_FROM_THE_ROOT = ("Capy Reader", "Readrops", "Reeder", "RSS Guard")  # these add the path themselves
_WHOLE = (
    *("EasyRSS", "FeedMe", "Fluent Reader", "FocusReader", "Liferea", "lire", "NetNewsWire", "Newsboat"),
    *("NewsFlash", "Read You", "ReadKit", "Unread", "Vienna"),
)
WAYS = (
    Way("FreshRSS", _BELOW),
    Way("Google Reader"),
    *(Way("FreshRSS", "", app) for app in _FROM_THE_ROOT),
    *(Way("FreshRSS", _BELOW, app) for app in _WHOLE),
)


def routes(library: Library) -> list[BaseRoute]:
    """All that this API answers."""
    return [Under(PREFIXES, Door(partial(enter, library), refuse, memory=Remembered(library)))]
