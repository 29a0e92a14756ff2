"""Two readers, three feeds and some entries behind the doors of every API."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import ModuleType

from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem.accounts.user import User
from mainstem.feeds.feed import Feed
from mainstem.fetching import FakeInternet
from mainstem.library import Library, accounts, folders, subscribing
from mainstem.storage import Database
from tests.storage.library import add_feed, clean, keep

OWN_PASSWORD = "a long enough one"


@dataclass(frozen=True)
class Household:
    """``ida`` follows three feeds, two of them in the folder Harbour; ``ole`` follows one. Ids are ascending."""

    library: Library
    internet: FakeInternet
    clock: list[datetime]
    ida: User
    ole: User
    secret: str
    oles_secret: str
    feeds: tuple[Feed, Feed, Feed]
    ids: tuple[int, ...]
    oles_ids: tuple[int, ...]
    harbour: int

    def tick(self, **step: int) -> datetime:
        """Let time pass (a second, if nothing else is said)."""
        self.clock.append(self.clock[-1] + (timedelta(**step) if step else timedelta(seconds=1)))  # type: ignore[arg-type]
        return self.clock[-1]

    def arrive(self, feed: Feed, *numbers: int) -> tuple[int, ...]:
        """New entries of a feed."""
        return keep(self.library.database, feed, self.tick(), *(clean(number) for number in numbers))

    def client(self, *apis: ModuleType) -> TestClient:
        """A client of these APIs."""
        routes = [route for api in apis for route in api.routes(self.library)]
        return TestClient(Starlette(routes=routes), base_url="http://reader.example")


def build(database: Database) -> Household:
    """A home with nine entries: three of each feed of Ida's; and three of Ole's own feed."""
    clock = [datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)]
    internet = FakeInternet()
    library = Library(
        database,
        b"s" * 32,
        fetch=lambda request: asyncio.run(internet.fetch(request)),
        now=lambda: clock[-1],
    )
    ida, ole = accounts.add(library, "ida", OWN_PASSWORD), accounts.add(library, "ole", OWN_PASSWORD)
    _, secret = accounts.add_app(library, ida, "Phone")
    _, oles_secret = accounts.add_app(library, ole, "Tablet")
    paper, journal, lone, oles = (
        add_feed(database, clock[-1], reader, url=f"https://{name}.example/feed")
        for name, reader in (("paper", ida), ("journal", ida), ("lone", ida), ("oles", ole))
    )
    harbour = folders.add(library, ida, "Harbour").id
    for feed in (paper, journal):
        subscribing.change(library, ida, feed.id, folder_ids=(harbour,))
    home = Household(
        library, internet, clock, ida, ole, secret, oles_secret, (paper, journal, lone), (), (), harbour
    )
    ids = tuple(
        one
        for turn in range(3)
        for number, feed in enumerate(home.feeds)
        for one in home.arrive(feed, 10 * turn + number)
    )
    oles_ids = home.arrive(oles, 90, 91, 92)
    return Household(
        library, internet, clock, ida, ole, secret, oles_secret, home.feeds, ids, oles_ids, harbour
    )
