"""What a reader deleted is kept for thirty days: folders, rules, searches, services, subscriptions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import AlreadyExists, NotFound
from mainstem.library.context import Library
from mainstem.storage import Connection, discarded, folding, subscriptions, users

LASTS = timedelta(days=30)
KEY = "discarded"  # where it lies among the preferences
SUBSCRIPTIONS = "subscriptions"
_MOST = 50


@dataclass(frozen=True, slots=True)
class Discarded:
    """Something that can be had back; ``kind`` is folder, rule, search, service or subscriptions."""

    id: int
    kind: str
    name: str
    at: datetime


def keep(connection: Connection, user: User, kind: str, row_id: int, name: str, now: datetime) -> None:
    """Remember a row before it is deleted, in the transaction that deletes it."""
    _put(connection, user, kind, name, now, discarded.snapshot(connection, kind, row_id))


def keep_subscriptions(
    connection: Connection, user: User, feed_ids: Sequence[int], name: str, now: datetime
) -> None:
    """Remember feeds that are followed no more: what was done with their entries is there anyway."""
    _put(connection, user, SUBSCRIPTIONS, name, now, {"feed_ids": list(feed_ids)})


def every(library: Library, user: User) -> list[Discarded]:
    """What can be had back, newest first."""
    with library.database.read() as connection:
        kept = _kept(connection, user, library.now())
    return [
        Discarded(one["id"], one["kind"], one["name"], datetime.fromisoformat(one["at"]))
        for one in reversed(kept)
    ]


def put_back(library: Library, user: User, place: int) -> str:
    """Have something back; returns its name. Raises NotFound; AlreadyExists where its name is taken meanwhile."""
    now = library.now()
    with library.database.write() as connection:
        kept = _kept(connection, user, now)
        found = next((one for one in kept if one["id"] == place), None)
        if found is None:
            raise NotFound("This cannot be undone any more.")
        if found["kind"] == SUBSCRIPTIONS:
            _follow_again(connection, user, found["data"]["feed_ids"], now)
        else:
            discarded.put_back(connection, user.id, found["kind"], found["data"])
        _write(connection, user, [one for one in kept if one["id"] != place])
    return str(found["name"])


def _follow_again(connection: Connection, user: User, feed_ids: Sequence[int], now: datetime) -> None:
    for feed_id in feed_ids:
        try:
            subscriptions.add(connection, user.id, feed_id, now)
        except AlreadyExists:  # by hand, meanwhile
            continue
    folding.refold(connection, user.id, now)


def _put(
    connection: Connection, user: User, kind: str, name: str, now: datetime, data: dict[str, Any]
) -> None:
    kept = _kept(connection, user, now)
    place = max((one["id"] for one in kept), default=0) + 1
    new = {"id": place, "kind": kind, "name": name, "at": now.isoformat(), "data": data}
    _write(connection, user, [*kept, new][-_MOST:])


def _kept(connection: Connection, user: User, now: datetime) -> list[dict[str, Any]]:
    fresh = users.by_id(connection, user.id)
    held = (fresh or user).preferences.get(KEY, [])
    return [one for one in held if datetime.fromisoformat(one["at"]) > now - LASTS]


def _write(connection: Connection, user: User, kept: list[dict[str, Any]]) -> None:
    fresh = users.by_id(connection, user.id)
    users.set_preferences(connection, user.id, {**(fresh or user).preferences, KEY: kept})
