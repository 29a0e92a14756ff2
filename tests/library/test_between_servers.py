"""A whole account moves from one Mainstem to another, through the APIs that the first one serves on loopback."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mainstem.accounts.user import User
from mainstem.apis import google_reader, miniflux
from mainstem.feeds.errors import BadStatus
from mainstem.fetching import FakeInternet, Fetched, NotModified, Request
from mainstem.library import (
    Library,
    accounts,
    folders,
    fromgooglereader,
    fromminiflux,
    marking,
    sidebar,
    streams,
)
from mainstem.library.marking import Actor
from mainstem.reading import View
from mainstem.storage import Database, connect
from mainstem.storage.migrations import migrate
from tests.apis.world import World, build, served

MANY = 450  # more than two pages


@pytest.fixture
def old(sqlite_database: Database) -> World:
    """An account that was used: folders, read, starred and labelled entries."""
    world = build(sqlite_database)
    feed = world.feed(1, MANY, folder="Sea")
    world.feed(2, 3)
    ids, _ = streams.ids(world.library, world.user, View(limit=1000))
    later = folders.add_label(world.library, world.user, "Später & more")
    marking.mark(world.library, world.user, ids[::2], "read", Actor())
    marking.mark(world.library, world.user, ids[::7], "star", Actor())
    marking.label(world.library, world.user, ids[::11], later.id, Actor())
    assert feed.id
    return world


class Way:
    """The way to the old server; everything else does not answer. May break off after some calls."""

    def __init__(self, breaks_after: int = 10**9) -> None:
        self.left = breaks_after
        self.asked: list[str] = []
        self.nothing = FakeInternet()

    def __call__(self, request: Request) -> Fetched | NotModified:
        if not request.url.startswith("http://127.0.0.1"):
            return asyncio.run(self.nothing.fetch(request))
        self.asked.append(request.url)
        self.left -= 1
        if self.left < 0:
            raise BadStatus(503)
        options = request.options
        headers = dict(options.headers) | (
            {"content-type": options.payload_type} if options.payload_type else {}
        )
        body = options.payload.encode() if options.method == "POST" else None
        asked = urllib.request.Request(request.url, body, headers, method=options.method)
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:
                body = answer.read()
        except urllib.error.HTTPError as error:
            raise BadStatus(error.code) from error
        url, now = request.url, datetime.now(UTC)
        return Fetched(requested_url=url, final_url=url, fetched_at=now, status=200, body=body)


def new(path: Path, old: World, way: Way) -> tuple[Library, User]:
    database = connect(f"sqlite:///{path}")
    migrate(database)
    library = Library(database, b"n" * 32, fetch=way, now=lambda: old.clock[0] + timedelta(days=1))
    return library, accounts.add(library, "ole", "correct horse")


def had(library: Library, user: User) -> dict[str, tuple[object, ...]]:
    """What a reader has of each entry, by what does not differ from server to server."""
    seen = sidebar.look(library, user)
    names = {one.id: one.name for one in seen.labels}
    feeds = {one.feed.id: one.feed.feed_url for one in seen.subscriptions}
    ids, _ = streams.ids(library, user, View(limit=2000))
    return {
        one.entry.url: (
            one.entry.title,
            feeds[one.entry.feed_id],
            one.state.is_read,
            one.state.is_starred,
            tuple(names[label] for label in one.state.label_ids),
            one.entry.published_at,
            one.content.html if one.content else "",
        )
        for one in streams.some(library, user, ids)
    }


Bring = Callable[[Library, User, str, World], object]


def _by_google_reader(library: Library, user: User, address: str, old: World) -> object:
    return fromgooglereader.bring(library, user, f"{address}/api/greader.php", "ida", old.secret)


def _by_miniflux(library: Library, user: User, address: str, old: World) -> object:
    return fromminiflux.bring(library, user, address, old.secret)


@pytest.mark.parametrize("bring", [_by_google_reader, _by_miniflux])
def test_everything_moves_and_goes_on_where_it_broke_off(old: World, tmp_path: Path, bring: Bring) -> None:
    api = google_reader if bring is _by_google_reader else miniflux
    with served(api.routes, old.library) as address:
        broken = Way(breaks_after=4 if api is google_reader else 2)
        library, user = new(tmp_path / "new.db", old, broken)
        with pytest.raises(BadStatus):
            bring(library, user, address, old)
        before = len(had(library, user))
        assert 0 < before < MANY
        whole = Way()
        library = Library(library.database, b"n" * 32, fetch=whole, now=library.now)
        bring(library, user, address, old)
        assert len(whole.asked) < 10
        expected, found = had(old.library, old.user), had(library, user)
        if api is miniflux:  # it has no labels
            expected, found = (
                {url: one[:4] + one[5:] for url, one in held.items()} for held in (expected, found)
            )
        assert found == expected
        paths = {one.feed.feed_url: len(one.folder_ids) for one in sidebar.look(library, user).subscriptions}
        assert paths["https://paper1.example/feed"] == 1
        again = Way()
        library = Library(library.database, b"n" * 32, fetch=again, now=library.now)
        bring(library, user, address, old)
        assert had(library, user) == had(library, user)
        assert len(had(library, user)) == MANY + 3
    library.database.close()
