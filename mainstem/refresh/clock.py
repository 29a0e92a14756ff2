"""The time that the refresh lives by. Schedules outlive processes, so no clock but the wall's will do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def utc_now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """``now`` tells the time (aware UTC); ``sleep`` waits for seconds, and is never asked twice for one wait, so
    that a clock that stands still holds nothing up."""

    now: Callable[[], datetime] = utc_now
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


WALL = Clock()
