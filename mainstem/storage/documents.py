"""Statements about the traces of each feed's last document (see ``feeds.traces``)."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from mainstem.storage.schema import documents


def traces(connection: Connection, feed_id: int) -> bytes:
    """What is remembered of a feed's last document; nothing is empty."""
    found = connection.execute(select(documents.c.traces).where(documents.c.feed_id == feed_id))
    return bytes(found.scalar_one_or_none() or b"")


def keep(connection: Connection, feed_id: int, traces: bytes, older_url: str = "") -> None:
    """Remember a feed's last document, and where it says that older entries are."""
    values = {"traces": traces, "older_url": older_url}
    known = update(documents).where(documents.c.feed_id == feed_id).values(**values)
    if not connection.execute(known).rowcount:
        connection.execute(insert(documents).values(feed_id=feed_id, **values))


def history(connection: Connection, feed_id: int) -> str:
    """The next page of older entries; "" where there is none, or all were fetched."""
    found = select(documents.c.older_url, documents.c.reached_url).where(documents.c.feed_id == feed_id)
    row = connection.execute(found).one_or_none()
    if row is None:
        return ""
    return str(row.older_url if row.reached_url is None else row.reached_url)


def reach(connection: Connection, feed_id: int, url: str) -> None:
    """Remember the next page of history; "" at its end."""
    connection.execute(update(documents).where(documents.c.feed_id == feed_id).values(reached_url=url))
