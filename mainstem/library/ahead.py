"""What is next: the days to come that entries tell of; and of days gone by, what was reported since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from mainstem.accounts.user import User
from mainstem.library.context import Library
from mainstem.storage import happenings
from mainstem.storage.happenings import Past, Report
from mainstem.stories.events import Next, Told
from mainstem.stories.events import upcoming as whats_next

LOOKS_BACK = timedelta(days=14)
MOST_COMING = 1_000
MOST_GONE = 50


@dataclass(frozen=True, slots=True)
class Gone:
    """An event whose day has passed, and the sentences of later entries that report it; none: no word yet."""

    told: Told
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is next, the soonest first, and what has just been, the latest first. ``is_cut``: there is more to
    come than is read at once.
    """

    coming: tuple[Next, ...]
    gone: tuple[Gone, ...]
    is_cut: bool


def look(library: Library, user: User) -> Calendar:
    """The calendar of all that a reader's entries tell."""
    now = library.now()
    today = now.date()
    with library.database.read() as connection:
        told, is_cut = happenings.ahead(connection, user.id, today)
        past = happenings.past(connection, today - LOOKS_BACK, today, user.id)
        reports = happenings.reports(connection, user.id, [one.told.entry_ids[0] for one in past])
    coming = _without_echo(whats_next(told, now))
    is_cut = is_cut or len(coming) > MOST_COMING
    return Calendar(tuple(coming[:MOST_COMING]), tuple(_gone(past, reports)), is_cut)


def _without_echo(coming: Sequence[Next]) -> list[Next]:
    """Where one sentence tells two events, what comes then is said after the second alone."""
    return [
        replace(one, then=())
        if one.then and any(after.then == one.then for after in coming[at : at + 1])
        else one
        for at, one in enumerate(coming, 1)
    ]


def _gone(past: Sequence[Past], reports: Sequence[Report]) -> list[Gone]:
    """Each event once, by whichever of its entries was reported on most."""
    by_event: dict[tuple[int, int], list[Report]] = {}
    for one in reports:
        by_event.setdefault((one.entry_id, one.number), []).append(one)
    found: dict[tuple[object, ...], Gone] = {}
    for each in past:
        event = each.told.event
        gone = Gone(each.told, tuple(by_event.get((each.told.entry_ids[0], each.number), ())))
        same = (event.kind, event.what.casefold(), event.where, event.lo)
        if same not in found or len(found[same].reports) < len(gone.reports):
            found[same] = gone
    return list(found.values())[:MOST_GONE]
