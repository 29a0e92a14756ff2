"""Figures about reading, as data: how much, when, which feeds, how late. Pages draw them."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mainstem.accounts import preferences
from mainstem.accounts.user import User
from mainstem.library import subscribing
from mainstem.library.context import Library
from mainstem.reading import Subscription
from mainstem.reading.statistics import Volume, idle_for, local_time, volume
from mainstem.storage import statistics as counted
from mainstem.storage import subscriptions
from mainstem.storage.schema.metadata import moment

DAYS = 30
TOP = 10
LATEST = 200


@dataclass(frozen=True, slots=True)
class FeedFigures:
    """One feed: entries since then, its share of all of them, the newest entry's arrival, and the group of
    idle feeds that it falls into ("" where it is not idle)."""

    subscription: Subscription
    count: int
    share: float
    newest_at: datetime | None
    idle_for: str

    @property
    def share_read(self) -> float:
        """How much of all it has was read."""
        total = self.subscription.total_count
        return (total - self.subscription.unread_count) / total if total else 0.0

    @property
    def share_starred(self) -> float:
        """How much of all it has was starred."""
        total = self.subscription.total_count
        return self.subscription.starred_count / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Lateness:
    """Seconds between publication and arrival of a feed's latest entries."""

    entries: int
    median_seconds: float
    worst_seconds: int


def overall(
    library: Library, user: User, days: int = DAYS, feed_id: int | None = None, *, published: bool = False
) -> Volume:
    """How much came in the last days, by day, hour, weekday and month; of one feed where it is given."""
    zone, now = preferences.of(user.preferences).zone, library.now()
    since = now - timedelta(days=min(max(days, 1), 3660))
    feed_ids = None if feed_id is None else [subscribing.one(library, user, feed_id).feed.id]
    with library.database.read() as connection:
        rows = counted.by_hour(connection, user.id, since, feed_ids, published=published)
    return volume(rows, since, now, zone)


def feeds(library: Library, user: User, days: int = DAYS) -> list[FeedFigures]:
    """Every feed's figures, the busiest first."""
    now = library.now()
    with library.database.read() as connection:
        held = subscriptions.every(connection, user.id)
        known = counted.of_feeds(connection, user.id, now - timedelta(days=days))
    whole = sum(count for count, _ in known.values()) or 1
    found = [_figures(one, *known.get(one.feed.id, (0, None)), whole, now) for one in held]
    return sorted(found, key=lambda one: -one.count)


def top(library: Library, user: User, days: int = DAYS) -> list[FeedFigures]:
    """The ten busiest feeds."""
    return feeds(library, user, days)[:TOP]


def idle(library: Library, user: User) -> dict[str, list[FeedFigures]]:
    """Feeds that have been silent for a week or more, the longest silence first."""
    grouped: dict[str, list[FeedFigures]] = {}
    silent = [one for one in feeds(library, user) if one.idle_for]
    beginning = datetime.min.replace(tzinfo=library.now().tzinfo)
    for one in sorted(silent, key=lambda one: one.newest_at or beginning):
        grouped.setdefault(one.idle_for, []).append(one)
    return grouped


def lateness(library: Library, user: User, feed_id: int) -> Lateness:
    """How late a feed's entries arrive. Raises NotFound."""
    subscribing.one(library, user, feed_id)
    with library.database.read() as connection:
        found = counted.delays(connection, user.id, feed_id, LATEST)
    return Lateness(len(found), statistics.median(found) if found else 0.0, max(found, default=0))


def unread_days(library: Library, user: User, limit: int = 30) -> list[tuple[date, int]]:
    """The days on which most of what is unread arrived, the fullest first."""
    zone = preferences.of(user.preferences).zone
    with library.database.read() as connection:
        rows = counted.unread_days(connection, user.id, 24 * 3660)
    days: Counter[date] = Counter()
    for hour, count in rows:
        days[local_time(hour, zone).date()] += count
    return days.most_common(limit)


def _figures(one: Subscription, count: int, newest: int | None, whole: int, now: datetime) -> FeedFigures:
    newest_at = moment(newest) if newest else None
    return FeedFigures(one, count, count / whole, newest_at, idle_for(newest_at, now))
