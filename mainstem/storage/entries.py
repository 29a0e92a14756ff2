"""Statements about entries: kept once for all readers, in one transaction with what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, literal, select, tuple_, union_all, update

from mainstem.feeds.changes import Changed, Decided, Have
from mainstem.feeds.entry import CleanEntry, Content, Enclosure, Entry, Has
from mainstem.reading.subscription import ReaderEntry
from mainstem.storage import fulltext, streams
from mainstem.storage.schema import clock, contents, entries, states, subscriptions, tombstones, versions
from mainstem.storage.schema.metadata import microseconds, moment

LISTED_EVERY = timedelta(hours=20)  # how stale ``listed_at`` may be: a write per poll and entry is too many
_CHUNK = 1_000  # guid keys in one statement
COLUMNS = (
    entries.c.id,
    entries.c.serial,
    entries.c.feed_id,
    entries.c.guid,
    entries.c.url,
    entries.c.title,
    entries.c.authors,
    entries.c.published_at,
    entries.c.updated_at,
    entries.c.changed_at.label("content_changed_at"),
    entries.c.language,
    entries.c.image_url,
    entries.c.length,
    entries.c.has,
)


def have(connection: Connection, feed_id: int, guid_keys: Iterable[str]) -> dict[str, Have]:
    """What is kept, or was deleted, under those guid keys in a feed."""
    return have_all(connection, [(feed_id, guid_keys)])[feed_id]


def have_all(
    connection: Connection, feeds: Sequence[tuple[int, Iterable[str]]]
) -> dict[int, dict[str, Have]]:
    """What is kept, or was deleted, under those guid keys in each of the feeds."""
    keys = [(feed_id, key) for feed_id, guid_keys in feeds for key in guid_keys]
    found: dict[int, dict[str, Have]] = {feed_id: {} for feed_id, _ in feeds}
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        kept = select(entries.c.feed_id, entries.c.guid_key, entries.c.id, entries.c.content_key).where(
            tuple_(entries.c.feed_id, entries.c.guid_key).in_(some)
        )
        gone = select(tombstones.c.feed_id, tombstones.c.guid_key, tombstones.c.entry_id, literal("")).where(
            tuple_(tombstones.c.feed_id, tombstones.c.guid_key).in_(some)
        )
        for feed_id, key, entry_id, content in connection.execute(union_all(gone, kept)):
            found[feed_id][key] = Have(entry_id, content)
    return found


def keep(connection: Connection, feed_id: int, decided: Decided, now: datetime) -> tuple[int, ...]:
    """Keep what is new and what has changed in one feed; returns the ids of the new entries, in their order."""
    return keep_all(connection, [(feed_id, decided)], now)[0]


def keep_all(
    connection: Connection, feeds: Sequence[tuple[int, Decided]], now: datetime
) -> list[tuple[int, ...]]:
    """Keep what is new and what has changed in several feeds; returns the ids of the new entries of each.

    Each new entry gets an unread state for every subscriber. Changed entries keep their earlier version.
    """
    came = [(feed_id, one.entry) for feed_id, decided in feeds for one in decided.new]
    first, documents = _keep_new(connection, came, now) if came else (0, [])
    gone: list[fulltext.Document] = []
    for changed in (one for _, decided in feeds for one in decided.changed):
        had = _keep_changed(connection, changed, now)
        gone += had
        documents += [fulltext.of_entry(one.serial, changed.entry) for one in had]
    _keep_listed(connection, [one for _, decided in feeds for one in decided.listed], now)
    # last, and all at once: FTS5 writes what it has gathered whenever another statement begins
    fulltext.remove(connection, gone)
    fulltext.put(connection, documents)
    return _shares(first, [len(decided.new) for _, decided in feeds])


def _shares(first: int, counts: Iterable[int]) -> list[tuple[int, ...]]:
    """So many ids to each, one after the other."""
    shares = []
    for count in counts:
        shares.append(tuple(range(first, first + count)))
        first += count
    return shares


def _take_ids(connection: Connection, count: int, now: datetime) -> tuple[int, int]:
    """The first of ``count`` new ids and serials. Locks the clock until the transaction ends."""
    row = connection.execute(select(clock.c.last_entry_id, clock.c.last_serial).with_for_update()).one()
    first = max(row.last_entry_id + 1, microseconds(now))
    last = {"last_entry_id": first + count - 1, "last_serial": row.last_serial + count}
    connection.execute(update(clock).values(**last))
    return first, row.last_serial + 1


def _keep_new(
    connection: Connection, came: Sequence[tuple[int, CleanEntry]], now: datetime
) -> tuple[int, list[fulltext.Document]]:
    """The first of the ids, which follow one another, and what is to be indexed."""
    first, serial = _take_ids(connection, len(came), now)
    rows = [
        {**row_of(entry, now), "id": first + place, "serial": serial + place, "feed_id": feed_id}
        for place, (feed_id, entry) in enumerate(came)
    ]
    connection.execute(insert(entries), rows)
    bodies = [{"entry_id": first + place, **content_row(entry)} for place, (_, entry) in enumerate(came)]
    connection.execute(insert(contents), bodies)
    _fan_out(connection, first, first + len(came) - 1)
    return first, [fulltext.of_entry(serial + place, entry) for place, (_, entry) in enumerate(came)]


def _fan_out(connection: Connection, first: int, last: int) -> None:
    """Give every subscriber an unread state for the entries between two ids."""
    readers = select(subscriptions.c.user_id, entries.c.id, entries.c.feed_id).where(
        subscriptions.c.feed_id == entries.c.feed_id,
        subscriptions.c.left_at.is_(None),
        entries.c.id.between(first, last),
    )
    connection.execute(insert(states).from_select(["user_id", "entry_id", "feed_id"], readers))


def welcome(connection: Connection, feed_id: int, first: int, user_id: int) -> None:
    """Give a new subscriber states for a feed's entries from the id ``first`` on, and count the states that
    are there from an earlier subscription: what was read then is not new now."""
    had = select(states.c.entry_id).where(states.c.user_id == user_id, states.c.feed_id == feed_id)
    missing = select(literal(user_id), entries.c.id, entries.c.feed_id).where(
        entries.c.feed_id == feed_id, entries.c.id >= first, entries.c.id.not_in(had)
    )
    connection.execute(insert(states).from_select(["user_id", "entry_id", "feed_id"], missing))
    recount(connection, user_id, feed_id)


def recount(connection: Connection, user_id: int, feed_id: int) -> None:
    """Count one subscription's states anew, where it was away while they stayed."""
    mine = (states.c.user_id == user_id) & (states.c.feed_id == feed_id)
    total = select(func.count()).where(mine)
    counts = {
        "total_count": total,
        "unread_count": total.where(states.c.is_unread),
        "starred_count": total.where(states.c.is_starred),
        "starred_unread_count": total.where(states.c.is_starred, states.c.is_unread),
    }
    held = (subscriptions.c.user_id == user_id) & (subscriptions.c.feed_id == feed_id)
    values = {name: count.scalar_subquery() for name, count in counts.items()}
    connection.execute(update(subscriptions).where(held).values(**values))


def row_of(entry: CleanEntry, now: datetime) -> dict[str, Any]:
    """The columns of ``entries`` that follow from an entry."""
    return {
        "guid": entry.guid,
        "guid_key": entry.guid_key,
        "url": entry.url,
        "url_key": entry.url_key,
        "title": entry.title,
        "authors": "\n".join(entry.authors),
        "published_at": entry.published_at or now,
        "updated_at": entry.updated_at,
        "changed_at": now,
        "listed_at": now,
        "language": entry.language,
        "image_url": entry.image_url,
        "length": len(entry.text),
        "has": int(_has(entry)),
        "content_key": entry.content_key,
    }


def _has(entry: CleanEntry) -> Has:
    has = Has.IMAGE if entry.image_url or "<img" in entry.html else Has(0)
    for enclosure in entry.enclosures:
        kind = enclosure.medium or enclosure.mime_type.partition("/")[0]
        has |= {"image": Has.IMAGE, "audio": Has.AUDIO, "video": Has.VIDEO}.get(kind, Has.ATTACHMENT)
    return has


def content_row(entry: CleanEntry) -> dict[str, Any]:
    """The columns of ``contents`` that follow from an entry."""
    return {
        "html": entry.html,
        "summary": entry.summary,
        "text": entry.text,
        "categories": list(entry.categories),
        "enclosures": [_sparse(asdict(one)) for one in entry.enclosures],
        "extras": dict(entry.extras),
        "policy": entry.policy,
    }


def _sparse(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, ())}


def _keep_changed(connection: Connection, changed: Changed, now: datetime) -> list[fulltext.Document]:
    """The earlier version first, then the new words; ids, star, labels and arrival stay. Returns what was
    indexed."""
    entry_id = changed.entry_id
    before = select(
        entries.c.id,
        literal(microseconds(now)),
        entries.c.title,
        entries.c.url,
        contents.c.html,
        entries.c.content_key,
    ).join(contents, contents.c.entry_id == entries.c.id)
    names = ["entry_id", "replaced_at", "title", "url", "html", "content_key"]
    connection.execute(insert(versions).from_select(names, before.where(entries.c.id == entry_id)))
    had = fulltext.of_kept(connection, [entry_id])
    row = row_of(changed.entry, now)
    row["has"] |= Has.VERSIONS
    for fixed in ("guid", "guid_key"):
        del row[fixed]
    if changed.entry.published_at is None:
        del row["published_at"]
    connection.execute(update(entries).where(entries.c.id == entry_id).values(**row))
    body = content_row(changed.entry)
    connection.execute(update(contents).where(contents.c.entry_id == entry_id).values(**body))
    return had


def _keep_listed(connection: Connection, entry_ids: Sequence[int], now: datetime) -> None:
    if entry_ids:
        stale = entries.c.id.in_(list(entry_ids)) & (entries.c.listed_at < now - LISTED_EVERY)
        connection.execute(update(entries).where(stale).values(listed_at=now))


def entry(row: Any) -> Entry:
    """An Entry of a row that holds ``COLUMNS``."""
    return Entry(
        id=row.id,
        serial=row.serial,
        feed_id=row.feed_id,
        guid=row.guid,
        url=row.url,
        title=row.title,
        authors=tuple(row.authors.split("\n")) if row.authors else (),
        published_at=row.published_at,
        arrived_at=moment(row.id),
        updated_at=row.updated_at,
        changed_at=row.content_changed_at,
        language=row.language,
        image_url=row.image_url,
        length=row.length,
        has=Has(row.has),
    )


def content(row: Any) -> Content:
    """A Content of a row of ``contents``."""
    return Content(
        entry_id=row.entry_id,
        html=row.html,
        summary=row.summary,
        text=row.text,
        original=row.original,
        categories=tuple(row.categories),
        enclosures=tuple(_enclosure(one) for one in row.enclosures),
        extras=row.extras,
        policy=row.policy,
    )


def _enclosure(values: dict[str, Any]) -> Enclosure:
    return Enclosure(**{**values, "credits": tuple(values.get("credits", ()))})


def by_ids(connection: Connection, entry_ids: Sequence[int]) -> dict[int, Entry]:
    """Those of the entries that are kept, by id."""
    found = select(*COLUMNS).where(entries.c.id.in_(list(entry_ids)))
    return {row.id: entry(row) for row in connection.execute(found)}


def contents_of(connection: Connection, entry_ids: Sequence[int]) -> dict[int, Content]:
    """The bodies of those entries, by id."""
    found = select(contents).where(contents.c.entry_id.in_(list(entry_ids)))
    return {row.entry_id: content(row) for row in connection.execute(found)}


def of_reader(
    connection: Connection, user_id: int, wanted: Sequence[int], *, with_content: bool = True
) -> list[ReaderEntry]:
    """Those of the entries that a reader has, in the given order."""
    held = streams.states_of(connection, user_id, wanted)
    kept = by_ids(connection, wanted)
    bodies = contents_of(connection, wanted) if with_content else {}
    both = [one for one in dict.fromkeys(wanted) if one in kept and one in held]
    return [ReaderEntry(kept[one], held[one], bodies.get(one)) for one in both]


def feeds_of(connection: Connection, entry_ids: Sequence[int]) -> dict[int, int]:
    """The feeds of entries."""
    found = select(entries.c.id, entries.c.feed_id).where(entries.c.id.in_(list(entry_ids)))
    return {entry_id: feed_id for entry_id, feed_id in connection.execute(found).tuples()}


def newest_id(connection: Connection) -> int:
    """The newest id that can be seen now: nothing that is kept later gets a smaller one."""
    return connection.execute(select(clock.c.last_entry_id)).scalar_one()


def first_of_newest(connection: Connection, feed_id: int, count: int) -> int | None:
    """The id at which the ``count`` newest entries of a feed begin."""
    ids = select(entries.c.id).where(entries.c.feed_id == feed_id).order_by(entries.c.id.desc())
    found = connection.execute(ids.limit(bindparam("count", count))).scalars().all()
    return found[-1] if found else None
