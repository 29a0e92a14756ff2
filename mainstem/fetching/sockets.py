"""The real wire: finds the host, checks the address, connects, and exchanges one request for one answer."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from typing import TypeVar, cast

from mainstem.feeds.errors import AddressForbidden, ConnectionFailed, HostNotFound, TLSFailed
from mainstem.fetching import guard, proxy, tls
from mainstem.fetching.exchange import Exchange
from mainstem.fetching.guard import Guard
from mainstem.fetching.request import Limits
from mainstem.fetching.resolve import Resolver
from mainstem.fetching.target import Target
from mainstem.fetching.wire import Outgoing, Reply

_Made = TypeVar("_Made", bound=asyncio.Protocol)


class Sockets:
    """Opens a connection for each exchange and closes it: a feed's host is asked again in half an hour.

    ``proxy_url`` is the installation's own proxy, trusted wherever it stands; a feed's proxy is checked.
    """

    def __init__(self, allowed_addresses: Iterable[str] = (), proxy_url: str = "") -> None:
        self._guard = Guard(allowed_addresses)
        self._resolver = Resolver()
        self._proxy_url = proxy_url

    def close(self) -> None:
        """Give back what is held."""
        self._resolver.close()

    async def exchange(self, outgoing: Outgoing, limits: Limits) -> Reply:
        """Send one request and read its answer. Raises FetchFailed and its kin."""
        exchange = Exchange(asyncio.get_running_loop(), limits, outgoing.wants_every_body)
        through = outgoing.options.proxy_url or self._proxy_url
        try:
            if through:
                transport, head = await self._by_proxy(proxy.read(through), outgoing, limits, exchange)
            else:
                transport, head = await self._directly(outgoing, limits, exchange), outgoing.target.path
            exchange.send(transport, _written(outgoing, head, _proxy_secret(through, head)))
            return await exchange.answer
        finally:
            exchange.close()

    async def _directly(self, outgoing: Outgoing, limits: Limits, exchange: Exchange) -> asyncio.Transport:
        target = outgoing.target
        return await self._connect(target.host, target.port, limits, exchange, _tls(outgoing))

    async def _by_proxy(
        self, way: proxy.Proxy, outgoing: Outgoing, limits: Limits, exchange: Exchange
    ) -> tuple[asyncio.Transport, str]:
        """A connection through a proxy, and what stands in the request line there."""
        target = outgoing.target
        address = await self._checked_for_proxy(way, target)
        reader = asyncio.StreamReader()
        protocol = asyncio.StreamReaderProtocol(reader)
        is_trusted = not outgoing.options.proxy_url
        transport = await self._connect(way.host, way.port, limits, protocol, None, is_trusted=is_trusted)
        exchange.use(transport)
        if way.scheme == "http" and target.scheme == "http":
            transport.set_protocol(exchange)
            return transport, target.url
        async with asyncio.timeout(limits.connect_seconds):
            await proxy.open_tunnel(way, target, address, reader, transport.write)
        if target.scheme == "http":
            transport.set_protocol(exchange)
            return transport, target.path
        return await _secured(transport, exchange, outgoing, limits), target.path

    async def _checked_for_proxy(self, way: proxy.Proxy, target: Target) -> str:
        """The target's own address where we can know it, checked; "" leaves looking it up to the proxy."""
        try:
            found = await self._resolver.addresses(target.host, target.port)
        except HostNotFound:
            if way.scheme == "socks5":
                raise
            return ""
        for address in found:
            self._guard.check(target.host, target.port, address)
        return found[0] if way.scheme == "socks5" else ""

    async def _connect(
        self,
        host: str,
        port: int,
        limits: Limits,
        protocol: _Made,
        secure: ssl.SSLContext | None,
        *,
        is_trusted: bool = False,
    ) -> asyncio.Transport:
        """Connect to the first address that answers. Every address is checked, and so is the socket's peer."""
        found = await self._resolver.addresses(host, port)
        if not is_trusted:
            found = self._allowed(host, port, found)
        trouble: Exception | None = None
        for index, address in enumerate(found[:4]):
            seconds = limits.connect_seconds if index == len(found[:4]) - 1 else limits.connect_seconds / 3
            try:
                async with asyncio.timeout(seconds):
                    transport = await _dial(protocol, address, port, secure, host)
            except (OSError, TimeoutError, ssl.SSLError) as wrong:
                trouble = wrong
                if isinstance(wrong, ssl.SSLError):
                    break
                continue
            self._check_peer(transport, host, port, is_trusted)
            return transport
        raise _told(trouble, host, limits)

    def _allowed(self, host: str, port: int, found: list[str]) -> list[str]:
        """Those addresses that may be asked; raises AddressForbidden where there is none."""
        allowed = [address for address in found if self._guard.lets(host, port, address)]
        if not allowed:
            self._guard.check(host, port, found[0])
        return allowed

    def _check_peer(self, transport: asyncio.Transport, host: str, port: int, is_trusted: bool) -> None:
        peer = transport.get_extra_info("peername")
        if is_trusted or not peer:
            return
        try:
            self._guard.check(host, port, str(peer[0]))
        except AddressForbidden:
            transport.abort()
            raise


async def _dial(
    protocol: asyncio.Protocol, address: str, port: int, secure: ssl.SSLContext | None, host: str
) -> asyncio.Transport:
    name = None if secure is None else (host if guard.read(host) is None else address)
    transport, _ = await asyncio.get_running_loop().create_connection(
        lambda: protocol, address, port, ssl=secure, server_hostname=name
    )
    return transport


async def _secured(
    transport: asyncio.Transport, exchange: Exchange, outgoing: Outgoing, limits: Limits
) -> asyncio.Transport:
    host, context = outgoing.target.host, _tls(outgoing)
    try:
        async with asyncio.timeout(limits.connect_seconds):
            secured = await asyncio.get_running_loop().start_tls(
                transport, exchange, cast(ssl.SSLContext, context), server_hostname=host
            )
    except (OSError, TimeoutError, ssl.SSLError) as wrong:
        raise _told(wrong, host, limits) from wrong
    return cast(asyncio.Transport, secured)


def _tls(outgoing: Outgoing) -> ssl.SSLContext | None:
    if outgoing.target.scheme != "https":
        return None
    return tls.context(outgoing.options.verify_tls, outgoing.options.client_certificate)


def _proxy_secret(through: str, head: str) -> str:
    """What an HTTP proxy wants with a request for a whole address; tunnels are signed in to otherwise."""
    return proxy.read(through).credentials if through and not head.startswith("/") else ""


def _written(outgoing: Outgoing, path: str, proxy_secret: str) -> bytes:
    lines = [f"{outgoing.method} {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in outgoing.headers]
    if proxy_secret:
        lines.append(f"Proxy-Authorization: {proxy_secret}")
    lines += ["", ""]
    return "\r\n".join(lines).encode("latin-1") + outgoing.payload


def _told(trouble: Exception | None, host: str, limits: Limits) -> ConnectionFailed:
    """The trouble in words."""
    if isinstance(trouble, ssl.SSLCertVerificationError):
        return TLSFailed(f"The host's certificate is not valid: {trouble.verify_message}.", about=host)
    if isinstance(trouble, ssl.SSLError):
        return TLSFailed(f"No secure connection could be made to the host ({trouble.reason}).", about=host)
    if isinstance(trouble, TimeoutError):
        return ConnectionFailed(
            f"The host did not take the call within {limits.connect_seconds:.0f} seconds.", about=host
        )
    reason = trouble.strerror if isinstance(trouble, OSError) and trouble.strerror else str(trouble)
    return ConnectionFailed(f"The host could not be reached ({reason}).", about=host)
