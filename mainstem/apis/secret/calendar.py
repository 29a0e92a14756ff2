"""What is next as iCalendar (RFC 5545): all-day events, each with the sentence that tells it."""

from __future__ import annotations

from datetime import timedelta
from hashlib import blake2b
from typing import Any

from mainstem.accounts import User
from mainstem.apis.answers import Answer
from mainstem.feeds.errors import StorageTrouble
from mainstem.library import Library, ahead
from mainstem.library.ahead import Gone
from mainstem.reading.opml.writer import possible
from mainstem.stories.events import Next, Told
from mainstem.stories.names import place

_KIND = (
    (b"content-type", b"text/calendar; charset=utf-8"),
    (b"content-disposition", b'inline; filename="next.ics"'),
)
_LONGEST_TITLE = 120


def answer(library: Library, user: User, base: str) -> Answer:
    """The calendar. Raises StorageTrouble where the package is not installed."""
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise StorageTrouble(
            "Calendars are not written here.", advice="Install mainstem[calendar]."
        ) from error
    made = Calendar()
    made.add("prodid", "-//Mainstem//What is next//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", "What is next")
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    seen = ahead.look(library, user)
    for one in seen.coming:
        made.add_component(_event(one.told, _of_next(one), base))
    for gone in seen.gone:
        made.add_component(_event(gone.told, _of_gone(gone, base), base))
    return Answer(made.to_ical(), 200, _KIND)


def _event(told: Told, lines: list[str], base: str) -> Any:
    from icalendar import Event

    event = told.event
    made = Event()
    link = f"{base}/entry/{told.entry_ids[0]}"
    made.add("uid", _name(told))
    made.add("dtstamp", told.published_at)
    made.add("dtstart", told.day)
    made.add("dtend", max(event.hi or told.day, told.day) + timedelta(days=1))
    made.add("summary", _title(told))
    made.add("description", possible("\n\n".join([*lines, link])))
    made.add("url", link)
    made.add("status", "CONFIRMED" if event.is_stated and not event.doubt else "TENTATIVE")
    made.add("transp", "TRANSPARENT")
    _locate(made, event.where)
    return made


def _name(told: Told) -> str:
    """The same as long as the entry that first told it is kept; one sentence may tell several events."""
    event = told.event
    what = blake2b(f"{event.kind}\n{event.what}\n{event.where}".encode(), digest_size=6).hexdigest()
    return f"{told.entry_ids[0]}-{event.start}-{what}@mainstem"


def _locate(made: Any, where: str) -> None:
    if where:
        made.add("location", possible(where))
    known = place(where.split(", ", maxsplit=1)[0])
    if known is not None and known.kind == "city":
        made.add("geo", (known.latitude, known.longitude))


def _title(told: Told) -> str:
    event = told.event
    title = ", ".join(part for part in (event.what, event.where) if part) or event.sentence
    return possible(title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1]}…")


def _of_next(one: Next) -> list[str]:
    event = one.told.event
    lines = [f"“{event.sentence}”", *(f"→ “{each.sentence}”" for each in one.then)]
    return [*lines, event.doubt] if event.doubt else lines


def _of_gone(one: Gone, base: str) -> list[str]:
    reports = [f"✓ “{each.sentence}” {base}/entry/{each.report_id}" for each in one.reports[:3]]
    return [f"“{one.told.event.sentence}”", *reports]
