"""Until when an entry can be put off: a few usual times, by the reader's clock, or any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from mainstem.feeds.errors import BadInput
from mainstem.languages import Words

_MORNING, _EVENING = time(8), time(18)


@dataclass(frozen=True, slots=True)
class Choice:
    """A time to choose: ``value`` is what the form sends."""

    value: str
    name: str
    until: datetime


def choices(now: datetime, words: Words) -> list[Choice]:
    """The usual times that are still to come; ``now`` is on the reader's clock."""
    names = {
        "evening": words.text("This evening"),
        "tomorrow": words.text("Tomorrow morning"),
        "weekend": words.text("At the weekend"),
        "monday": words.text("Next Monday"),
        "month": words.text("In a month"),
    }
    times = _times(now)
    return [Choice(value, name, times[value]) for value, name in names.items() if times[value] > now]


def _times(now: datetime) -> dict[str, datetime]:
    """Each usual time; clocks that are set forward or back do not move it."""
    today, zone = now.date(), now.tzinfo
    days = {
        "tomorrow": 1,
        "weekend": (5 - today.weekday()) % 7 or 7,
        "monday": 7 - today.weekday(),
        "month": 30,
    }
    later = {
        name: datetime.combine(today + timedelta(days=step), _MORNING, zone) for name, step in days.items()
    }
    return {"evening": datetime.combine(today, _EVENING, zone), **later}


def chosen(value: str, moment: str, now: datetime) -> datetime | None:
    """The time that a form asks for: a usual one, ``at`` a given moment, or ``back``: at once (None). Raises
    BadInput."""
    if value == "back":
        return None
    if value != "at":
        found = _times(now).get(value)
        if found is None:
            raise BadInput(f"There is no time {value[:40]!r}.", field="until")
        return found
    try:
        return datetime.fromisoformat(moment).replace(tzinfo=now.tzinfo)
    except ValueError as error:
        advice = "Write it like 2026-03-14T08:00."
        raise BadInput(f"{moment[:40]!r} is no time.", field="moment", advice=advice) from error
