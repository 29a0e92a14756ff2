"""One server of the table: what it answers, and what it was asked, with the simulated time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

from tests.refresh.world import START, rss

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BUSY = rss(*((f"e{n}", START - n * 10 * MINUTE) for n in range(10)))
DAILY = rss(*((f"e{n}", START - n * DAY) for n in range(1, 11)))
REASONS = {200: "OK", 226: "IM Used", 301: "Moved", 302: "Found", 304: "Not Modified", 404: "Not Found"}

Said = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Asked:
    """A request as it came; ``at`` is simulated, ``seconds`` real time since the round began."""

    at: datetime
    method: str
    path: str
    headers: dict[str, str]
    raw: bytes
    round: int
    seconds: float


@dataclass
class Site:
    """``base`` is its root address, ``other`` that of a second one of its own; ``answer`` is set by the case.

    What ``other`` is asked stands in ``asked_other``.
    """

    name: str
    clock: Callable[[], datetime] = lambda: START
    base: str = ""
    other: str = ""
    forbidden: str = ""
    feeds: list[str] = field(default_factory=lambda: ["/feed"])
    asked: list[Asked] = field(default_factory=list)
    asked_other: list[Asked] = field(default_factory=list)
    asked_forbidden: list[Asked] = field(default_factory=list)
    answer: Callable[[Asked], Said] = lambda asked: made(b"", 404)
    answer_other: Callable[[Asked], Said] = lambda asked: made(DAILY, ETag='"other"')
    entries: dict[str, int] = field(default_factory=dict)
    due: list[str] = field(default_factory=list)  # when its feeds are asked next, as kept
    titles: set[str] = field(default_factory=set)
    words: str = ""  # what `mainstem why` says of its first feed
    address: str = ""  # where the first feed is asked at the end
    peak_megabytes: float = 0.0
    options: dict[str, object] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        return self.clock()

    @property
    def kept(self) -> int:
        """How many entries its feeds have."""
        return sum(self.entries.values())

    def at(self, path: str = "/feed") -> list[Asked]:
        """The requests for one path."""
        return [one for one in self.asked if one.path == path]

    def gaps(self, path: str = "/feed") -> list[timedelta]:
        """Times between two requests for a path."""
        return [later.at - earlier.at for earlier, later in pairwise(self.at(path))]

    def sent(self, header: str, path: str = "/feed") -> list[str | None]:
        """A header of each request."""
        return [one.headers.get(header) for one in self.at(path)]

    def honest(self, body: bytes = BUSY, etag: str = '"v1"', modified: str = "", **headers: str) -> None:
        """Answer as a good server: 304 where the validators match."""

        def answer(asked: Asked) -> bytes:
            told = dict(headers)
            if etag:
                told["ETag"] = etag
            if modified:
                told["Last_Modified"] = modified
            came = asked.headers.get("if-none-match") or asked.headers.get("if-modified-since")
            is_same = bool(came) and came in (etag, modified)
            return made(b"", 304, **told) if is_same else made(body, **told)

        self.answer = answer

    def steps(self, *said: Said | Callable[[Asked], Said]) -> None:
        """One answer a request for the feed, the last for ever."""

        def answer(asked: Asked) -> Said:
            turn = len(self.at(asked.path)) - 1
            step = said[min(turn, len(said) - 1)]
            return step(asked) if callable(step) and not asyncio.iscoroutinefunction(step) else step

        self.answer = answer


def made(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """A proper answer; ``_`` in names of headers stands for ``-``."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Well')}"]
    if status != 304 and "Content-Length" not in told and "Transfer-Encoding" not in told:
        told["Content-Length"] = str(len(body))
    told.setdefault("Content-Type", "application/rss+xml")
    lines += [f"{name}: {value}" for name, value in told.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + (b"" if status == 304 else body)


def moved(location: str, status: int = 301, **headers: str) -> bytes:
    """A redirect."""
    return made(b"", status, Location=location, **headers)


def date(moment: datetime) -> str:
    """As HTTP writes it."""
    return format_datetime(moment.replace(microsecond=0), usegmt=True)
