"""Understanding: new entries are read for names, events and dates in doubt, after they were gathered.

Reading takes most of the time (fifty entries a second); it is done between two transactions, so that nobody who
writes waits for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from mainstem.storage import Connection, Database, happenings, names, stories
from mainstem.storage.happenings import Past, Report
from mainstem.stories import StoryEntry
from mainstem.stories.events import later_reports
from mainstem.stories.understanding import Understood, understand

BATCH = 40
STILL_NEWS = timedelta(days=14)  # older entries are not read
REPORTED_WITHIN = timedelta(days=14)
_WORD = re.compile(r"\w{3,}")


def advance(database: Database, owner: str, now: datetime) -> int:
    """Read the next entries that were gathered, as long as this process has the right to gather; how many."""
    with database.read() as connection:
        waiting, before = _waiting(connection)
        due = happenings.past(connection, (now - REPORTED_WITHIN).date(), now.date() + timedelta(days=1))
    if not waiting:
        return 0
    news = [one for one in waiting if one.happened_at >= now - STILL_NEWS]
    read = {one.entry_id: understand(one.title, one.text, one.happened_at, one.language) for one in news}
    reports = found_reports(due, news)
    with database.write() as connection:
        progress = stories.claim(connection, owner, now)
        if progress is None or progress.read_entry_id != before:
            return 0  # another process went on with it
        kept = stories.known(connection, [*read, *(one.entry_id for one in reports)])
        _keep(connection, {number: one for number, one in read.items() if number in kept})
        happenings.keep_reports(connection, [one for one in reports if {one.entry_id, one.report_id} <= kept])
        stories.was_read(connection, waiting[-1].entry_id)
    return len(waiting)


def _keep(connection: Connection, read: Mapping[int, Understood]) -> None:
    happenings.keep(connection, {number: one.events for number, one in read.items()})
    happenings.keep_doubts(connection, {number: one.doubts for number, one in read.items()})
    names.keep(connection, {number: one.names for number, one in read.items()})


def _waiting(connection: Connection) -> tuple[list[StoryEntry], int]:
    progress = stories.progress(connection)
    if progress is None:
        return [], 0
    came = stories.waiting(connection, progress.read_entry_id, BATCH)
    return [one for one in came if one.entry_id <= progress.last_entry_id], progress.read_entry_id


def found_reports(due: Sequence[Past], came: Sequence[StoryEntry]) -> list[Report]:
    """Which of the new entries report which events; only those are compared that share two words."""
    words = {one.entry_id: set(_WORD.findall(one.text)) for one in came}
    found = []
    for past in due:
        event = past.told.event
        wanted = set(_WORD.findall(" ".join((*event.who, event.where, event.what))))
        near = [
            (one.entry_id, one.happened_at, one.text) for one in came if len(wanted & words[one.entry_id]) > 1
        ]
        for report_id, sentence in later_reports(past.told, near):
            found.append(Report(past.told.entry_ids[0], past.number, report_id, sentence))
    return found
