"""Newsboat in its Nextcloud mode, unmodified."""

from __future__ import annotations

from pathlib import Path

from mainstem.apis.nextcloud_news import routes
from mainstem.library import listings
from mainstem.reading.listing import Listing
from tests.apis.newsboat import reload
from tests.apis.world import World, served


def test_newsboat_shows_what_is_here(world: World, tmp_path: Path) -> None:
    world.feed(1, 3, folder="Harbour")
    listed = listings.page(world.library, world.user, Listing())
    with served(routes, world.library) as address:
        shown = reload(
            tmp_path,
            'urls-source "ocnews"',
            f'ocnews-url "{address}/"',
            'ocnews-login "ida"',
            f'ocnews-password "{world.secret}"',
        )
    assert shown == sorted((one.entry.title, one.entry.url, 1) for one in listed.entries)
