"""Statements about the traces of each feed's last document (see ``feeds.traces``)."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from mainstem.storage.schema import documents


def traces(connection: Connection, feed_id: int) -> bytes:
    """What is remembered of a feed's last document; nothing is empty."""
    found = connection.execute(select(documents.c.traces).where(documents.c.feed_id == feed_id))
    return bytes(found.scalar_one_or_none() or b"")


def keep(connection: Connection, feed_id: int, traces: bytes) -> None:
    """Remember a feed's last document."""
    known = update(documents).where(documents.c.feed_id == feed_id).values(traces=traces)
    if not connection.execute(known).rowcount:
        connection.execute(insert(documents).values(feed_id=feed_id, traces=traces))
