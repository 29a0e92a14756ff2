"""Statements for what was cleaned under an earlier policy and is to be cleaned again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, update

from mainstem.feeds.entry import CleanEntry, Content, Entry, Has
from mainstem.storage import entries as kept
from mainstem.storage import fulltext
from mainstem.storage.schema import contents, entries, versions


@dataclass(frozen=True, slots=True)
class Recleaned:
    """An entry as it was, and as it is after cleaning again."""

    was: Entry
    entry: CleanEntry
    original: str | None


def count(connection: Connection, policy: int) -> int:
    """How many entries were cleaned under a policy before ``policy``."""
    older = select(func.count()).select_from(contents).where(contents.c.policy < policy)
    return int(connection.execute(older).scalar_one())


def batch(connection: Connection, policy: int, after_id: int, limit: int) -> list[tuple[Entry, Content]]:
    """The next entries that were cleaned under an earlier policy, by id; locked until the transaction ends."""
    found = (
        select(contents.c.entry_id)
        .where(contents.c.policy < policy, contents.c.entry_id > after_id)
        .order_by(contents.c.entry_id)
        .limit(limit)
        .with_for_update()
    )
    ids = list(connection.execute(found).scalars())
    heads, bodies = kept.by_ids(connection, ids), kept.contents_of(connection, ids)
    return [(heads[one], bodies[one]) for one in ids]


def mark(connection: Connection, entry_ids: Sequence[int], policy: int) -> None:
    """Say of entries that they are as ``policy`` wants them."""
    if entry_ids:
        those = contents.c.entry_id.in_(list(entry_ids))
        connection.execute(update(contents).where(those).values(policy=policy))


def put(connection: Connection, changed: Sequence[Recleaned]) -> None:
    """Put other bodies in place. No version is kept of what may no longer be shown, and nobody is told of a change:
    the words are the same."""
    had = fulltext.of_kept(connection, [one.was.id for one in changed])
    for one in changed:
        row = kept.row_of(one.entry, one.was.arrived_at)
        has = (one.was.has & ~Has.IMAGE) | (Has(row["has"]) & Has.IMAGE)
        head = {"length": row["length"], "content_key": row["content_key"], "has": int(has)}
        body = {name: kept.content_row(one.entry)[name] for name in ("html", "summary", "text", "policy")}
        connection.execute(update(entries).where(entries.c.id == one.was.id).values(**head))
        connection.execute(
            update(contents).where(contents.c.entry_id == one.was.id).values(**body, original=one.original)
        )
    fulltext.remove(connection, had)
    fulltext.put(connection, [fulltext.of_entry(one.was.serial, one.entry) for one in changed])


def version_batch(connection: Connection, after_id: int, limit: int) -> list[tuple[int, str, str]]:
    """The next earlier versions: id, address, body."""
    found = select(versions.c.id, versions.c.url, versions.c.html).where(versions.c.id > after_id)
    return [
        (row.id, row.url, row.html) for row in connection.execute(found.order_by(versions.c.id).limit(limit))
    ]


def put_versions(connection: Connection, changed: Sequence[tuple[int, str]]) -> None:
    """Put other bodies of earlier versions in place: id, body."""
    if changed:
        statement = update(versions).where(versions.c.id == bindparam("of")).values(html=bindparam("body"))
        connection.execute(statement, [{"of": one, "body": html} for one, html in changed])
