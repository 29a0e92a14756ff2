"""What went over the wire when an address was asked: sent, answered, how long, by way of where.

Every fetch leaves one, whether it gave a body, "not modified" or trouble; the poll's row is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime


class Headers(Mapping[str, str]):
    """Headers of an answer: read without regard to case, repeated ones joined by ", " (RFC 9110 §5.3).

    Values are the received bytes read as Latin-1, so that ``value.encode("latin-1")`` gives them back.
    """

    __slots__ = ("_values",)

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        values: dict[str, str] = {}
        for name, value in pairs:
            lower = name.lower()
            values[lower] = f"{values[lower]}, {value}" if lower in values else value
        self._values = values

    def __getitem__(self, name: str) -> str:
        return self._values[name.lower()]

    def __iter__(self) -> Iterator[str]:
        """Names in lower case, in the order of their first arrival."""
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def __repr__(self) -> str:
        return f"Headers({self._values!r})"


NO_HEADERS = Headers()


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way: the address that was asked, and the status that sent us on."""

    url: str
    status: int
    retry_after: str = ""  # as written


@dataclass(frozen=True, slots=True)
class Trip:
    """One fetch as it went. ``status`` is 0 where no answer came; ``sent`` holds the headers of the last
    request with secrets struck out; ``bytes_received`` counts body bytes as they came, still compressed."""

    requested_url: str
    final_url: str
    fetched_at: datetime
    status: int = 0
    headers: Headers = NO_HEADERS
    hops: tuple[Hop, ...] = ()
    seconds: float = 0.0
    bytes_received: int = 0
    sent: Headers = NO_HEADERS
    remote_address: str = ""
