"""An internet for tests: addresses with programmed answers, behind the same ``fetch`` as the real one.

Redirects, validators, sign-in and the judgement of answers are the real code; only the wire is exchanged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mainstem import __version__
from mainstem.feeds import useragent
from mainstem.feeds.errors import FetchFailed, HostNotFound
from mainstem.feeds.trip import NO_HEADERS, Headers
from mainstem.fetching.request import Limits
from mainstem.fetching.travel import Traveller, wall_clock
from mainstem.fetching.wire import Outgoing, Reply


@dataclass(frozen=True, slots=True)
class Page:
    """A programmed answer. With ``etag`` or ``last_modified``, a matching conditional request gets a 304."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = NO_HEADERS
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a host saw it."""

    url: str
    method: str
    headers: Headers
    payload: bytes
    at: datetime


Programme = Page | FetchFailed | Callable[[Asked], Page]


class FakeInternet(Traveller):
    """``internet.put(url, page, page …)`` programmes an address: one answer a request, the last for ever.

    A FetchFailed is raised, a function makes the page of the request. ``internet.asked`` lists all requests.
    """

    def __init__(self, clock: Callable[[], datetime] = wall_clock) -> None:
        self.asked: list[Asked] = []
        self._programmes: dict[str, list[Programme]] = {}
        self._turn: dict[str, int] = defaultdict(int)
        self._now = clock
        super().__init__(self, Limits(), lambda readers: useragent.compose(__version__, "", readers), clock)

    def put(self, url: str, *programme: Programme) -> None:
        """Say what ``url`` answers from now on."""
        self._programmes[url] = list(programme)
        self._turn[url] = 0

    def asked_for(self, url: str) -> list[Asked]:
        """The requests for one address, in order."""
        return [each for each in self.asked if each.url == url]

    async def __aenter__(self) -> FakeInternet:
        return self

    async def __aexit__(self, *ending: object) -> None:
        """Nothing is held."""

    async def exchange(self, outgoing: Outgoing, limits: Limits) -> Reply:
        """Answer as programmed; an unknown host does not exist."""
        url = outgoing.target.url
        asked = Asked(url, outgoing.method, Headers(outgoing.headers), outgoing.payload, self._now())
        self.asked.append(asked)
        programme = self._programmes.get(url)
        if not programme:
            raise HostNotFound(about=outgoing.target.host)
        step = programme[min(self._turn[url], len(programme) - 1)]
        self._turn[url] += 1
        if isinstance(step, FetchFailed):
            raise step
        return _reply(step if isinstance(step, Page) else step(asked), asked)


def _reply(page: Page, asked: Asked) -> Reply:
    pairs = dict(page.headers)
    if page.etag:
        pairs["etag"] = page.etag
    if page.last_modified:
        pairs["last-modified"] = page.last_modified
    told_etag, told_modified = asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")
    if page.status == 200 and (page.etag or page.last_modified) and (told_etag or told_modified):
        is_same = told_etag == page.etag if told_etag else told_modified == page.last_modified
        if is_same:
            return Reply(304, Headers(pairs.items()))
    return Reply(page.status, Headers(pairs.items()), page.body, len(page.body))
