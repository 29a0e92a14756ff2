"""The fetcher that the installation uses: bounded in number, guarded, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from types import TracebackType

from mainstem import __version__
from mainstem.feeds import useragent
from mainstem.fetching import stored
from mainstem.fetching.answers import Answer, Fetched, NotModified
from mainstem.fetching.request import NO_OPTIONS, Limits, Request
from mainstem.fetching.sockets import Sockets
from mainstem.fetching.travel import Traveller, wall_clock

DEFAULT_LIMITS = Limits()


class Fetcher(Traveller):
    """An async context manager: ``async with Fetcher(...) as fetcher: await fetcher.fetch(Request(url))``.

    ``allowed_addresses`` opens inner networks (see ``Guard``); ``page`` is the address in the User-Agent, or
    ``user_agent`` replaces it whole; ``connections`` bounds how many fetches run at once; ``proxy_url`` is
    the installation's own proxy; ``unseal`` opens secrets of feeds, which stay sealed until they are sent.
    """

    def __init__(
        self,
        limits: Limits = DEFAULT_LIMITS,
        allowed_addresses: Sequence[str] = (),
        *,
        user_agent: str = "",
        page: str = "",
        connections: int = 128,
        proxy_url: str = "",
        unseal: Callable[[str], str] = str,
    ) -> None:
        self._sockets = Sockets(allowed_addresses, proxy_url)
        self._places = asyncio.Semaphore(connections)
        self._unseal = unseal
        named = (lambda _: user_agent) if user_agent else _name(page)
        super().__init__(self._sockets, limits, named, wall_clock)

    async def __aenter__(self) -> Fetcher:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sockets.close()

    async def fetch(self, request: Request) -> Fetched | NotModified:
        """Ask a feed's address, as soon as there is a place; see ``Traveller.fetch``."""
        async with self._places:
            return await super().fetch(self._opened(request))

    async def call(self, request: Request) -> Answer:
        """Ask a service's address, as soon as there is a place; see ``Traveller.call``."""
        async with self._places:
            return await super().call(self._opened(request))

    def _opened(self, request: Request) -> Request:
        if request.options == NO_OPTIONS:
            return request
        return replace(request, options=stored.opened(request.options, self._unseal))


def _name(page: str) -> Callable[[int], str]:
    return lambda subscribers: useragent.compose(__version__, page, subscribers)
