"""Serves all sites from one thread: each on ports of its own, or all behind one proxy under public names."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from tests.refresh.picky.site import Asked, Site


class Host:
    """A context manager. ``through_proxy``: the sites have names, and ``proxy_url`` leads to them."""

    def __init__(self, sites: list[Site], *, through_proxy: bool) -> None:
        self._sites = sites
        self._through_proxy = through_proxy
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._by_name: dict[str, tuple[Site, list[Asked], str]] = {}
        self._servers: list[asyncio.Server] = []
        self.proxy_url = ""
        self.ports: list[int] = []
        self.began = time.monotonic()
        self.at: datetime | None = None
        self.round = 0

    def __enter__(self) -> Host:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(30)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        busy = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)

    def begin(self, at: datetime, number: int) -> None:
        """A round begins at this simulated time."""
        self.at, self.round, self.began = at, number, time.monotonic()

    def now(self) -> datetime:
        """The simulated time."""
        assert self.at is not None
        return self.at + timedelta(seconds=time.monotonic() - self.began)

    async def _open(self) -> None:
        if self._through_proxy:
            server = await asyncio.start_server(self._serve_any, "127.0.0.1", 0, backlog=500)
            self._servers.append(server)
            self.proxy_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for site in self._sites:
            site.clock = self.now
            site.base = await self._place(site, site.asked, "answer", site.name)
            site.other = await self._place(site, site.asked_other, "answer_other", f"other-{site.name}")
            port = await self._listen(lambda s=site: (s, s.asked_forbidden, "answer_other"))
            site.forbidden = f"127.0.0.1:{port}"

    async def _place(self, site: Site, asked: list[Asked], answer: str, name: str) -> str:
        if self._through_proxy:
            self._by_name[f"{name}.test"] = site, asked, answer
            return f"http://{name}.test"
        port = await self._listen(lambda: (site, asked, answer))
        self.ports.append(port)
        return f"http://127.0.0.1:{port}"

    async def _listen(self, which: Callable[[], tuple[Site, list[Asked], str]]) -> int:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._serve(reader, writer, lambda _host: which())

        server = await asyncio.start_server(connected, "127.0.0.1", 0, backlog=100)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _serve_any(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await self._serve(reader, writer, self._by_name.get)

    async def _serve(self, reader, writer, which) -> None:  # type: ignore[no-untyped-def]
        try:
            raw = await reader.readuntil(b"\r\n\r\n")
            length = [line for line in raw.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            if length:
                raw += await reader.readexactly(int(length[0].split(b":")[1]))
            asked, name = self._read(raw)
            found = which(name)
            if found is None:
                writer.write(b"HTTP/1.1 502 No such host\r\nContent-Length: 0\r\n\r\n")
                return
            site, log, answer = found
            log.append(asked)
            said = getattr(site, answer)(asked)
            if isinstance(said, bytes):
                writer.write(said)
                await writer.drain()
            else:
                await said(writer)
        except (asyncio.IncompleteReadError, asyncio.CancelledError, OSError):
            pass
        finally:
            writer.close()

    def _read(self, raw: bytes) -> tuple[Asked, str]:
        head = raw.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head[1:])}
        parts = urlsplit(target) if target.startswith("http") else None
        path = target if parts is None else (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        seconds = time.monotonic() - self.began
        asked = Asked(self.now(), method, path, headers, raw, self.round, seconds)
        return asked, parts.hostname or "" if parts else ""
