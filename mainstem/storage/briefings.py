"""Statements about briefings: how each reader wants them, and what an endpoint made of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from mainstem.reading.briefings import Wishes
from mainstem.storage.schema import briefings, rewrites

_MOST_REWRITES = 200  # of a reader; the oldest go


def wishes(connection: Connection, user_id: int) -> Wishes:
    """How a reader wants to be briefed."""
    row = connection.execute(select(briefings).where(briefings.c.user_id == user_id)).one_or_none()
    return _wishes(row) if row else Wishes(user_id)


def mailed(connection: Connection) -> list[Wishes]:
    """The wishes of all who want letters to an address that they confirmed."""
    wanted = (briefings.c.mail_days != "") & (briefings.c.confirmed_address != "")
    return [_wishes(row) for row in connection.execute(select(briefings).where(wanted))]


def _wishes(row: Any) -> Wishes:
    return Wishes(**row._mapping)


def change(connection: Connection, user_id: int, values: Mapping[str, Any]) -> None:
    """Change any of the wishes."""
    changed = update(briefings).where(briefings.c.user_id == user_id).values(**values)
    if not connection.execute(changed).rowcount:
        connection.execute(insert(briefings).values(user_id=user_id, **values))


def claim(connection: Connection, wished: Wishes, now: datetime) -> bool:
    """Take it upon this process to send a letter; False where another one did."""
    had = (
        briefings.c.mailed_at.is_(None)
        if wished.mailed_at is None
        else briefings.c.mailed_at == wished.mailed_at
    )
    mine = update(briefings).where(briefings.c.user_id == wished.user_id, had).values(mailed_at=now)
    return connection.execute(mine).rowcount == 1


def rewrite(connection: Connection, user_id: int, prompt_hash: str) -> tuple[str, list[Any]] | None:
    """The model and the sentences of an answer that was kept."""
    mine = (rewrites.c.user_id == user_id) & (rewrites.c.prompt_hash == prompt_hash)
    row = connection.execute(select(rewrites).where(mine)).one_or_none()
    return (row.model, row.sentences) if row else None


def keep_rewrite(
    connection: Connection, user_id: int, prompt_hash: str, model: str, sentences: Any, now: datetime
) -> None:
    """Keep an answer, and no more than so many."""
    mine = rewrites.c.user_id == user_id
    connection.execute(delete(rewrites).where(mine, rewrites.c.prompt_hash == prompt_hash))
    values = {"prompt_hash": prompt_hash, "model": model, "made_at": now, "sentences": sentences}
    connection.execute(insert(rewrites).values(user_id=user_id, **values))
    newest = (
        select(rewrites.c.made_at)
        .where(mine)
        .order_by(rewrites.c.made_at.desc())
        .offset(_MOST_REWRITES)
        .limit(1)
    )
    connection.execute(delete(rewrites).where(mine, rewrites.c.made_at <= newest.scalar_subquery()))


def asked_since(connection: Connection, user_id: int, since: datetime) -> int:
    """How many answers were kept since a time."""
    found = select(func.count()).where(rewrites.c.user_id == user_id, rewrites.c.made_at >= since)
    return connection.execute(found).scalar_one()
