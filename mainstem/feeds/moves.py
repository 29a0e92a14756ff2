"""When a permanent redirect becomes the feed's address: not at the first sight, but when it keeps being said.

301 and 308 are believed after the same answer on three polls over two days, along a chain that is permanent
from end to end and leads to a feed. 302, 303 and 307 never change an address (RFC 9110 §15.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mainstem.feeds.trip import Hop

PERMANENT = frozenset((301, 308))
POLLS = 3
SPAN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A permanent redirect as it was seen: to which address, on how many polls, since when."""

    url: str = ""
    polls: int = 0
    since: datetime | None = None


NONE = Sighting()


def target(hops: Sequence[Hop], final_url: str) -> str:
    """Where a chain leads that is permanent at every step; "" where one step is not, or there is none."""
    return final_url if hops and all(hop.status in PERMANENT for hop in hops) else ""


def seen(before: Sighting, moved_to: str, now: datetime) -> Sighting:
    """Remember what this poll saw. ``moved_to`` "" forgets: an address that answers itself has not moved."""
    if not moved_to:
        return NONE
    if before.url != moved_to or before.since is None or before.since > now:
        return Sighting(moved_to, 1, now)
    return replace(before, polls=before.polls + 1)


def is_confirmed(sighting: Sighting, now: datetime) -> bool:
    """Whether the address has moved for good: the same answer on three polls over two days."""
    since = sighting.since
    return sighting.polls >= POLLS and since is not None and now - since >= SPAN
