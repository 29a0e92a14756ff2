"""Gathering: new entries are put into stories, off the fetch path, by one process at a time."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta

from mainstem.storage import Connection, Database, folding, happenings, stories
from mainstem.storage.stories import Linked, Progress
from mainstem.stories import Gatherer, Move, Settings, StoryEntry
from mainstem.stories.events import Event, Status, find

BATCH = 200  # entries a transaction
STILL_NEWS = timedelta(days=14)  # older entries are not read for what they say is to come
LEARNT_EVERY = timedelta(minutes=10)

_LOG = logging.getLogger(__name__)


class Gathering:
    """Holds the gatherer while this process has the right to gather; whoever takes over reads its window back.

    There is no queue: ids of entries become visible in their order, so the last one gathered says it all.
    """

    def __init__(self, database: Database, settings: Settings | None = None) -> None:
        self._database = database
        self._settings = settings or Settings()
        self._owner = secrets.token_hex(8)
        self._gatherer: Gatherer | None = None
        self._learnt_at: datetime | None = None

    def gather(self, now: datetime, most: int = 100_000) -> int:
        """Gather what waits, at most so many entries; says how many. 0 as well while another process does it."""
        done = 0
        while done < most:
            count = self._step(now)
            done += count
            if count < BATCH:
                break
        return done

    def _step(self, now: datetime) -> int:
        """One transaction: whatever goes wrong in it, memory is dropped and read back from what was kept."""
        try:
            with self._database.write() as connection:
                progress = stories.claim(connection, self._owner, now)
                if progress is None:
                    self._gatherer = None
                    return 0
                if self._gatherer is None:
                    self._gatherer = self._read_back(connection, progress, now)
                return self._advance(connection, self._gatherer, progress, now)
        except BaseException:
            self._gatherer = None
            raise

    def _read_back(self, connection: Connection, progress: Progress, now: datetime) -> Gatherer:
        newest = stories.waiting(connection, progress.last_entry_id, 1)
        end = min(now, newest[0].arrived_at) if newest else now  # a backlog has its window in the past
        since = end - self._settings.window
        said = stories.corrections(connection)
        gatherer = Gatherer.restore(
            stories.window(connection, since, progress.last_entry_id),
            stories.links(connection, since),
            corrections=[correction for number, correction in said if number <= progress.last_correction_id],
            learnt=progress.learnt,
            settings=self._settings,
            next_story_id=progress.next_story_id,
        )
        _LOG.info("Gathering goes on after entry %d.", progress.last_entry_id)
        return gatherer

    def _advance(self, connection: Connection, gatherer: Gatherer, progress: Progress, now: datetime) -> int:
        moves: list[Move] = []
        last_correction = progress.last_correction_id
        for number, said in stories.corrections(connection, last_correction):
            moves += gatherer.correct(said.entry_a, said.entry_b, said.same)
            last_correction = number
        came = stories.waiting(connection, progress.last_entry_id, BATCH)
        linked = []
        for entry in came:
            joined = gatherer.add(entry)
            linked.append(Linked(entry.entry_id, joined.story_id, joined.copy_of, joined.evidence))
            moves += joined.moves
        if came and len(came) < BATCH:
            moves += gatherer.replay()  # a round has ended
        stories.link(connection, linked)
        stories.move(connection, moves)
        folding.fold(
            connection,
            folding.readers(connection, now - self._settings.window, now),
            [
                *(one.story_id for one in linked),
                *(story for one in moves for story in (one.from_story, one.to_story)),
            ],
            now,
        )
        happenings.keep(connection, {entry.entry_id: _ahead(entry, now) for entry in came})
        if came or last_correction != progress.last_correction_id:
            last_entry = came[-1].entry_id if came else progress.last_entry_id
            self._keep_progress(connection, gatherer, (last_entry, last_correction), now)
        return len(came)

    def _keep_progress(
        self, connection: Connection, gatherer: Gatherer, reached: tuple[int, int], now: datetime
    ) -> None:
        """``reached`` are the last entry and the last correction."""
        is_time = self._learnt_at is None or now - self._learnt_at >= LEARNT_EVERY
        if is_time:
            self._learnt_at = now
        learnt = gatherer.learnt() if is_time else b""
        stories.advance(connection, Progress(*reached, gatherer.next_story_id, learnt), with_learnt=is_time)


def _ahead(entry: StoryEntry, now: datetime) -> list[Event]:
    """What an entry tells of days to come; of the archive nothing is asked any more."""
    if entry.happened_at < now - STILL_NEWS:
        return []
    events = [
        one
        for one in find(entry.text, entry.happened_at, entry.language or "en")
        if one.status is not Status.HAPPENED
    ]
    return events if any(one.hi is not None and one.hi >= now.date() for one in events) else []
