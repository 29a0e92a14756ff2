"""Statements about how much each account holds."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from mainstem.storage.schema import subscriptions


def sizes(connection: Connection) -> dict[int, tuple[int, int]]:
    """How many feeds each account follows, and how many entries these have, by the account's id."""
    found = (
        select(subscriptions.c.user_id, func.count(), func.coalesce(func.sum(subscriptions.c.total_count), 0))
        .where(subscriptions.c.left_at.is_(None))
        .group_by(subscriptions.c.user_id)
    )
    return {user_id: (feeds, int(entries)) for user_id, feeds, entries in connection.execute(found)}


def followed(connection: Connection, user_id: int) -> int:
    """How many feeds an account follows."""
    held = (subscriptions.c.user_id == user_id) & subscriptions.c.left_at.is_(None)
    return connection.execute(select(func.count()).select_from(subscriptions).where(held)).scalar_one()
