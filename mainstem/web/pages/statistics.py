"""Statistics: how much came and when, from whom, how much of it was read, and who fell silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.responses import Response

from mainstem.library import statistics, subscribing
from mainstem.library.statistics import FeedFigures
from mainstem.reading.statistics import Volume
from mainstem.web import drawing
from mainstem.web.rendering import render
from mainstem.web.spans import span
from mainstem.web.visit import Visit, get, number

_SPANS = (30, 90, 365)
_BUSY = 15  # feeds whose volume is drawn


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its numbers: ``head`` names the columns of ``rows``, which are written already."""

    title: str
    picture: Markup
    head: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


def show(visit: Visit) -> Response:
    """All figures; ``?feed=`` of one feed, ``?days=`` how far back, ``?by=published`` by the publisher's clock."""
    days = next((one for one in _SPANS if str(one) == visit.asked("days")), _SPANS[0])
    feed_id = number(visit.asked("feed"), "feed") if visit.asked("feed") else None
    by_publisher = visit.asked("by") == "published"
    library, reader = visit.library, visit.reader
    volume = statistics.overall(library, reader, days, feed_id, published=by_publisher)
    is_one = feed_id is not None
    every = [] if is_one else statistics.feeds(library, reader, days)
    return render(
        visit,
        "statistics.html",
        volume=volume,
        figures=[*_times(visit, volume, days), *_feeds(visit, every)],
        days=days,
        spans=_SPANS,
        by_publisher=by_publisher,
        feed=subscribing.one(library, reader, feed_id) if feed_id is not None else None,
        late=statistics.lateness(library, reader, feed_id) if feed_id is not None else None,
        span=lambda seconds: span(visit.words, seconds),
        idle={} if is_one else statistics.idle(library, reader),
        unread=[] if is_one else statistics.unread_days(library, reader, 10),
    )


def _times(visit: Visit, volume: Volume, days: int) -> list[Figure]:
    words, say, count = visit.words, visit.words.text, visit.words.number
    names, hours = words.calendar.weekdays, [f"{hour}:00" for hour in range(24)]
    entries = say("Entries")
    by_day = [(words.date(day), count(each)) for day, each in volume.by_day if each]
    by_week = [
        (name, *(count(each) for each in row)) for name, row in zip(names, volume.by_week, strict=True)
    ]
    found = [
        Figure(
            say("By day"),
            drawing.calendar(volume.by_day, words.date, say("By day")),
            (say("Day"), entries),
            by_day,
        ),
        Figure(
            say("By hour and weekday"),
            drawing.week(volume.by_week, names, hours, say("By hour and weekday")),
            (say("Weekday"), *hours),
            by_week,
        ),
    ]
    if days > _SPANS[1]:
        months = words.calendar.short_months
        by_month = [(name, count(each)) for name, each in zip(months, volume.by_month, strict=True)]
        picture = drawing.bars(volume.by_month, months, say("By month"))
        found.append(Figure(say("By month"), picture, (say("Month"), entries), by_month))
    return found


def _feeds(visit: Visit, every: Sequence[FeedFigures]) -> list[Figure]:
    busy = [one for one in every if one.count]
    if not busy:
        return []
    say, count, share = visit.words.text, visit.words.number, visit.words.share
    drawn = [
        (
            one.subscription.title,
            one.count,
            one.share_read,
            say(
                "{name}: {n}, {read} read",
                name=one.subscription.title,
                n=count(one.count),
                read=share(one.share_read),
            ),
        )
        for one in busy[:_BUSY]
    ]
    rows = [
        (
            one.subscription.title,
            count(one.count),
            share(one.share),
            share(one.share_read),
            share(one.share_starred),
        )
        for one in busy
    ]
    title = say("Feeds by volume, and how much of each is read")
    head = (say("Feed"), say("Entries"), say("Part"), say("Read"), say("Starred"))
    return [Figure(title, drawing.shares(drawn, title), head, rows)]


ENTRANCES = (get("/statistics", show),)
