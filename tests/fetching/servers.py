"""Small real servers on loopback: each connection is answered by a function of the request's bytes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Answer = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """``url`` is its root; ``requests`` holds what was asked, as bytes, in order."""

    port: int = 0
    requests: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def headers(self, number: int = -1) -> dict[str, str]:
        """The headers of one request, names in lower case."""
        lines = self.requests[number].split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
        return {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}

    def lines(self) -> list[str]:
        """The request lines."""
        return [request.split(b"\r\n")[0].decode("latin-1") for request in self.requests]


@asynccontextmanager
async def serving(answer, *, tls=None):
    """Serve ``answer(request: bytes) -> bytes | async function of the writer`` until the block ends."""
    server = Server()

    async def connected(reader, writer):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            if length:
                head += await reader.readexactly(int(length[0].split(b":")[1]))
            server.requests.append(head)
            said = answer(head)
            if isinstance(said, bytes):
                writer.write(said)
                await writer.drain()
            else:
                await said(writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    listener = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()


def ok(body: bytes = b"<rss/>", *headers: str, status: str = "200 OK") -> bytes:
    """A proper answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def redirect(location: str, status: int = 302, *headers: str) -> bytes:
    """A redirect."""
    return ok(b"", f"Location: {location}", *headers, status=f"{status} Go")
