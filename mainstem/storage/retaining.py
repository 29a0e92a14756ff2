"""Statements about what may be deleted, and the deleting: entry, index, states, with a tombstone left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, or_, select

from mainstem.reading.retention import Aged
from mainstem.storage import fulltext
from mainstem.storage.schema import entries, feeds, labelled, states, tombstones


def feeds_after(connection: Connection, feed_id: int, limit: int) -> list[int]:
    """The next feeds by id."""
    found = select(feeds.c.id).where(feeds.c.id > feed_id).order_by(feeds.c.id).limit(limit)
    return list(connection.execute(found).scalars())


def last_listed_at(connection: Connection, feed_id: int) -> datetime | None:
    """When the last document was read that listed anything."""
    return connection.execute(
        select(func.max(entries.c.listed_at)).where(entries.c.feed_id == feed_id)
    ).scalar()


def aged(connection: Connection, feed_id: int) -> list[Aged]:
    """A feed's entries with who starred, labelled or noted them, and who has them unread."""
    rows = connection.execute(
        select(entries.c.id, entries.c.listed_at).where(entries.c.feed_id == feed_id)
    ).all()
    of_feed = states.c.feed_id == feed_id
    starred = _by_entry(
        connection, select(states.c.entry_id, states.c.user_id).where(of_feed, states.c.is_starred)
    )
    unread = _by_entry(
        connection, select(states.c.entry_id, states.c.user_id).where(of_feed, states.c.is_unread)
    )
    noted = select(states.c.entry_id, states.c.user_id).where(
        of_feed, or_(states.c.note.isnot(None), states.c.snoozed_until.isnot(None))
    )
    held = select(labelled.c.entry_id, labelled.c.user_id).join(entries, entries.c.id == labelled.c.entry_id)
    marked = _by_entry(connection, noted)
    for entry_id, users in _by_entry(connection, held.where(entries.c.feed_id == feed_id)).items():
        marked[entry_id] = marked.get(entry_id, frozenset()) | users
    none: frozenset[int] = frozenset()
    return [
        Aged(
            row.id,
            row.listed_at,
            starred.get(row.id, none),
            marked.get(row.id, none),
            unread.get(row.id, none),
        )
        for row in rows
    ]


def _by_entry(connection: Connection, statement: object) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for entry_id, user_id in connection.execute(statement).tuples():  # type: ignore[call-overload]
        found.setdefault(entry_id, set()).add(user_id)
    return {entry_id: frozenset(users) for entry_id, users in found.items()}


def remove(connection: Connection, feed_id: int, entry_ids: Sequence[int], *, for_good: bool = True) -> int:
    """Delete entries of a feed with all that hangs on them; returns how many. ``for_good`` leaves tombstones,
    so that what the publisher still lists does not come back as new."""
    wanted = list(entry_ids)
    of_feed = entries.c.id.in_(wanted) & (entries.c.feed_id == feed_id)
    fulltext.remove(connection, fulltext.of_kept(connection, wanted))
    if for_good:
        buried = select(entries.c.feed_id, entries.c.guid_key, entries.c.id, entries.c.listed_at).where(
            of_feed
        )
        names = ["feed_id", "guid_key", "entry_id", "listed_at"]
        connection.execute(insert(tombstones).from_select(names, buried))
    connection.execute(delete(labelled).where(labelled.c.entry_id.in_(wanted)))
    connection.execute(delete(states).where(states.c.entry_id.in_(wanted)))
    return connection.execute(delete(entries).where(of_feed)).rowcount


def forget_tombstones(connection: Connection, before: datetime) -> int:
    """Forget what was deleted and has not been listed since ``before``."""
    return connection.execute(delete(tombstones).where(tombstones.c.listed_at < before)).rowcount
