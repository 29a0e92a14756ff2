"""Times in RFC 3339, UTC as Z."""

from __future__ import annotations

from datetime import datetime


def written(moment: datetime | None) -> str | None:
    """A time, or null."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None
