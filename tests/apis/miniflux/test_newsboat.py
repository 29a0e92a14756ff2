"""Newsboat in its Miniflux mode, unmodified."""

from __future__ import annotations

from pathlib import Path

from mainstem.apis.miniflux import routes
from mainstem.library import listings, sync
from mainstem.reading.listing import Listing
from mainstem.storage.states import Actor
from tests.apis.newsboat import reload
from tests.apis.world import World, served


def test_newsboat_shows_what_is_here(world: World, tmp_path: Path) -> None:
    world.feed(1, 3, folder="Harbour")
    listed = listings.page(world.library, world.user, Listing())
    read = listed.entries[0].entry
    sync.mark(world.library, world.user, [read.id], Actor("api"), ["read"])
    with served(routes, world.library) as address:
        shown = reload(
            tmp_path,
            'urls-source "miniflux"',
            f'miniflux-url "{address}/"',
            'miniflux-login "ida"',
            f'miniflux-password "{world.secret}"',
        )
    expected = sorted(
        (one.entry.title, one.entry.url, int(one.entry.id != read.id)) for one in listed.entries
    )
    assert shown == expected
