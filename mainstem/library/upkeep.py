"""What has to be done from time to time whether anybody looks or not. Every turn may be cut off and repeated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from mainstem.library import dynamic, marking, retaining
from mainstem.library.context import Library
from mainstem.storage import fulltext, installation, states
from mainstem.storage import retaining as tombs

DAILY = timedelta(hours=20)
EXPLAINED_FOR = timedelta(days=400)  # why an entry is read; undone it can be for 30 days
TOMBS_LAST = timedelta(days=400)  # what no document listed for so long will not come back
SMALL = 20_000  # entries: an index of so many is made anew within seconds
_KEY = "upkeep"


def turn(library: Library, is_stopping: Callable[[], bool] = lambda: False) -> bool:
    """Bring back what was snoozed, ask the lists that folders follow; once a day delete what may go, and
    forget the oldest changes. Returns whether it was the turn of the day."""
    marking.wake(library)
    dynamic.refresh_due(library)
    if not _is_new_day(library):
        return False
    retaining.run(library, is_stopping=is_stopping)
    if is_stopping():
        return False
    now = library.now()
    with library.database.write() as connection:
        states.forget(connection, now - EXPLAINED_FOR)
    with library.database.write() as connection:
        tombs.forget_tombstones(connection, now - TOMBS_LAST)
    _renew_index(library)
    _remember(library, now)
    return True


def rebuild_index(library: Library, report: Callable[[int], None] = lambda _count: None) -> int:
    """Make the full-text index anew; nothing is written meanwhile. Returns how many entries it holds."""
    with library.database.write() as connection:
        count = fulltext.rebuild(connection)
    report(count)
    return count


def _renew_index(library: Library) -> None:
    """An index that was made by another folding is made anew, if that is soon done."""
    with library.database.read() as connection:
        wanted = not fulltext.is_current(connection) and fulltext.size(connection) <= SMALL
    if wanted:
        rebuild_index(library)


def _is_new_day(library: Library) -> bool:
    with library.database.read() as connection:
        said: Any = installation.setting(connection, _KEY)
    try:
        return not said or datetime.fromisoformat(str(said)) <= library.now() - DAILY
    except ValueError:
        return True


def _remember(library: Library, now: datetime) -> None:
    with library.database.write() as connection:
        installation.set_setting(connection, _KEY, now.isoformat())
