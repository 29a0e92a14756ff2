"""What is next, as a calendar, and the briefing, as a feed, under secret addresses; nobody signs in."""

from __future__ import annotations

from functools import partial

from starlette.routing import BaseRoute

from mainstem.apis.doors import Door
from mainstem.apis.secret.entrance import PREFIX, enter, refuse
from mainstem.apis.table import Under
from mainstem.library import Library


def routes(library: Library) -> list[BaseRoute]:
    """All that stands below /secret."""
    return [Under((PREFIX,), Door(partial(enter, library), refuse, limit=0))]
