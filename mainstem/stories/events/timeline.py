"""Events of many entries: in order of time, what is next, and what was reported later."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from mainstem.stories.events.event import Event, EventKind, Status
from mainstem.stories.sentences import sentences


@dataclass(frozen=True, slots=True)
class Told:
    """An event with the entries that tell it, the earliest first."""

    event: Event
    entry_ids: tuple[int, ...]
    published_at: datetime

    @property
    def day(self) -> date:
        """The day of the event; where none is given, that of publication."""
        return self.event.lo or self.published_at.date()


@dataclass(frozen=True, slots=True)
class Next:
    """A dated event to come, and what its entry says comes then, without a date."""

    told: Told
    then: tuple[Event, ...] = ()


def timeline(told: Iterable[Told], *, about: str = "") -> list[Told]:
    """Events in the order of their days, those that several entries tell put together; of one day and one
    entry, in the order of its text. ``about`` keeps those in which that name takes part.
    """
    kept = [one for one in told if not about or about in one.event.who or about in one.event.where]
    return sorted(_together(kept), key=lambda one: (one.day, one.published_at, one.event.start))


def upcoming(told: Sequence[Told], now: datetime) -> list[Next]:
    """What is next, the soonest first: planned or under way, and the last day not yet past."""
    dated = [
        one
        for one in told
        if _is_ahead(one.event) and one.event.hi is not None and one.event.hi >= now.date()
    ]
    soonest = sorted(_together(dated), key=lambda one: (one.day, -len(one.entry_ids)))
    by_entry: dict[int, list[Event]] = {}
    for one in told:
        by_entry.setdefault(one.entry_ids[0], []).append(one.event)
    return [Next(one, _then(one.event, by_entry[one.entry_ids[0]])) for one in soonest]


def _is_ahead(event: Event) -> bool:
    return event.status is not Status.HAPPENED


def _then(event: Event, told: Sequence[Event]) -> tuple[Event, ...]:
    """The undated events that follow in the same entry, up to the next dated one."""
    following = sorted((other for other in told if other.start > event.start), key=lambda other: other.start)
    undated = takewhile(lambda other: other.lo is None, following)
    return tuple(other for other in undated if _is_ahead(other))


def later_reports(
    one: Told, entries: Iterable[tuple[int, datetime, str]], *, least_shared: int = 2
) -> list[tuple[int, str]]:
    """Entries, published on the day of an event or later, with the sentence that reports it.

    ``entries`` are id, time of publication, plain text. A sentence reports the event if it holds
    ``least_shared`` of its names and no word of planning.
    """
    names = {name.split()[-1] for name in one.event.who} | {
        part for part in one.event.where.split(", ") if part
    }
    names |= {word for word in one.event.what.split() if word[:1].isupper()}
    found = []
    for entry_id, published_at, text in entries:
        if published_at.date() < one.day or entry_id in one.entry_ids:
            continue
        for sentence in sentences(text):
            shared = sum(name in sentence.text for name in names)
            if shared >= min(least_shared, len(names)) and names and not _plans(sentence.text):
                found.append((entry_id, sentence.text))
                break
    return found


def _plans(sentence: str) -> bool:
    return any(
        word in f" {sentence} "
        for word in (" will ", " to be held", " is expected", " scheduled ", " plans ")
    )


def _together(told: Sequence[Told]) -> list[Told]:
    """One of each event, with all the entries that tell it; looked for among those of its day and place."""
    found: list[Told] = []
    places: dict[tuple[EventKind, date | None, str], list[int]] = {}
    for one in sorted(told, key=lambda each: each.published_at):
        event = one.event
        alike = places.setdefault((event.kind, event.lo, event.where), [])
        same = next((number for number in alike if _is_same(event, found[number].event)), None)
        if same is None:
            alike.append(len(found))
            found.append(one)
        else:
            other = found[same]
            entry_ids = tuple(dict.fromkeys((*other.entry_ids, *one.entry_ids)))
            found[same] = Told(other.event, entry_ids, other.published_at)
    return found


def _is_same(one: Event, other: Event) -> bool:
    return one.what.lower() == other.what.lower() and (
        not one.who or not other.who or bool({*one.who} & {*other.who})
    )
