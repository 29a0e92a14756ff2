"""A whole site to visit in tests: the pages on a library, with a clock to turn and feeds to publish."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem import web
from mainstem.accounts import User
from mainstem.content import clean, text
from mainstem.feeds.entry import CleanEntry, Enclosure
from mainstem.feeds.feed import Feed
from mainstem.fetching import Fetched, NotModified, Request
from mainstem.fetching.fake import FakeInternet
from mainstem.library import Library, accounts
from mainstem.storage import Database
from tests.storage.library import add_feed, keep

PASSWORD = "a long enough one"


@dataclass
class Site:
    """A library behind the pages."""

    database: Database
    moment: datetime = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
    answers: FakeInternet = field(default_factory=FakeInternet)

    def __post_init__(self) -> None:
        self.library = Library(self.database, b"x" * 32, fetch=self.fetch, now=lambda: self.moment)
        self.app = Starlette(
            routes=web.routes(self.library),
            middleware=web.middleware(self.library),
            exception_handlers=web.exception_handlers(self.library),  # type: ignore[arg-type]
        )

    def fetch(self, request: Request) -> Fetched | NotModified:
        """What the fake internet answers."""
        import asyncio

        return asyncio.run(self.answers.fetch(request))

    def later(self, **span: float) -> None:
        """Turn the clock on."""
        self.moment += timedelta(**span)

    def reader(self, name: str = "ida", **preferences: object) -> User:
        """An account."""
        user = accounts.add(self.library, name, PASSWORD)
        if preferences:
            accounts.prefer(self.library, user, **preferences)
        return accounts.named(self.library, name)

    def visitor(self) -> TestClient:
        """A browser of nobody yet."""
        return TestClient(self.app, follow_redirects=False)

    def signed_in(self, name: str = "ida") -> TestClient:
        """A browser with a session."""
        client = self.visitor()
        answer = client.post("/sign-in", data={"username": name, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    def feed(self, *readers: User, url: str = "https://paper.example/feed", title: str = "The Paper") -> Feed:
        """A feed that readers follow."""
        from sqlalchemy import update

        from mainstem.storage.schema import feeds

        made = add_feed(self.database, self.moment, *readers, url=url)
        with self.database.write() as connection:
            connection.execute(update(feeds).where(feeds.c.id == made.id).values(title=title))
        return made

    def publish(self, feed: Feed, *came: CleanEntry) -> tuple[int, ...]:
        """Entries that arrive now."""
        return keep(self.database, feed, self.moment, *came)

    @contextmanager
    def served(self) -> Iterator[str]:
        """The pages on a free port of this machine, for a real browser."""
        with socket.socket() as listening:
            listening.bind(("127.0.0.1", 0))
            config = uvicorn.Config(self.app, log_level="error", lifespan="off", ws="none")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
            thread.start()
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
            server.should_exit = True
            thread.join()


def entry(title: str, html: str = "<p>Some text.</p>", **values: object) -> CleanEntry:
    """An entry of a paper, cleaned."""
    guid = str(values.pop("guid", f"urn:{title}"))
    given: dict[str, object] = {"url": f"https://paper.example/{len(guid)}", **values}
    safe = clean(html, "https://paper.example/")
    return CleanEntry(guid=guid, title=title, html=safe, text=text(safe), **given)  # type: ignore[arg-type]


__all__ = ["PASSWORD", "Enclosure", "Site", "entry"]
