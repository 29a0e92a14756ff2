"""Gathering: new entries are put into stories, off the fetch path, by one process at a time."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta

from mainstem.refresh import understanding
from mainstem.storage import Connection, Database, folding, habits, stories, threads
from mainstem.storage.folding import Opened
from mainstem.storage.stories import Linked, Progress
from mainstem.stories import Gatherer, Move, Settings

BATCH = 200  # entries a transaction
READ_BATCHES = 20  # of entries whose texts are read in one turn; a backlog must not keep the pages waiting
LEARNT_EVERY = timedelta(minutes=10)
THREADS_EVERY = timedelta(hours=1)
HABITS_LAST = timedelta(hours=1)
HABITS = timedelta(days=90)  # so far back

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
        self._threaded_at: datetime | None = None
        self._threads: dict[int, int] = {}  # as they were kept
        self._habits: tuple[datetime, Opened] | None = None

    def gather(self, now: datetime, most: int = 100_000) -> int:
        """Gather what waits, at most so many entries, and read texts of what was gathered; says how many were gathered.

        0 as well while another process does it.
        """
        done = 0
        while done < most:
            count = self._step(now)
            done += count
            if count < BATCH:
                break
        for _ in range(READ_BATCHES if self._gatherer is not None else 0):
            if not understanding.advance(self._database, self._owner, now):
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
        kept = threads.every(connection, self._settings.remembered)
        gatherer = Gatherer.restore(
            stories.window(connection, since, progress.last_entry_id),
            stories.links(connection, since),
            learnt=progress.learnt,
            settings=self._settings,
            threads=kept,
            next_story_id=progress.next_story_id,
        )
        self._threads, self._threaded_at = dict(kept), None
        _LOG.info("Gathering goes on after entry %d.", progress.last_entry_id)
        return gatherer

    def _advance(self, connection: Connection, gatherer: Gatherer, progress: Progress, now: datetime) -> int:
        moves: list[Move] = []
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
        touched = {one.story_id for one in linked}
        touched |= {story for one in moves for story in (one.from_story, one.to_story)}
        self._hourly(connection, gatherer, now)
        readers = folding.readers(connection)
        folding.fold(connection, readers, touched, now, self._opened(connection, readers, now))
        if came:
            self._keep_progress(connection, gatherer, came[-1].entry_id, now)
        return len(came)

    def _opened(self, connection: Connection, readers: list[int], now: datetime) -> Opened:
        """What readers open, looked up once an hour."""
        if self._habits is None or now - self._habits[0] >= HABITS_LAST:
            self._habits = now, habits.opened(connection, readers, now - HABITS)
        return self._habits[1]

    def _hourly(self, connection: Connection, gatherer: Gatherer, now: datetime) -> None:
        if self._threaded_at is None or now - self._threaded_at >= THREADS_EVERY:
            self._threaded_at = now
            folding.enrol(connection, now)
            self._join_threads(connection, gatherer)

    def _join_threads(self, connection: Connection, gatherer: Gatherer) -> None:
        """Only threads of several stories are kept, and of these what changed."""
        every = {
            story: (thread, len(group)) for thread, group in gatherer.threads().items() for story in group
        }
        joined = {story: thread if count > 1 else 0 for story, (thread, count) in every.items()}
        changed = {story: thread for story, thread in joined.items() if self._threads.get(story, 0) != thread}
        threads.keep(connection, changed)
        self._threads = joined

    def _keep_progress(self, connection: Connection, gatherer: Gatherer, reached: int, now: datetime) -> None:
        is_time = self._learnt_at is None or now - self._learnt_at >= LEARNT_EVERY
        if is_time:
            self._learnt_at = now
        learnt = gatherer.learnt() if is_time else b""
        stories.advance(connection, Progress(reached, gatherer.next_story_id, learnt), with_learnt=is_time)
