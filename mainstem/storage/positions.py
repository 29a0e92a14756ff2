"""Statements about how far readers have come in enclosures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from mainstem.storage.schema import positions


def of_entries(connection: Connection, user_id: int, entry_ids: Sequence[int]) -> dict[tuple[int, int], int]:
    """Seconds by entry id and place of the enclosure, where the reader has begun."""
    held = (positions.c.user_id == user_id) & positions.c.entry_id.in_(list(entry_ids))
    return {
        (row.entry_id, row.place): row.seconds for row in connection.execute(select(positions).where(held))
    }


def keep(
    connection: Connection, user_id: int, entry_id: int, place: int, seconds: int, now: datetime
) -> None:
    """Keep a position; the last one counts."""
    key = {"user_id": user_id, "entry_id": entry_id, "place": place}
    held = (
        (positions.c.user_id == user_id) & (positions.c.entry_id == entry_id) & (positions.c.place == place)
    )
    values = {"seconds": seconds, "changed_at": now}
    if not connection.execute(update(positions).where(held).values(**values)).rowcount:
        connection.execute(insert(positions).values(**key, **values))
