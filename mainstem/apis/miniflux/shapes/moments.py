"""Times as Go writes them (RFC 3339, UTC as Z)."""

from __future__ import annotations

from datetime import datetime

NEVER = "0001-01-01T00:00:00Z"


def written(moment: datetime | None) -> str:
    """A time, or Go's zero where there is none."""
    return moment.isoformat().replace("+00:00", "Z") if moment else NEVER
