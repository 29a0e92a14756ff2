"""Telling our own network's outage from the feeds' faults: when most hosts cannot be reached at once, it is us."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

WINDOW = timedelta(minutes=10)
HOSTS = 5  # fewer hosts prove nothing
SHARE = 0.5  # of the hosts asked within the window, unreachable at last sight
REMEMBERED = timedelta(hours=1)  # what other processes saw; until then hosts have been tried again


@dataclass(slots=True)
class Outlook:
    """Sees each host's last fate within the window. One per process: another machine has its own network."""

    _seen: deque[tuple[datetime, str, bool]] = field(default_factory=deque)

    def note(self, now: datetime, host_key: str, *, is_reached: bool) -> None:
        """Remember that a host was reached, or not (no address, no connection)."""
        self._seen.append((now, host_key, is_reached))
        while self._seen and (now - self._seen[0][0] > WINDOW or self._seen[0][0] > now):
            self._seen.popleft()

    def is_ours(self, now: datetime) -> bool:
        """Whether most hosts cannot be reached, which no publisher is to blame for."""
        fates = {host: is_reached for at, host, is_reached in self._seen if now - at <= WINDOW}
        lost = sum(1 for is_reached in fates.values() if not is_reached)
        return lost >= HOSTS and lost > SHARE * len(fates)
