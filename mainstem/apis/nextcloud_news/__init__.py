"""Nextcloud News's API, v1-2 and v1-3 as one: what apps of either send is understood on both."""

from __future__ import annotations

from starlette.routing import BaseRoute

from mainstem.apis.doors import Door
from mainstem.apis.nextcloud_news import entrance
from mainstem.apis.nextcloud_news.refusals import refuse
from mainstem.apis.remembering import Remembered
from mainstem.apis.table import Under
from mainstem.apis.ways import Way
from mainstem.library import Library

__all__ = ["WAYS", "routes"]

WAYS = (
    Way("Nextcloud News"),
    *(Way("Nextcloud News", "", app) for app in ("Newsboat", "NewsFlash", "Nextcloud News")),
    Way("Nextcloud News", "/index.php/apps/news/api/v1-3", "Fluent Reader"),
)


def routes(library: Library) -> list[BaseRoute]:
    """Where Nextcloud has its apps, with and without index.php, and the user record that apps sign in by."""
    door = Door(lambda call: entrance.enter(library, call), refuse, memory=Remembered(library))
    return [Under(("/index.php/apps/news/api", "/apps/news/api", "/ocs/v1.php", "/ocs/v2.php"), door)]
