"""Statements about feeds that say the same, as one reader has them."""

from __future__ import annotations

from sqlalchemy import Connection, or_, select

from mainstem.storage.schema import entries, states


def twins(connection: Connection, source: int, target: int) -> dict[int, int]:
    """Entries of one feed that the other has too, by guid or by canonical address: its id to the other's."""
    same = entries.alias("same")
    is_same = or_(
        same.c.guid_key == entries.c.guid_key,
        (same.c.url_key == entries.c.url_key) & (entries.c.url_key != 0),
    )
    found = select(entries.c.id, same.c.id).join(same, is_same)
    found = found.where(entries.c.feed_id == source, same.c.feed_id == target).order_by(entries.c.id)
    return {old: new for old, new in connection.execute(found).tuples()}


def count(connection: Connection, feed_id: int, limit: int) -> int:
    """How many entries a feed has, up to a limit."""
    return len(
        connection.execute(select(entries.c.id).where(entries.c.feed_id == feed_id).limit(limit)).all()
    )


def marked(connection: Connection, user_id: int, feed_id: int) -> dict[str, list[int]]:
    """A reader's read and starred entries of a feed."""
    mine = (states.c.user_id == user_id) & (states.c.feed_id == feed_id)
    chosen = select(states.c.entry_id).where(mine)
    return {
        "read": list(connection.execute(chosen.where(states.c.is_read)).scalars()),
        "star": list(connection.execute(chosen.where(states.c.is_starred)).scalars()),
    }
