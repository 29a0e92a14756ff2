"""How often a feed publishes, told from the dates of its entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

LOOKED_AT = 20  # newest entries that count: a feed's habits change
_SHORTEST = timedelta(minutes=1)  # entries closer than this were published as one batch


@dataclass(frozen=True, slots=True)
class Rhythm:
    """``gap`` is the usual time between two publications, None where it cannot be told; ``newest_at`` the last."""

    gap: timedelta | None = None
    newest_at: datetime | None = None


UNKNOWN = Rhythm()


def of(times: Iterable[datetime | None], now: datetime) -> Rhythm:
    """The rhythm of publication times in any order. Future and missing times are left out."""
    known = sorted({at for at in times if at is not None and at <= now}, reverse=True)[:LOOKED_AT]
    if not known:
        return UNKNOWN
    real = sorted(gap for later, earlier in pairwise(known) if (gap := later - earlier) >= _SHORTEST)
    return Rhythm(real[len(real) // 2] if real else None, known[0])
