"""Statements about the traces of each feed's last document (see ``feeds.traces``)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, text, update

from mainstem.storage.schema import documents


def traces(connection: Connection, feed_id: int) -> bytes:
    """What is remembered of a feed's last document; nothing is empty."""
    found = connection.execute(select(documents.c.traces).where(documents.c.feed_id == feed_id))
    return bytes(found.scalar_one_or_none() or b"")


def keep(connection: Connection, came: Sequence[tuple[int, bytes, str]]) -> None:
    """Remember the last documents of feeds: feed id, traces, and where it says that older entries are ("")."""
    if not came:
        return
    statement = text(
        "INSERT INTO documents (feed_id, traces, older_url) VALUES (:feed_id, :traces, :older_url)"
        " ON CONFLICT (feed_id) DO UPDATE SET traces = excluded.traces, older_url = excluded.older_url"
    )
    connection.execute(
        statement, [dict(zip(("feed_id", "traces", "older_url"), one, strict=True)) for one in came]
    )


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
