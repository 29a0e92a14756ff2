"""Statements that bring in entries with their states, as another reader had them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from mainstem.feeds.changes import Decided, New
from mainstem.feeds.entry import CleanEntry
from mainstem.storage import entries as entry_statements
from mainstem.storage.schema import entries, labelled, states


@dataclass(frozen=True, slots=True)
class Had:
    """What a reader did with an entry elsewhere. ``is_read`` None: not known, left as it is."""

    is_read: bool | None = None
    is_starred: bool = False
    label_ids: tuple[int, ...] = ()
    note: str = ""
    read_at: datetime | None = None
    starred_at: datetime | None = None


def bring(
    connection: Connection,
    user_id: int,
    feed_id: int,
    came: Sequence[tuple[CleanEntry, Had]],
    now: datetime,
) -> tuple[int, int]:
    """Keep entries of a feed with a reader's states; returns how many were new, how many were there.

    Nothing that the reader did here is taken back: stars, labels and notes are added, unread stays unread
    only where both say so.
    """
    by_key = {entry.guid_key: (entry, had) for entry, had in came}
    known = entry_statements.have(connection, feed_id, by_key)
    missing = [New(entry) for key, (entry, _) in by_key.items() if key not in known]
    missing.sort(key=lambda one: one.entry.published_at or now)
    new_ids = entry_statements.keep(connection, feed_id, Decided(tuple(missing), (), ()), now)
    ids = {new.entry.guid_key: entry_id for new, entry_id in zip(missing, new_ids, strict=True)}
    ids |= {key: found.entry_id for key, found in known.items() if found.content_key}
    _own(connection, user_id, feed_id, list(ids.values()))
    for key, entry_id in ids.items():
        _mark(connection, user_id, entry_id, by_key[key][1], now)
    return len(new_ids), len(ids) - len(new_ids)


def guids_by_url(connection: Connection, feed_id: int, urls: Sequence[str]) -> dict[str, str]:
    """The guids of a feed's entries by their addresses, for what comes without a guid."""
    found = select(entries.c.url, entries.c.guid).where(
        entries.c.feed_id == feed_id, entries.c.url.in_(list(urls))
    )
    return {url: guid for url, guid in connection.execute(found).tuples()} if urls else {}


def _own(connection: Connection, user_id: int, feed_id: int, entry_ids: Sequence[int]) -> None:
    """A state for entries that were kept before the reader followed the feed."""
    mine = select(states.c.entry_id).where(
        states.c.user_id == user_id, states.c.entry_id.in_(list(entry_ids))
    )
    had = set(connection.execute(mine).scalars())
    rows = [
        {"user_id": user_id, "entry_id": entry_id, "feed_id": feed_id}
        for entry_id in entry_ids
        if entry_id not in had
    ]
    if rows:
        connection.execute(insert(states), rows)


def _mark(connection: Connection, user_id: int, entry_id: int, had: Had, now: datetime) -> None:
    values: dict[str, object] = {}
    if had.is_read:
        values |= {"is_read": True, "read_at": had.read_at or now}
    if had.is_starred:
        values |= {"is_starred": True, "starred_at": had.starred_at or now}
    if had.note:
        values["note"] = had.note
    mine = (states.c.user_id == user_id) & (states.c.entry_id == entry_id)
    if values:
        connection.execute(update(states).where(mine).values(**values, changed_at=now))
    if had.label_ids:
        held = (labelled.c.user_id == user_id) & (labelled.c.entry_id == entry_id)
        there = set(connection.execute(select(labelled.c.label_id).where(held)).scalars())
        rows = [
            {"user_id": user_id, "label_id": label_id, "entry_id": entry_id, "labelled_at": now}
            for label_id in dict.fromkeys(had.label_ids)
            if label_id not in there
        ]
        if rows:
            connection.execute(insert(labelled), rows)
