"""Statistics: how much came and when, from whom, and who fell silent."""

from __future__ import annotations

from starlette.responses import Response

from mainstem.library import statistics, subscribing
from mainstem.web import drawing
from mainstem.web.rendering import render
from mainstem.web.visit import Visit, get, number

_SPANS = (30, 90, 365)
_IDLE = (
    "five years",
    "three years",
    "two years",
    "a year",
    "six months",
    "three months",
    "a month",
    "a week",
    "ever",
)


def show(visit: Visit) -> Response:
    """All figures; ``?feed=`` of one feed, ``?days=`` how far back."""
    days = next((one for one in _SPANS if str(one) == visit.asked("days")), _SPANS[0])
    feed_id = number(visit.asked("feed"), "feed") if visit.asked("feed") else None
    volume = statistics.overall(visit.library, visit.reader, days, feed_id)
    words = visit.words
    hours = [f"{hour}:00" for hour in range(24)]
    say = words.text
    pictures = (
        (
            say("By day"),
            drawing.calendar(volume.by_day, words.date, say("By day")),
            _table(visit, volume.by_day),
        ),
        (
            say("By hour"),
            drawing.bars(volume.by_hour, hours, say("By hour")),
            list(zip(hours, volume.by_hour, strict=True)),
        ),
        (
            say("By weekday"),
            drawing.bars(volume.by_weekday, words.calendar.weekdays, say("By weekday")),
            list(zip(words.calendar.weekdays, volume.by_weekday, strict=True)),
        ),
    )
    is_one = feed_id is not None
    return render(
        visit,
        "statistics.html",
        volume=volume,
        pictures=pictures,
        days=days,
        spans=_SPANS,
        feed=subscribing.one(visit.library, visit.reader, feed_id) if feed_id is not None else None,
        top=[] if is_one else statistics.top(visit.library, visit.reader, days),
        idle={} if is_one else statistics.idle(visit.library, visit.reader),
        unread=[] if is_one else statistics.unread_days(visit.library, visit.reader, 10),
    )


def _table(visit: Visit, by_day: tuple[tuple[object, int], ...]) -> list[tuple[str, int]]:
    return [(visit.words.date(day), count) for day, count in by_day if count]  # type: ignore[arg-type]


ENTRANCES = (get("/statistics", show),)
