"""Miniflux's API v1, byte for byte as its clients expect it; ids of entries are their serials."""

from __future__ import annotations

from starlette.routing import BaseRoute

from mainstem.apis.doors import Door
from mainstem.apis.miniflux import entrance
from mainstem.apis.remembering import Remembered
from mainstem.apis.table import Under
from mainstem.apis.ways import Way
from mainstem.library import Library

__all__ = ["WAYS", "routes"]

_APPS = ("Capy Reader", "Fluent Reader", "Newsboat", "NewsFlash")
WAYS = (Way("Miniflux"), *(Way("Miniflux", "", app) for app in _APPS))


def routes(library: Library) -> list[BaseRoute]:
    """Everything below /v1, and the two addresses that clients ask to see whether somebody is there."""
    door = Door(lambda call: entrance.enter(library, call), entrance.refuse, memory=Remembered(library))
    return [Under(("/v1", "/healthcheck", "/version"), door)]
