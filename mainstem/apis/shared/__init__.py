"""What readers share of their saved searches under secret addresses: a page, feeds, a list; nobody signs in."""

from __future__ import annotations

from functools import partial

from starlette.routing import BaseRoute

from mainstem.apis.doors import Door
from mainstem.apis.remembering import Remembered
from mainstem.apis.shared.entrance import PREFIX, enter, refuse
from mainstem.apis.table import Under
from mainstem.library import Library


def routes(library: Library) -> list[BaseRoute]:
    """All that stands below /shared."""
    return [Under((PREFIX,), Door(partial(enter, library), refuse, limit=0, memory=Remembered(library)))]
