"""Statements about what entries tell: events with their days, names, dates in doubt, later reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from mainstem.storage.schema import entries, entry_doubts, event_reports, states, story_events
from mainstem.stories.contradictions import Contradiction, Problem
from mainstem.stories.dates import Granularity
from mainstem.stories.events import Event, EventKind, Status, Told

MOST = 2_000  # rows that one look ahead reads
MOST_DOUBTS = 20  # of an entry


_TOLD = (
    select(story_events.c.entry_id, story_events.c.number, story_events.c.event, entries.c.published_at)
    .join(entries, entries.c.id == story_events.c.entry_id)
    .order_by(story_events.c.entry_id, story_events.c.number)
)


@dataclass(frozen=True, slots=True)
class Past:
    """An event whose last day has gone by, with its place among those of its entry."""

    told: Told
    number: int


@dataclass(frozen=True, slots=True)
class Report:
    """A sentence of a later entry that reports an event."""

    entry_id: int
    number: int
    report_id: int
    sentence: str


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


def ahead(connection: Connection, user_id: int, today: date) -> tuple[list[Told], bool]:
    """What the entries of a reader tell of days not yet past, the soonest entries first as far as is read at once,
    with what they say comes then; and whether there is more.
    """
    mine = (states.c.entry_id == story_events.c.entry_id) & (states.c.user_id == user_id)
    dated = (
        select(story_events.c.entry_id, story_events.c.last_day)
        .join(states, mine)
        .where(story_events.c.last_day >= today.isoformat(), states.c.is_hidden.is_(False))
        .order_by(story_events.c.last_day)
        .limit(MOST)
    )
    rows = connection.execute(dated).all()
    if not rows:
        return [], False
    soon = story_events.c.last_day.is_(None) | story_events.c.last_day.between(
        today.isoformat(), rows[-1].last_day
    )
    found = _TOLD.where(story_events.c.entry_id.in_(sorted({row.entry_id for row in rows})), soon)
    return [_told(row) for row in connection.execute(found)], len(rows) == MOST


def of_entries(connection: Connection, entry_ids: Sequence[int]) -> list[Told]:
    """All that those entries tell, in the order of their texts."""
    found = _TOLD.where(story_events.c.entry_id.in_(list(entry_ids)))
    return [_told(row) for row in connection.execute(found)]


def past(connection: Connection, begin: date, end: date, user_id: int | None = None) -> list[Past]:
    """Events that were ahead when they were told, and whose last day lies from ``begin`` on and before ``end``;
    told by whoever, or by the entries of a reader. The latest first.
    """
    within = (story_events.c.last_day >= begin.isoformat()) & (story_events.c.last_day < end.isoformat())
    found = _TOLD.where(within)
    if user_id is not None:
        mine = (states.c.entry_id == story_events.c.entry_id) & (states.c.user_id == user_id)
        found = found.join(states, mine).where(states.c.is_hidden.is_(False))
    found = found.order_by(None).order_by(story_events.c.last_day.desc(), story_events.c.entry_id)
    rows = connection.execute(found.limit(MOST)).all()
    return [Past(one, row.number) for row in rows if (one := _told(row)).event.status is not Status.HAPPENED]


def keep_reports(connection: Connection, reports: Sequence[Report]) -> None:
    """Keep which later entries report which events."""
    if reports:
        connection.execute(insert(event_reports), [asdict(one) for one in reports])


def reports(connection: Connection, user_id: int, entry_ids: Sequence[int]) -> list[Report]:
    """Reports of the events of those entries, in entries that the reader has, the earliest first."""
    mine = (states.c.entry_id == event_reports.c.report_id) & (states.c.user_id == user_id)
    found = select(event_reports).join(states, mine).where(event_reports.c.entry_id.in_(list(entry_ids)))
    found = found.where(states.c.is_hidden.is_(False)).order_by(event_reports.c.report_id)
    return [
        Report(row.entry_id, row.number, row.report_id, row.sentence) for row in connection.execute(found)
    ]


def keep_doubts(connection: Connection, found: Mapping[int, Sequence[Contradiction]]) -> None:
    """Keep the dates of entries that cannot be right, by entry id."""
    rows = [
        {"entry_id": entry_id, "number": number, "doubt": _doubt(one)}
        for entry_id, doubts in found.items()
        for number, one in enumerate(doubts[:MOST_DOUBTS])
    ]
    if rows:
        connection.execute(insert(entry_doubts), rows)


def doubts(connection: Connection, entry_ids: Sequence[int]) -> dict[int, list[Contradiction]]:
    """The dates of entries that cannot be right, by entry id."""
    rows = select(entry_doubts).where(entry_doubts.c.entry_id.in_(list(entry_ids)))
    found: dict[int, list[Contradiction]] = {}
    for row in connection.execute(rows.order_by(entry_doubts.c.entry_id, entry_doubts.c.number)):
        found.setdefault(row.entry_id, []).append(_contradiction(row.doubt))
    return found


def _doubt(one: Contradiction) -> dict[str, Any]:
    return {**asdict(one), "readings": [day.isoformat() for day in one.readings]}


def _contradiction(kept: dict[str, Any]) -> Contradiction:
    readings = tuple(date.fromisoformat(day) for day in kept["readings"])
    return Contradiction(**{**kept, "problem": Problem(kept["problem"]), "readings": readings})


def _told(row: Any) -> Told:
    return Told(_event(row.event), (row.entry_id,), row.published_at)


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
