"""Statements about the learnt order: what was learnt of a reader, and how its test goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from mainstem.storage.schema import drafts, states, tastes
from mainstem.storage.schema.metadata import microseconds
from mainstem.stories.comparing import Drafted, Verdict

_PACE_OVER = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Learnt:
    """``state`` is what ``Taste`` exports; all changes up to ``last_change_id`` are in it. ``verdict`` is that of
    the last test that ended.
    """

    state: dict[str, Sequence[int]]
    last_change_id: int
    is_on: bool
    tested_from: datetime
    verdict: Verdict | None


def of_reader(connection: Connection, user_id: int) -> Learnt | None:
    """What was learnt of a reader; None before anything was."""
    row = connection.execute(select(tastes).where(tastes.c.user_id == user_id)).one_or_none()
    if row is None:
        return None
    verdict = Verdict(*row.verdict) if row.verdict else None
    return Learnt(row.learnt, row.last_change_id, row.is_on, row.tested_from, verdict)


def keep(connection: Connection, user_id: int, learnt: Learnt) -> None:
    """Keep what was learnt."""
    verdict = learnt.verdict
    values: dict[str, Any] = {
        "learnt": learnt.state,
        "last_change_id": learnt.last_change_id,
        "is_on": learnt.is_on,
        "tested_from": learnt.tested_from,
        "verdict": [verdict.learnt, verdict.plain, verdict.keeps_on] if verdict else None,
    }
    changed = update(tastes).where(tastes.c.user_id == user_id).values(**values)
    if not connection.execute(changed).rowcount:
        connection.execute(insert(tastes).values(user_id=user_id, **values))


def shown(connection: Connection, user_id: int, drafted: Iterable[Drafted]) -> None:
    """Note what the test showed; who picked an entry first has it."""
    mine = drafts.c.user_id == user_id
    known = set(connection.execute(select(drafts.c.entry_id).where(mine)).scalars())
    rows = [
        {"user_id": user_id, "entry_id": one.entry_id, "is_learnt": one.is_learnt, "is_opened": False}
        for one in drafted
        if one.entry_id not in known
    ]
    if rows:
        connection.execute(insert(drafts), rows)


def opened(connection: Connection, user_id: int, entry_ids: Sequence[int]) -> None:
    """Note that entries were opened, as far as the test showed them."""
    mine = (drafts.c.user_id == user_id) & drafts.c.entry_id.in_(list(entry_ids))
    connection.execute(update(drafts).where(mine).values(is_opened=True))


def drafted(connection: Connection, user_id: int) -> tuple[list[Drafted], list[int]]:
    """What the running test showed, and what of it was opened."""
    rows = connection.execute(select(drafts).where(drafts.c.user_id == user_id)).all()
    return [Drafted(row.entry_id, row.is_learnt) for row in rows], [
        row.entry_id for row in rows if row.is_opened
    ]


def begin_test(connection: Connection, user_id: int) -> None:
    """Forget what the last test showed."""
    connection.execute(delete(drafts).where(drafts.c.user_id == user_id))


def pace(connection: Connection, user_id: int, now: datetime) -> dict[int, float]:
    """Entries a day of each of the reader's feeds, over the last week."""
    since = microseconds(now - _PACE_OVER)
    lately = (states.c.user_id == user_id) & (states.c.entry_id > since)
    found = select(states.c.feed_id, func.count()).where(lately).group_by(states.c.feed_id)
    days = _PACE_OVER / timedelta(days=1)
    return {feed_id: count / days for feed_id, count in connection.execute(found).tuples()}
