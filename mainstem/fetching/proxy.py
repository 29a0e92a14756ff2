"""Ways through a proxy: HTTP (absolute requests, CONNECT for TLS) and SOCKS5 (RFC 1928, RFC 1929)."""

from __future__ import annotations

import asyncio
import base64
import struct
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from mainstem.feeds.errors import BadAddress, ConnectionFailed
from mainstem.fetching import guard
from mainstem.fetching.target import Target

_PORTS = {"http": 8080, "socks5": 1080, "socks5h": 1080}
_LONGEST_ANSWER = 16_384
_TROUBLE = {
    1: "general trouble", 2: "not allowed", 3: "network unreachable", 4: "host unreachable",
    5: "connection refused", 6: "time ran out", 7: "command not known", 8: "kind of address not known",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Proxy:
    """One proxy. ``scheme`` is http, socks5, or socks5h, which looks names up at the proxy."""

    scheme: str
    host: str
    port: int
    username: str = ""
    password: str = ""

    @property
    def credentials(self) -> str:
        """The value of a Proxy-Authorization header, or ""."""
        if not self.username:
            return ""
        return "Basic " + base64.b64encode(f"{self.username}:{self.password}".encode()).decode("ascii")


def read(url: str) -> Proxy:
    """``http://name:password@host:3128``, ``socks5://host``, ``socks5h://host``. Raises BadAddress."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as wrong:
        raise BadAddress(f"This proxy's address is not valid: {wrong}.") from wrong
    if parts.scheme not in _PORTS or not parts.hostname:
        raise BadAddress("A proxy's address begins with http://, socks5:// or socks5h://.")
    return Proxy(
        parts.scheme,
        parts.hostname,
        port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )


async def open_tunnel(
    proxy: Proxy, target: Target, address: str, reader: asyncio.StreamReader, write: Callable[[bytes], None]
) -> None:
    """Ask the proxy, over a fresh connection, for a way to the target. ``write`` sends to it; ``address`` is the
    checked one, or "" to let the proxy look the name up."""
    try:
        if proxy.scheme == "http":
            await _connect(proxy, target, reader, write)
        else:
            await _socks(proxy, target, address, reader, write)
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError) as wrong:
        raise ConnectionFailed("The proxy closed the connection.", about=proxy.host) from wrong


async def _connect(
    proxy: Proxy, target: Target, reader: asyncio.StreamReader, write: Callable[[bytes], None]
) -> None:
    place = f"[{target.host}]:{target.port}" if ":" in target.host else f"{target.host}:{target.port}"
    secret = f"Proxy-Authorization: {proxy.credentials}\r\n" if proxy.credentials else ""
    write(f"CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n{secret}\r\n".encode("latin-1"))
    answer = await reader.readuntil(b"\r\n\r\n")
    status = answer[:_LONGEST_ANSWER].split(b" ", 2)[1:2]
    if status != [b"200"]:
        told = status[0].decode("latin-1")[:20] if status else "nothing"
        raise ConnectionFailed(
            f"The proxy refused the way to the host: it answered {told}.", about=proxy.host
        )


async def _socks(
    proxy: Proxy, target: Target, address: str, reader: asyncio.StreamReader, write: Callable[[bytes], None]
) -> None:
    write(b"\x05\x02\x00\x02" if proxy.username else b"\x05\x01\x00")
    version, method = await reader.readexactly(2)
    if version == 5 and method == 2 and proxy.username:
        name, password = proxy.username.encode()[:255], proxy.password.encode()[:255]
        write(bytes([1, len(name)]) + name + bytes([len(password)]) + password)
        if (await reader.readexactly(2))[1] != 0:
            raise ConnectionFailed("The proxy does not take this name and password.", about=proxy.host)
    elif version != 5 or method != 0:
        raise ConnectionFailed("The proxy wants another way of signing in.", about=proxy.host)
    write(b"\x05\x01\x00" + _socks_address(target, address) + struct.pack(">H", target.port))
    _, reply, _, kind = await reader.readexactly(4)
    if reply != 0:
        trouble = _TROUBLE.get(reply, f"code {reply}")
        raise ConnectionFailed(f"The proxy found no way to the host: {trouble}.", about=proxy.host)
    length = {1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0]
    await reader.readexactly(length + 2)


def _socks_address(target: Target, address: str) -> bytes:
    literal = guard.read(address) if address else None
    if literal is None:
        name = target.host.encode("ascii")[:255]
        return bytes([3, len(name)]) + name
    return bytes([1 if literal.version == 4 else 4]) + literal.packed
