"""The way of one fetch: request, redirects one by one, sign-in when asked, and what the answer amounts to."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from mainstem.feeds import caching, hosts
from mainstem.feeds.errors import BadStatus, FetchFailed, TooManyRedirects, TooSlow
from mainstem.feeds.trip import Hop, Trip
from mainstem.fetching import credentials, headers, target
from mainstem.fetching.answers import Answer, Fetched, NotModified
from mainstem.fetching.request import Limits, Request
from mainstem.fetching.target import Target
from mainstem.fetching.wire import Outgoing, Reply, Wire

REDIRECTS = frozenset((301, 302, 303, 307, 308))
_NOTHING = Reply(0)


async def _open_gate(_url: str) -> None:
    """Nobody has to wait."""


def wall_clock() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Way:
    """Where a fetch stands: the one mutable thing in it."""

    request: Request
    home: Target
    target: Target
    method: str
    started_at: datetime
    started: float = field(default_factory=time.monotonic)
    hops: tuple[Hop, ...] = ()
    sent: headers.Pairs = ()
    reply: Reply = _NOTHING

    def seconds(self) -> float:
        return max(time.monotonic() - self.started, 0.0)


class Traveller:
    """Fetches over a Wire. ``Fetcher`` does so over sockets, ``FakeInternet`` over programmed answers."""

    def __init__(
        self, wire: Wire, limits: Limits, user_agent: Callable[[int], str], clock: Callable[[], datetime]
    ) -> None:
        """``user_agent`` makes the User-Agent of a number of subscribers."""
        self._wire = wire
        self._limits = limits
        self._user_agent = user_agent
        self._clock = clock
        self.gate: Callable[[str], Awaitable[None]] = _open_gate  # passed before a redirect to another host

    async def fetch(self, request: Request) -> Fetched | NotModified:
        """Ask an address. A body (2xx) or "not modified" are values; all else raises FetchFailed or its kin,
        with the ``trip`` so far."""
        way = self._begin(request)
        try:
            await self._travel(way, wants_every_body=False)
            return _amounts_to(way)
        except FetchFailed as trouble:
            trouble.trip = trouble.trip or _trip(way)
            raise

    async def call(self, request: Request) -> Answer:
        """Ask an address and take any status, with its body, as the answer: for services, not for feeds."""
        way = self._begin(request)
        try:
            await self._travel(way, wants_every_body=True)
            return Answer(**_fields(way), body=way.reply.body)
        except FetchFailed as trouble:
            trouble.trip = trouble.trip or _trip(way)
            raise

    def _begin(self, request: Request) -> _Way:
        home = target.read(request.url)
        method = request.options.method.upper() or "GET"
        return _Way(request, home, home, method, self._clock())

    async def _travel(self, way: _Way, *, wants_every_body: bool) -> None:
        """Exchange and follow redirects until an answer is final, within the time that a fetch may take."""
        seconds = way.request.options.timeout_seconds or self._limits.total_seconds
        try:
            async with asyncio.timeout(seconds):
                while True:
                    await self._ask(way, wants_every_body)
                    location = way.reply.headers.get("location", "")
                    if way.reply.status not in REDIRECTS or not location:
                        return
                    source = way.target.url
                    self._follow(way, location)
                    if hosts.key(source) != hosts.key(way.target.url):
                        await self.gate(way.target.url)
        except TimeoutError as late:
            raise TooSlow(
                f"The host was not done within {seconds:.0f} seconds.", about=way.target.url
            ) from late

    async def _ask(self, way: _Way, wants_every_body: bool) -> None:
        authorization = credentials.at_once(way.request.options, way.home) if _is_home(way) else ""
        await self._exchange(way, authorization, wants_every_body)
        options = way.request.options
        if way.reply.status != 401 or options.auth != "digest" or not _is_home(way):
            return
        challenge = way.reply.headers.get("www-authenticate", "")
        answer = credentials.digest(challenge, options, way.target, way.method)
        if answer:
            await self._exchange(way, answer, wants_every_body)

    async def _exchange(self, way: _Way, authorization: str, wants_every_body: bool) -> None:
        request = way.request
        pairs = headers.compose(
            request,
            way.target,
            self._user_agent(request.subscribers),
            is_home=_is_home(way),
            is_known=_gave_validators(way),
        )
        if authorization:
            pairs = (*pairs, ("Authorization", authorization.encode("utf-8").decode("latin-1")))
        payload = request.options.payload.encode("utf-8") if way.method not in ("GET", "HEAD") else b""
        if payload or way.method == "POST":
            kind = request.options.payload_type or "application/x-www-form-urlencoded"
            pairs = (*pairs, ("Content-Type", kind), ("Content-Length", str(len(payload))))
        way.sent = pairs
        way.reply = _NOTHING
        outgoing = Outgoing(way.target, way.method, pairs, payload, request.options, wants_every_body)
        way.reply = await self._wire.exchange(outgoing, self._limits)

    def _follow(self, way: _Way, location: str) -> None:
        here, status = way.target, way.reply.status
        way.hops = (*way.hops, Hop(here.url, status, way.reply.headers.get("retry-after", "")))
        there = target.join(here, location)
        if len(way.hops) > self._limits.redirects:
            raise TooManyRedirects(
                f"The address redirects more than {self._limits.redirects} times.", about=here.url
            )
        if there.url in {hop.url for hop in way.hops}:
            raise TooManyRedirects("The address redirects in a circle.", about=there.url)
        way.target = there
        if status in (301, 302, 303) and way.method not in ("GET", "HEAD"):
            way.method = "GET"


def _is_home(way: _Way) -> bool:
    """Secrets go to the origin for which they were given, and nowhere else."""
    return way.target.origin == way.home.origin


def _gave_validators(way: _Way) -> bool:
    """Validators mean something only to the address that gave them; where that is not known, to all."""
    source = way.request.validators_url
    return not source or source.partition("?")[0] == way.target.url.partition("?")[0]


def _fields(way: _Way) -> dict[str, Any]:
    reply = way.reply
    return {
        "requested_url": way.request.url,
        "final_url": way.target.url,
        "fetched_at": way.started_at,
        "status": reply.status,
        "headers": reply.headers,
        "hops": way.hops,
        "seconds": way.seconds(),
        "bytes_received": reply.bytes_received,
        "sent": headers.told(way.sent, way.request.options),
        "remote_address": reply.remote_address,
    }


def _trip(way: _Way) -> Trip:
    return Trip(**_fields(way))


def _amounts_to(way: _Way) -> Fetched | NotModified:
    reply = way.reply
    etag, modified = reply.headers.get("etag", ""), reply.headers.get("last-modified", "")
    if reply.status == 304:
        return NotModified(**_fields(way), etag=etag, last_modified=modified)
    if 200 <= reply.status < 300:
        return Fetched(**_fields(way), body=reply.body, etag=etag, last_modified=modified)
    retry_after = caching.retry_after(reply.headers, way.started_at)
    raise BadStatus(reply.status, retry_after=retry_after, about=way.target.url)
