"""About how many entries a selection has, told from counters or by counting a little: what decides whether
an order is had by walking its index or by sorting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, func, literal, select

from mainstem.reading.stream import Show
from mainstem.storage.schema import clock, labels, states, subscriptions
from mainstem.storage.searching import index_of
from mainstem.storage.streams import Selection, conditions

MOST = 20_000  # beyond, nothing is counted: more is as good as all
_SORTING = 2.0  # what sorting a row costs, against stepping over one


def is_walked(connection: Connection, size: int, limit: int, stepping: float = 1.0) -> bool:
    """Whether walking all entries in the order that is wanted finds a page of a selection of about ``size``
    sooner than sorting it does; ``stepping`` is what a step costs."""
    return size > 0 and every(connection) * limit * stepping < _SORTING * size * size


def every(connection: Connection) -> int:
    """How many entries there are or have been: the last serial number."""
    return connection.execute(select(clock.c.last_serial)).scalar_one()


def of(connection: Connection, selection: Selection) -> int:
    """About how many entries are in the selection; not above ``MOST`` where they had to be counted. What a search
    asks beside its words is not known, and taken to hold."""
    plain = replace(selection, search=None)
    is_put_away = selection.is_hidden or selection.is_snoozed
    is_bounded = selection.oldest_id is not None or selection.newest_id is not None
    size = _counted(connection, plain) if is_put_away or is_bounded else _told(connection, plain)
    if selection.search is None or not selection.search.written:
        return size
    return min(size, index_of(connection).count(connection, selection.search.written, MOST))


def _counted(connection: Connection, selection: Selection) -> int:
    some = select(literal(1)).select_from(states).where(*conditions(selection)).limit(MOST)
    return connection.execute(select(func.count()).select_from(some.subquery())).scalar_one()


def _told(connection: Connection, selection: Selection) -> int:
    is_unread = selection.show is Show.UNREAD
    if selection.label_ids is not None or selection.is_labelled:
        counted: Any = labels.c.unread_count if is_unread else labels.c.total_count
        held = labels.c.user_id == selection.user_id
        if selection.label_ids is not None:
            held &= labels.c.id.in_(selection.label_ids)
        return connection.execute(select(func.coalesce(func.sum(counted), 0)).where(held)).scalar_one()
    if selection.is_starred or selection.show is Show.STARRED:
        counted = subscriptions.c.starred_unread_count if is_unread else subscriptions.c.starred_count
    elif selection.show is Show.READ:
        counted = subscriptions.c.total_count - subscriptions.c.unread_count
    else:
        counted = subscriptions.c.unread_count if is_unread else subscriptions.c.total_count
    found = select(func.coalesce(func.sum(counted), 0)).where(subscriptions.c.user_id == selection.user_id)
    if selection.feed_ids is not None:
        found = found.where(subscriptions.c.feed_id.in_(selection.feed_ids))
    return int(connection.execute(found).scalar_one())
