"""Statements that read a reader's whole archive out, and write one in, with ids where they are free."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from mainstem.feeds.entry import CleanEntry, Content, Entry, Has
from mainstem.reading import ReaderEntry, State
from mainstem.storage import entries as entry_statements
from mainstem.storage import fulltext
from mainstem.storage.schema import clock, contents, entries, labelled, states, versions
from mainstem.storage.schema.metadata import microseconds

PORTION = 500


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of an entry."""

    replaced_at: datetime
    title: str
    url: str
    html: str
    content_key: str


@dataclass(frozen=True, slots=True)
class Archived:
    """An entry with all that is kept of it for one reader."""

    entry: Entry
    content: Content
    state: State
    listed_at: datetime
    versions: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """An entry to be written in: cleaned, with the times and the state that it had."""

    feed_id: int
    entry: CleanEntry
    arrived_at: datetime
    changed_at: datetime
    listed_at: datetime
    state: State
    versions: tuple[Version, ...] = ()


def archive(connection: Connection, user_id: int) -> Iterator[Archived]:
    """Everything that a reader has, in the order of arrival."""
    last = 0
    while True:
        found = select(states.c.entry_id).where(states.c.user_id == user_id, states.c.entry_id > last)
        ids = connection.execute(found.order_by(states.c.entry_id).limit(PORTION)).scalars().all()
        if not ids:
            return
        listed = select(entries.c.id, entries.c.listed_at).where(entries.c.id.in_(ids))
        listed_at = dict(connection.execute(listed).tuples().all())
        earlier = versions_of(connection, ids)
        for one in entry_statements.of_reader(connection, user_id, ids):
            yield _archived(one, listed_at[one.entry.id], earlier.get(one.entry.id, ()))
        last = ids[-1]


def _archived(one: ReaderEntry, listed_at: datetime, earlier: tuple[Version, ...]) -> Archived:
    return Archived(one.entry, one.content or Content(one.entry.id, ""), one.state, listed_at, earlier)


def versions_of(connection: Connection, entry_ids: Sequence[int]) -> dict[int, tuple[Version, ...]]:
    """The earlier versions of entries, oldest first."""
    found: dict[int, tuple[Version, ...]] = {}
    rows = connection.execute(
        select(versions).where(versions.c.entry_id.in_(list(entry_ids))).order_by(versions.c.id)
    )
    for row in rows:
        made = Version(row.replaced_at, row.title, row.url, row.html, row.content_key)
        found[row.entry_id] = (*found.get(row.entry_id, ()), made)
    return found


def restore(connection: Connection, user_id: int, came: Sequence[Restored], now: datetime) -> tuple[int, int]:
    """Write entries in, given in the order of arrival; returns how many were new, how many were there.

    What arrived after everything that is kept here keeps its id; else it arrives now, in the same order. The
    state that comes replaces the one that is here.
    """
    known: dict[tuple[int, str], int] = {}
    for feed_id in sorted({one.feed_id for one in came}):
        keys = [one.entry.guid_key for one in came if one.feed_id == feed_id]
        had = entry_statements.have(connection, feed_id, keys)
        known |= {(feed_id, key): found.entry_id for key, found in had.items() if found.content_key}
    fresh = {
        (one.feed_id, one.entry.guid_key): one
        for one in came
        if (one.feed_id, one.entry.guid_key) not in known
    }
    ids = _keep(connection, list(fresh.values()), now) if fresh else {}
    for one in {(each.feed_id, each.entry.guid_key): each for each in came}.values():
        key = (one.feed_id, one.entry.guid_key)
        _set_state(connection, user_id, one, ids.get(key) or known[key], now)
    return len(ids), len(known)


def _keep(connection: Connection, fresh: Sequence[Restored], now: datetime) -> dict[tuple[int, str], int]:
    row = connection.execute(select(clock.c.last_entry_id, clock.c.last_serial).with_for_update()).one()
    last, serial = row.last_entry_id, row.last_serial
    keeps_ids = microseconds(fresh[0].arrived_at) > last
    rows, bodies, documents, earlier = [], [], [], []
    ids: dict[tuple[int, str], int] = {}
    for one in fresh:
        last = max(last + 1, microseconds(one.arrived_at if keeps_ids else now))
        serial += 1
        rows.append(_row(one, last, serial))
        bodies.append({"entry_id": last, **entry_statements.content_row(one.entry)})
        documents.append(fulltext.of_entry(serial, one.entry))
        earlier += [_version(last, version) for version in one.versions]
        ids[one.feed_id, one.entry.guid_key] = last
    connection.execute(insert(entries), rows)
    connection.execute(insert(contents), bodies)
    if earlier:
        connection.execute(insert(versions), earlier)
    fulltext.put(connection, documents)
    connection.execute(update(clock).values(last_entry_id=last, last_serial=serial))
    return ids


def _row(one: Restored, entry_id: int, serial: int) -> dict[str, Any]:
    row = entry_statements.row_of(one.entry, one.changed_at)
    row |= {"id": entry_id, "serial": serial, "feed_id": one.feed_id, "listed_at": one.listed_at}
    row["published_at"] = one.entry.published_at or one.arrived_at
    row["has"] |= int(Has.VERSIONS) if one.versions else 0
    return row


def _version(entry_id: int, one: Version) -> Mapping[str, Any]:
    return {"entry_id": entry_id, "replaced_at": one.replaced_at, "title": one.title, "url": one.url,
            "html": one.html, "content_key": one.content_key}  # fmt: skip


def _set_state(connection: Connection, user_id: int, one: Restored, entry_id: int, now: datetime) -> None:
    state = one.state
    values = {
        "is_read": state.is_read,
        "is_starred": state.is_starred,
        "is_hidden": state.is_hidden,
        "is_kept_unread": state.is_kept_unread,
        "snoozed_until": state.snoozed_until,
        "read_at": state.read_at,
        "starred_at": state.starred_at,
        "changed_at": state.changed_at,
        "note": state.note or None,
    }
    mine = (states.c.user_id == user_id) & (states.c.entry_id == entry_id)
    if not connection.execute(update(states).where(mine).values(**values)).rowcount:
        row = {"user_id": user_id, "entry_id": entry_id, "feed_id": one.feed_id, **values}
        connection.execute(insert(states).values(**row))
    held = (labelled.c.user_id == user_id) & (labelled.c.entry_id == entry_id)
    there = set(connection.execute(select(labelled.c.label_id).where(held)).scalars())
    missing = [label_id for label_id in state.label_ids if label_id not in there]
    if missing:
        same = {"user_id": user_id, "entry_id": entry_id, "labelled_at": now}
        connection.execute(insert(labelled), [{**same, "label_id": label_id} for label_id in missing])
