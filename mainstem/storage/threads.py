"""Statements about threads: which stories belong to one longer affair."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from mainstem.storage.schema import story_links, story_threads
from mainstem.storage.schema.metadata import moment

_CHUNK = 5_000


def every(connection: Connection, newest: int) -> list[tuple[int, int]]:
    """The newest stories that stand in a thread, with its id."""
    found = select(story_threads).order_by(story_threads.c.story_id.desc()).limit(newest)
    return [(row.story_id, row.thread_id) for row in connection.execute(found)]


def keep(connection: Connection, thread_of: Mapping[int, int]) -> None:
    """Keep in which thread stories stand, 0 in none; of other stories nothing changes."""
    stories = list(thread_of)
    for at in range(0, len(stories), _CHUNK):
        some = stories[at : at + _CHUNK]
        connection.execute(delete(story_threads).where(story_threads.c.story_id.in_(some)))
        rows = [{"story_id": one, "thread_id": thread_of[one]} for one in some if thread_of[one]]
        if rows:
            connection.execute(insert(story_threads), rows)


def beside(connection: Connection, story_ids: Sequence[int]) -> list[int]:
    """All stories of the threads in which these stand, themselves among them, the newest first."""
    mine = select(story_threads.c.thread_id).where(story_threads.c.story_id.in_(list(story_ids)))
    found = select(story_threads.c.story_id).where(story_threads.c.thread_id.in_(mine))
    return list(connection.execute(found.order_by(story_threads.c.story_id.desc())).scalars())


def of_stories(connection: Connection, story_ids: Sequence[int]) -> dict[int, int]:
    """The threads of stories; those that stand in none are absent."""
    found = select(story_threads).where(story_threads.c.story_id.in_(list(story_ids)))
    return {row.story_id: row.thread_id for row in connection.execute(found)}


def began(connection: Connection, thread_ids: Collection[int]) -> dict[int, datetime]:
    """When the first entry of each thread arrived."""
    first = func.min(story_links.c.entry_id)
    joined = story_threads.join(story_links, story_links.c.story_id == story_threads.c.story_id)
    found = select(story_threads.c.thread_id, first).select_from(joined)
    found = found.where(story_threads.c.thread_id.in_(list(thread_ids))).group_by(story_threads.c.thread_id)
    return {thread_id: moment(entry_id) for thread_id, entry_id in connection.execute(found).tuples()}
