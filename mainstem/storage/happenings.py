"""Statements about events to come, as entries tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from mainstem.storage.schema import entries, states, story_events
from mainstem.stories.dates import Granularity
from mainstem.stories.events import Event, EventKind, Status, Told

MOST = 2_000  # rows that one look ahead reads


def keep(connection: Connection, told: Mapping[int, Sequence[Event]]) -> None:
    """Keep the events of entries, by entry id, in the order of their texts."""
    rows = [
        {
            "entry_id": entry_id,
            "number": number,
            "last_day": event.hi.isoformat() if event.hi else None,
            "event": _packed(event),
        }
        for entry_id, events in told.items()
        for number, event in enumerate(events)
    ]
    if rows:
        connection.execute(insert(story_events), rows)


def ahead(connection: Connection, user_id: int, today: date) -> list[Told]:
    """What the entries of a reader tell of days not yet past, with what they say comes then."""
    mine = (states.c.entry_id == story_events.c.entry_id) & (states.c.user_id == user_id)
    dated = (
        select(story_events.c.entry_id)
        .join(states, mine)
        .where(story_events.c.last_day >= today.isoformat(), states.c.is_hidden.is_(False))
        .order_by(story_events.c.last_day)
        .limit(MOST)
    )
    found = (
        select(story_events.c.entry_id, story_events.c.event, entries.c.published_at)
        .join(entries, entries.c.id == story_events.c.entry_id)
        .where(story_events.c.entry_id.in_(dated))
        .order_by(story_events.c.entry_id, story_events.c.number)
    )
    return [Told(_event(row.event), (row.entry_id,), row.published_at) for row in connection.execute(found)]


def _packed(event: Event) -> dict[str, Any]:
    days = {
        "lo": event.lo.isoformat() if event.lo else None,
        "hi": event.hi.isoformat() if event.hi else None,
    }
    return {**asdict(event), **days}


def _event(packed: dict[str, Any]) -> Event:
    return Event(
        **{
            **packed,
            "kind": EventKind(packed["kind"]),
            "status": Status(packed["status"]),
            "who": tuple(packed["who"]),
            "lo": date.fromisoformat(packed["lo"]) if packed["lo"] else None,
            "hi": date.fromisoformat(packed["hi"]) if packed["hi"] else None,
            "granularity": Granularity(packed["granularity"]) if packed["granularity"] else None,
        }
    )
