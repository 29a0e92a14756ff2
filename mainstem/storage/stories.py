"""Statements about stories: what waits to be gathered, and the links with their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from mainstem.storage.schema import (
    contents,
    entries,
    feeds,
    gathering,
    states,
    story_links,
)
from mainstem.storage.schema.metadata import microseconds, moment
from mainstem.stories import Evidence, Link, Move, Reason, SharedWord, StoryEntry

LEASE = timedelta(minutes=3)  # an owner not heard of for so long has died
LEAD = 6_000  # signs of a text that gathering may look at


@dataclass(frozen=True, slots=True)
class Progress:
    """How far gathering got: the last entry that it took in, what it had learnt by then, and the last entry whose
    text was read.
    """

    last_entry_id: int
    next_story_id: int
    learnt: bytes
    read_entry_id: int = 0


@dataclass(frozen=True, slots=True)
class Linked:
    """The place of an entry among the stories."""

    entry_id: int
    story_id: int
    copy_of: int | None
    evidence: tuple[Evidence, ...]


def claim(connection: Connection, owner: str, now: datetime) -> Progress | None:
    """Take or keep the right to gather; None while another process has it.

    The row stays locked until the transaction ends; on PostgreSQL a locked row is passed over, not waited for.
    """
    row = connection.execute(select(gathering).with_for_update(skip_locked=True)).one_or_none()
    if row is None:
        return _first(connection, owner, now)
    if row.owner != owner and row.seen_at > now - LEASE:
        return None
    connection.execute(update(gathering).values(owner=owner, seen_at=now))
    return Progress(row.last_entry_id, row.next_story_id, row.learnt, row.read_entry_id)


def progress(connection: Connection) -> Progress | None:
    """How far gathering got, without the right to go on; None before it began."""
    row = connection.execute(select(gathering)).one_or_none()
    return Progress(row.last_entry_id, row.next_story_id, b"", row.read_entry_id) if row else None


def known(connection: Connection, entry_ids: Sequence[int]) -> set[int]:
    """Those of the entries that are still kept."""
    found = select(entries.c.id).where(entries.c.id.in_(list(entry_ids)))
    return set(connection.execute(found).scalars())


def _first(connection: Connection, owner: str, now: datetime) -> Progress | None:
    if connection.execute(select(gathering.c.id)).first() is not None:
        return None  # it is there, and locked by another
    first = Progress(0, 1, b"")
    connection.execute(insert(gathering).values(id=1, owner=owner, seen_at=now, **_values(first)))
    return first


def _values(progress: Progress) -> dict[str, Any]:
    return {
        "last_entry_id": progress.last_entry_id,
        "next_story_id": progress.next_story_id,
        "learnt": progress.learnt,
    }


def advance(connection: Connection, progress: Progress, *, with_learnt: bool) -> None:
    """Keep how far gathering got; what was learnt is large and kept now and then only."""
    values = _values(progress)
    if not with_learnt:
        del values["learnt"]
    connection.execute(update(gathering).values(values))


def was_read(connection: Connection, entry_id: int) -> None:
    """Keep how far texts were read."""
    connection.execute(update(gathering).values(read_entry_id=entry_id))


_MATERIAL = (
    entries.c.id,
    entries.c.feed_id,
    entries.c.title,
    entries.c.url_key,
    entries.c.published_at,
    entries.c.language,
    func.substr(contents.c.text, 1, LEAD).label("text"),
    feeds.c.language.label("feed_language"),
    feeds.c.is_private,
)


def waiting(connection: Connection, after: int, limit: int) -> list[StoryEntry]:
    """The next entries to gather, in the order of arrival."""
    found = (
        select(*_MATERIAL)
        .join(contents, contents.c.entry_id == entries.c.id)
        .join(feeds, feeds.c.id == entries.c.feed_id)
        .where(entries.c.id > after)
        .order_by(entries.c.id)
        .limit(limit)
    )
    return [_story_entry(row) for row in connection.execute(found)]


def window(connection: Connection, since: datetime, up_to: int) -> list[StoryEntry]:
    """The entries that arrived since a time and were gathered already."""
    return [entry for entry in waiting(connection, microseconds(since), 200_000) if entry.entry_id <= up_to]


def _story_entry(row: Any) -> StoryEntry:
    return StoryEntry(
        entry_id=row.id,
        feed_id=row.feed_id,
        title=row.title,
        text=row.text,
        url=str(row.url_key) if row.url_key else "",  # hashed; only sameness is asked of it
        published_at=row.published_at,
        arrived_at=moment(row.id),
        language=row.language or row.feed_language,
        is_private=row.is_private,
    )


def links(connection: Connection, since: datetime) -> list[Link]:
    """The links of entries that arrived since a time."""
    columns = (story_links.c.entry_id, story_links.c.story_id, story_links.c.copy_of)
    found = select(*columns).where(story_links.c.entry_id > microseconds(since))
    return [Link(row.entry_id, row.story_id, row.copy_of) for row in connection.execute(found)]


def link(connection: Connection, linked: Sequence[Linked]) -> None:
    """Keep where new entries went."""
    rows = [
        {
            "entry_id": one.entry_id,
            "story_id": one.story_id,
            "copy_of": one.copy_of,
            "evidence": [_packed(evidence) for evidence in one.evidence],
        }
        for one in linked
    ]
    if rows:
        connection.execute(insert(story_links), rows)


def move(connection: Connection, moves: Iterable[Move]) -> None:
    """Keep what a replay or a correction changed; the last move of an entry holds."""
    last = {one.entry_id: one.to_story for one in moves}
    if last:
        statement = update(story_links).where(story_links.c.entry_id == bindparam("moved"))
        rows = [{"moved": entry_id, "target": story_id} for entry_id, story_id in last.items()]
        connection.execute(statement.values(story_id=bindparam("target")), rows)


def of_reader(connection: Connection, user_id: int, since: datetime, limit: int = 5_000) -> list[Linked]:
    """The links of a reader's entries that arrived since a time, the newest first."""
    mine = (states.c.entry_id == story_links.c.entry_id) & (states.c.user_id == user_id)
    found = (
        select(story_links)
        .join(states, mine)
        .where(story_links.c.entry_id > microseconds(since), states.c.is_hidden.is_(False))
        .order_by(story_links.c.entry_id.desc())
        .limit(limit)
    )
    return [linked(row) for row in connection.execute(found)]


def began(connection: Connection, story_ids: Iterable[int]) -> dict[int, datetime]:
    """When the first entry of each story arrived, whoever has it."""
    first = func.min(story_links.c.entry_id)
    wanted = story_links.c.story_id.in_(list(story_ids))
    found = (
        select(story_links.c.story_id, first.label("first")).where(wanted).group_by(story_links.c.story_id)
    )
    return {row.story_id: moment(row.first) for row in connection.execute(found)}


def latest(connection: Connection, user_id: int, story_ids: Sequence[int]) -> list[tuple[int, int]]:
    """The reader's latest entry of each of the stories, with how many they have of it; the latest first."""
    mine = (states.c.entry_id == story_links.c.entry_id) & (states.c.user_id == user_id)
    last = func.max(story_links.c.entry_id)
    found = (
        select(last, func.count())
        .select_from(story_links.join(states, mine))
        .where(story_links.c.story_id.in_(list(story_ids)), states.c.is_hidden.is_(False))
        .group_by(story_links.c.story_id)
        .order_by(last.desc())
    )
    return [(entry_id, count) for entry_id, count in connection.execute(found).tuples()]


def sources(connection: Connection, user_id: int, entry_ids: Sequence[int]) -> dict[int, int]:
    """From how many feeds the reader has the stories of those entries; only where it is more than one."""
    own, mate, held = story_links.alias("own"), story_links.alias("mate"), states.alias("held")
    count = func.count(held.c.feed_id.distinct())
    found = (
        select(own.c.entry_id, count)
        .select_from(own.join(mate, mate.c.story_id == own.c.story_id))
        .join(held, (held.c.entry_id == mate.c.entry_id) & (held.c.user_id == user_id))
        .where(own.c.entry_id.in_(list(entry_ids)), held.c.is_hidden.is_(False))
        .group_by(own.c.entry_id)
        .having(count > 1)
    )
    return {entry_id: number for entry_id, number in connection.execute(found).tuples()}


def linked(row: Any) -> Linked:
    """A link of its row."""
    return Linked(row.entry_id, row.story_id, row.copy_of, tuple(_evidence(one) for one in row.evidence))


def _packed(evidence: Evidence) -> list[Any]:
    words = [[shared.word, shared.weight] for shared in evidence.words]
    return [str(evidence.reason), evidence.other_id, evidence.strength, words]


def _evidence(packed: list[Any]) -> Evidence:
    reason, other_id, strength, words = packed
    return Evidence(
        Reason(reason), other_id, strength, tuple(SharedWord(word, weight) for word, weight in words)
    )
