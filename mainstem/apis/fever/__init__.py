"""The Fever API: one address, everything in the parameters, always status 200; what it calls items are entries
by their serial."""

from __future__ import annotations

from functools import partial

from starlette.routing import BaseRoute

from mainstem.apis.doors import Door
from mainstem.apis.fever.entrance import enter, refuse
from mainstem.apis.remembering import Remembered
from mainstem.apis.table import Under
from mainstem.apis.ways import Way
from mainstem.library import Library

WAYS = (Way("Fever", "/fever/"), *(Way("Fever", "/fever/", app) for app in ("elfeed", "Fiery Feeds")))
PREFIXES = ("/fever", "/fever.php", "/api/fever.php")


def routes(library: Library) -> list[BaseRoute]:
    """All that this API answers; nothing is redirected, which would turn a POST into a GET."""
    return [Under(PREFIXES, Door(partial(enter, library), refuse, memory=Remembered(library)))]
