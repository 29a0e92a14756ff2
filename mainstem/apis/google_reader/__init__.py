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


def routes(library: Library) -> list[BaseRoute]:
    """All that this API answers."""
    return [Under(PREFIXES, Door(partial(enter, library), refuse, memory=Remembered(library)))]
