"""Statements about the sessions of one account, for its owner to look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from mainstem.storage.schema import sessions


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. ``name`` tells it from the others of the account, and gives nobody entry."""

    name: str
    created_at: datetime
    seen_at: datetime
    user_agent: str
    is_this: bool


def every(connection: Connection, user_id: int, token_hash: str, now: datetime) -> list[Session]:
    """An account's open sessions, the one lately used first; ``token_hash`` is that of who asks."""
    mine = (sessions.c.user_id == user_id) & (sessions.c.expires_at > now)
    found = connection.execute(select(sessions).where(mine).order_by(sessions.c.seen_at.desc()))
    return [
        Session(
            _name(row.token_hash), row.created_at, row.seen_at, row.user_agent, row.token_hash == token_hash
        )
        for row in found
    ]


def close(connection: Connection, user_id: int, name: str) -> bool:
    """End one session; returns whether there was one of that name."""
    held = connection.execute(select(sessions.c.token_hash).where(sessions.c.user_id == user_id)).scalars()
    gone = [one for one in held if _name(one) == name]
    connection.execute(delete(sessions).where(sessions.c.token_hash.in_(gone)))
    return bool(gone)


def close_others(connection: Connection, user_id: int, token_hash: str) -> None:
    """End all sessions but one."""
    others = (sessions.c.user_id == user_id) & (sessions.c.token_hash != token_hash)
    connection.execute(delete(sessions).where(others))


def _name(token_hash: str) -> str:
    return token_hash[:16]
