"""Entries whole, as apps are given them: entry, state, body and labels by one prepared statement.

Preparing it once matters: building four statements anew takes longer than SQLite needs for all of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Connection, Text, bindparam, func, select, type_coerce

from mainstem.feeds.entry import Content, Enclosure, Entry, Has
from mainstem.reading.subscription import ReaderEntry, State
from mainstem.storage.schema import contents, entries, labelled, states
from mainstem.storage.schema.metadata import moment

_CHUNK = 10_000  # SQLite takes 32,766 parameters in one statement
_LABELS = (
    select(func.aggregate_strings(labelled.c.label_id.cast(Text), ","))
    .where(labelled.c.user_id == states.c.user_id, labelled.c.entry_id == states.c.entry_id)
    .scalar_subquery()
)
_ENTRY = (
    *(entries.c[name] for name in ("id", "serial", "feed_id", "guid", "url", "title", "authors")),
    type_coerce(entries.c.published_at, BigInteger),
    type_coerce(entries.c.updated_at, BigInteger),
    type_coerce(entries.c.changed_at, BigInteger),
    *(entries.c[name] for name in ("language", "image_url", "length", "has")),
)
_STATE = (
    *(states.c[name] for name in ("is_read", "is_starred", "is_hidden", "is_folded", "is_kept_unread")),
    *(
        type_coerce(states.c[name], BigInteger)
        for name in ("snoozed_until", "read_at", "starred_at", "changed_at")
    ),
    states.c.note,
    _LABELS,
)
_CONTENT = (
    *(contents.c[name] for name in ("html", "summary", "text", "original", "policy")),
    *(type_coerce(contents.c[name], Text) for name in ("categories", "enclosures", "extras")),
)
_WHOLE = (
    select(*_ENTRY, *_STATE, *_CONTENT)
    .select_from(states)
    .join(entries, entries.c.id == states.c.entry_id)
    .join(contents, contents.c.entry_id == states.c.entry_id)
    .where(states.c.user_id == bindparam("reader", type_=BigInteger))
    .where(states.c.entry_id.in_(bindparam("wanted", expanding=True, type_=BigInteger)))
)
_STATE_AT, _CONTENT_AT = len(_ENTRY), len(_ENTRY) + len(_STATE)


def of_reader(connection: Connection, user_id: int, wanted: Sequence[int]) -> list[ReaderEntry]:
    """Those of the entries that a reader has, with their content, in the given order."""
    found: dict[int, ReaderEntry] = {}
    for start in range(0, len(wanted), _CHUNK):
        values = {"reader": user_id, "wanted": list(wanted[start : start + _CHUNK])}
        found.update((row[0], _whole(row)) for row in connection.execute(_WHOLE, values))
    return [found[entry_id] for entry_id in dict.fromkeys(wanted) if entry_id in found]


def _whole(row: Any) -> ReaderEntry:
    return ReaderEntry(
        _entry(row[:_STATE_AT]), _state(row[_STATE_AT:_CONTENT_AT]), _content(row[0], row[_CONTENT_AT:])
    )


def _entry(row: Any) -> Entry:
    entry_id, serial, feed_id, guid, url, title, authors, published, *rest = row
    updated, changed, language, image_url, length, has = rest
    return Entry(
        id=entry_id,
        serial=serial,
        feed_id=feed_id,
        guid=guid,
        url=url,
        title=title,
        authors=tuple(authors.split("\n")) if authors else (),
        published_at=moment(published),
        arrived_at=moment(entry_id),
        updated_at=_at(updated),
        changed_at=_at(changed),
        language=language,
        image_url=image_url,
        length=length,
        has=Has(has),
    )


def _state(row: Any) -> State:
    is_read, is_starred, is_hidden, is_folded, is_kept_unread, snoozed, read, starred, changed, note, held = (
        row
    )
    return State(
        bool(is_read),
        bool(is_starred),
        bool(is_hidden),
        bool(is_folded),
        bool(is_kept_unread),
        _at(snoozed),
        _at(read),
        _at(starred),
        _at(changed),
        note or "",
        tuple(map(int, held.split(","))) if held else (),
    )


def _content(entry_id: int, row: Any) -> Content:
    html, summary, text, original, policy, categories, enclosures, extras = row
    return Content(
        entry_id,
        html,
        summary,
        text,
        original,
        tuple(json.loads(categories)) if categories != "[]" else (),
        tuple(map(_enclosure, json.loads(enclosures))) if enclosures != "[]" else (),
        json.loads(extras) if extras != "{}" else {},
        policy,
    )


def _enclosure(values: dict[str, Any]) -> Enclosure:
    return Enclosure(**{**values, "credits": tuple(values.get("credits", ()))})


def _at(value: int | None) -> Any:
    return None if value is None else moment(value)
