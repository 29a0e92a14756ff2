"""Names to addresses, in threads of their own so that a slow name server holds up nobody else."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from mainstem.feeds.errors import HostNotFound
from mainstem.fetching import guard

_THREADS = 32
_KEPT_SECONDS = 60.0
_KEPT_NAMES = 20_000


class Resolver:
    """Asks the system's resolver; keeps answers for a minute, so that a host's feeds ask once."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="resolve")
        self._kept: dict[tuple[str, int], tuple[float, asyncio.Future[list[str]]]] = {}

    async def addresses(self, host: str, port: int) -> list[str]:
        """Addresses to try, in order, IPv6 and IPv4 taking turns (RFC 8305 §4). Raises HostNotFound."""
        if guard.read(host) is not None:
            return [host]
        loop = asyncio.get_running_loop()
        kept = self._kept.get((host, port))
        if kept is None or kept[0] < loop.time() or _failed(kept[1]):
            if len(self._kept) > _KEPT_NAMES:
                self._kept.clear()
            kept = loop.time() + _KEPT_SECONDS, asyncio.ensure_future(self._look_up(host, port))
            self._kept[host, port] = kept
        return await asyncio.shield(kept[1])

    def close(self) -> None:
        """Let the threads go; a look-up under way is not waited for."""
        for _, found in self._kept.values():
            found.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _look_up(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, _ask, host, port)
        except socket.gaierror as wrong:
            if wrong.errno == socket.EAI_AGAIN:
                raise HostNotFound("The name server did not answer for this host.", about=host) from wrong
            raise HostNotFound(about=host) from wrong
        except (UnicodeError, OSError) as wrong:
            raise HostNotFound(f"The host's name cannot be looked up ({wrong}).", about=host) from wrong
        if not found:
            raise HostNotFound(about=host)
        return found


def _failed(look_up: asyncio.Future[list[str]]) -> bool:
    return look_up.done() and (look_up.cancelled() or look_up.exception() is not None)


def _ask(host: str, port: int) -> list[str]:
    infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    sixes = [str(info[4][0]) for info in infos if info[0] == socket.AF_INET6]
    fours = [str(info[4][0]) for info in infos if info[0] == socket.AF_INET]
    first, second = (sixes, fours) if infos and infos[0][0] == socket.AF_INET6 else (fours, sixes)
    turns = [address for pair in zip(first, second, strict=False) for address in pair]
    return turns + first[len(second) :] + second[len(first) :]
