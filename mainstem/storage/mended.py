"""Statements about stories as one reader mended them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection, insert, select

from mainstem.storage.schema import states, story_corrections, story_links
from mainstem.storage.stories import Linked, linked
from mainstem.stories import Correction
from mainstem.stories.own import Own
from mainstem.stories.own import mended as mend

_CHUNK = 10_000


def correct(connection: Connection, user_id: int, correction: Correction, said_at: datetime) -> None:
    """Keep for good what a reader said of two entries."""
    values = {"entry_a": correction.entry_a, "entry_b": correction.entry_b, "is_same": correction.same}
    connection.execute(insert(story_corrections).values(user_id=user_id, said_at=said_at, **values))


def corrections(connection: Connection, user_id: int) -> list[Correction]:
    """What a reader said, in the order in which it was said."""
    table = story_corrections
    found = select(table).where(table.c.user_id == user_id).order_by(table.c.id)
    return [Correction(row.entry_a, row.entry_b, row.is_same) for row in connection.execute(found)]


def own(connection: Connection, user_id: int) -> Own:
    """How a reader's stories differ from those that were gathered."""
    said = corrections(connection, user_id)
    if not said:
        return Own()
    spoken_of = {entry for one in said for entry in (one.entry_a, one.entry_b)}
    return mend(said, stories_of(connection, spoken_of))


def menders(connection: Connection, user_ids: Collection[int]) -> set[int]:
    """Those of the readers who mended any story."""
    table = story_corrections
    found = select(table.c.user_id).distinct().where(table.c.user_id.in_(list(user_ids)))
    return set(connection.execute(found).scalars())


def stories_of(connection: Connection, entry_ids: Iterable[int]) -> dict[int, int]:
    """The gathered stories of entries; what was not gathered yet is absent."""
    wanted = list(entry_ids)
    found: dict[int, int] = {}
    for at in range(0, len(wanted), _CHUNK):
        rows = select(story_links.c.entry_id, story_links.c.story_id)
        rows = rows.where(story_links.c.entry_id.in_(wanted[at : at + _CHUNK]))
        found.update((row.entry_id, row.story_id) for row in connection.execute(rows))
    return found


def story(connection: Connection, user_id: int, entry_id: int) -> tuple[int, list[Linked]]:
    """The id of the reader's story of an entry, and all its entries that the reader has, in the order of arrival;
    (0, []) where the entry was not gathered yet.
    """
    gathered = stories_of(connection, [entry_id]).get(entry_id)
    if gathered is None:
        return 0, []
    mine = own(connection, user_id)
    own_id = mine.of(entry_id, gathered)
    whole, single = mine.parts(own_id)
    held = (states.c.entry_id == story_links.c.entry_id) & (states.c.user_id == user_id)
    among = story_links.c.story_id.in_(whole) | story_links.c.entry_id.in_(single)
    found = select(story_links).join(states, held).where(among).order_by(story_links.c.entry_id)
    rows = [linked(row) for row in connection.execute(found)]
    return own_id, [one for one in rows if mine.of(one.entry_id, one.story_id) == own_id]
