"""Statements about replacements for feeds that fail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, or_, select

from mainstem.storage.schema import entries, feeds, repairs


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a feed may live now. ``overlap`` is the share of the entries there that are kept of it here."""

    feed_id: int
    feed_url: str
    title: str
    overlap: float
    searched_at: datetime


def to_search(
    connection: Connection, failing_before: datetime, searched_before: datetime, limit: int
) -> list[int]:
    """Feeds that fail since before a moment, and for which no replacement was looked for lately."""
    found = select(feeds.c.id).outerjoin(repairs, repairs.c.feed_id == feeds.c.id)
    found = found.where(feeds.c.failing_since < failing_before, ~feeds.c.is_private)
    lately = or_(repairs.c.searched_at.is_(None), repairs.c.searched_at < searched_before)
    return list(
        connection.execute(found.where(lately).order_by(feeds.c.failing_since).limit(limit)).scalars()
    )


def keep(connection: Connection, proposal: Proposal) -> None:
    """Remember the outcome of a search; an empty ``feed_url`` is one too."""
    connection.execute(delete(repairs).where(repairs.c.feed_id == proposal.feed_id))
    values = {"feed_url": proposal.feed_url, "title": proposal.title, "overlap": proposal.overlap}
    connection.execute(
        insert(repairs).values(feed_id=proposal.feed_id, searched_at=proposal.searched_at, **values)
    )


def every(connection: Connection) -> list[Proposal]:
    """Proposals for feeds that still fail, the surest first."""
    found = select(repairs).join(feeds, feeds.c.id == repairs.c.feed_id)
    found = found.where(repairs.c.feed_url != "", feeds.c.failing_since.isnot(None))
    rows = connection.execute(found.order_by(repairs.c.overlap.desc(), repairs.c.feed_id))
    return [Proposal(row.feed_id, row.feed_url, row.title, row.overlap, row.searched_at) for row in rows]


def overlap(connection: Connection, feed_id: int, guid_keys: Iterable[str], url_keys: Iterable[int]) -> float:
    """The share of those entries (by guid or by address) that a feed has, from 0 to 1."""
    guids, urls = list(guid_keys), [key for key in url_keys if key]
    if not guids:
        return 0.0
    mine = entries.c.feed_id == feed_id
    by_guid = select(func.count()).where(mine, entries.c.guid_key.in_(guids[:500]))
    by_url = select(func.count(entries.c.url_key.distinct())).where(mine, entries.c.url_key.in_(urls[:500]))
    most = max(connection.execute(by_guid).scalar_one(), connection.execute(by_url).scalar_one())
    return min(float(most) / min(len(guids), 500), 1.0)
