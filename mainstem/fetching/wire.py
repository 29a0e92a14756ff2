"""One request and its answer on the wire, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from mainstem.feeds.trip import NO_HEADERS, Headers
from mainstem.fetching.request import Limits, Options
from mainstem.fetching.target import Target


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What is written: the target, the method, the headers in their order, the payload.

    ``wants_every_body`` reads the body of any answer; otherwise only that of a success is worth its bytes.
    """

    target: Target
    method: str
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    options: Options
    wants_every_body: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. ``body`` is decompressed; ``bytes_received`` counts it as it came."""

    status: int
    headers: Headers = NO_HEADERS
    body: bytes = b""
    bytes_received: int = 0
    remote_address: str = ""


class Wire(Protocol):
    """Whatever carries an Outgoing to its host and brings the Reply: sockets, or the shipped fake."""

    async def exchange(self, outgoing: Outgoing, limits: Limits) -> Reply:
        """Raises FetchFailed and its kin; never follows a redirect."""
        ...
