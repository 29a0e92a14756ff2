"""The bustle of one round: turns become requests, answers become documents, documents are kept in groups."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType

from mainstem.feeds import caching, gate, schedule
from mainstem.feeds.errors import BadStatus, FetchFailed, HostHeld, NotAFeed
from mainstem.feeds.feed import DueFeed
from mainstem.feeds.hosts import HostKey, key
from mainstem.feeds.outage import REMEMBERED, Outlook
from mainstem.fetching import Fetched
from mainstem.refresh import keeping, way
from mainstem.refresh.clock import WALL, Clock
from mainstem.refresh.keeping import Polled
from mainstem.refresh.readers import Readers
from mainstem.refresh.reading import Reading
from mainstem.refresh.turn import Outcome, Turn
from mainstem.storage import Database, polls

Report = Callable[[DueFeed, Outcome], None]

_IN_HAND = 200  # answers in memory at once, unread or not yet kept
_GROUP = 40  # polls in one transaction
_HELD_SECONDS = 10.0  # how long the verdict on unreachable hosts waits for what others say
_AT_ONCE_PRIVATE = 8  # inside a private network, where …
_QUEUE_FOR_ONE_MORE = 8  # … so many wait for each that is there already


def ignore(_feed: DueFeed, _outcome: Outcome) -> None:
    """Report nothing."""


@dataclass(slots=True)
class _Place:
    """A host as this process knows it: one request at a time; when it answered last, since a request may have
    reached it long after it was begun (names that are looked up slowly); and until when it wants to be left
    alone, which turns that are waiting already must heed."""

    free: asyncio.Semaphore
    answered_at: datetime | None = None
    paused_until: datetime | None = None
    width: int = 1
    queue: int = 0

    def join(self, *, is_private: bool) -> None:
        """One more waits. A service in the house that many feeds come from is asked by several at once: else
        a slow one would not be through with them before they are due again."""
        self.queue += 1
        if is_private and self.width < _AT_ONCE_PRIVATE and self.queue > _QUEUE_FOR_ONE_MORE * self.width:
            self.width += 1
            self.free.release()

    def hear(self, its: Turn, answer: way.Answer, now: datetime) -> None:
        """Remember what an answer means for the turns behind it."""
        self.answered_at = now
        if (
            its.host.is_private
            or not isinstance(answer, BadStatus)
            or answer.trip is None
            or answer.trip.hops
        ):
            return
        after = gate.after(
            its.budget,
            now,
            answer.status,
            is_limit=gate.is_limit(its.budget, now, answer.status, is_empty=False),
            is_answer=False,
            retry_after=caching.retry_after(answer.trip.headers, now),
        )
        self.paused_until = after.paused_until

    def held(self, now: datetime) -> HostHeld | None:
        """What a turn is told that would come too early."""
        wait = self.paused_until - now if self.paused_until else timedelta()
        if wait <= timedelta():
            return None
        return HostHeld(wait, f"The host wants to be left alone for {schedule.span(wait)} more.")


class Round:
    """An async context manager. ``start`` begins a turn, ``run`` begins many and waits until all are kept.

    Trouble of the database (a full disk) ends the round: it is raised by ``run``, ``check`` and the exit;
    what was not kept is asked again when its lease ends.
    """

    def __init__(
        self,
        database: Database,
        internet: way.Internet,
        report: Report = ignore,
        readers: Readers | None = None,
        clock: Clock = WALL,
    ) -> None:
        self._database = database
        self._internet = internet
        self._report = report
        self._readers = readers
        self._clock = clock
        self._hands = asyncio.Semaphore(_IN_HAND)
        self._hosts: dict[HostKey, _Place] = {}
        self._outlook = Outlook()
        self._polled: asyncio.Queue[Polled] = asyncio.Queue()
        self._held: list[Polled] = []
        self._held_since = 0.0
        self._walks: set[asyncio.Task[None]] = set()
        self._done = asyncio.Event()
        self.pending = 0

    async def __aenter__(self) -> Round:
        for url, is_reached in await asyncio.to_thread(self._fates):
            self._outlook.note(self._clock.now(), key(url).key, is_reached=is_reached)
        self._keeper = asyncio.ensure_future(self._keep())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What is under way gets the time to be kept, unless the round ends in trouble."""
        if kind is None:
            await self.fewer_than(1)
        for task in (*self._walks, self._keeper):
            task.cancel()
        await asyncio.gather(*self._walks, self._keeper, return_exceptions=True)

    def _fates(self) -> list[tuple[str, bool]]:
        """What was seen of late, perhaps by another process: an outage does not begin anew with each."""
        with self._database.read() as connection:
            return polls.fates(connection, self._clock.now() - REMEMBERED)

    async def run(self, turns: Iterable[Turn]) -> None:
        """Begin these turns and wait until every one is kept."""
        for its in turns:
            self.start(its)
        await self.fewer_than(1)

    async def fewer_than(self, count: int) -> None:
        """Wait until fewer turns are under way."""
        while self.pending >= count:
            self._done.clear()
            waiting = asyncio.ensure_future(self._done.wait())
            await asyncio.wait((waiting, self._keeper), return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            self.check()

    def start(self, its: Turn) -> None:
        """Begin a turn."""
        self.pending += 1
        task = asyncio.ensure_future(self._walk(its))
        self._walks.add(task)
        task.add_done_callback(self._walks.discard)

    async def some_done(self) -> None:
        """Wait until something is kept, or a second has gone."""
        self._done.clear()
        try:
            await asyncio.wait_for(self._done.wait(), 1.0)
        except TimeoutError:
            return

    def is_our_outage(self) -> bool:
        """Whether most hosts cannot be reached at the moment."""
        return self._outlook.is_ours(self._clock.now())

    def check(self) -> None:
        """Raise what ended the keeping."""
        if self._keeper.done():
            self._keeper.result()

    async def _walk(self, its: Turn) -> None:
        """One turn: wait for the gate once, ask, have it read, hand it over."""
        await self._wait_until(its.begins_at)
        place = self._place(its.host)
        place.join(is_private=its.host.is_private)
        async with place.free:
            place.queue -= 1
            if place.answered_at is not None:  # the one before may have dragged on until after our turn
                rest = place.answered_at + its.budget.spacing - self._clock.now()
                await self._sleep(min(rest, its.budget.spacing))  # also where the clock was set back
            await self._hands.acquire()
            answer: way.Answer | None = place.held(self._clock.now())
            if answer is None:
                answer = await self._ask(its)
                place.hear(its, answer, self._clock.now())
        read = await self._understand(its, answer)
        self._hands.release()
        self._polled.put_nowait(Polled(its, answer, read))

    async def _wait_until(self, moment: datetime | None) -> None:
        await self._sleep(moment - self._clock.now() if moment else timedelta())

    async def _sleep(self, wait: timedelta) -> None:
        if wait > timedelta():
            await self._clock.sleep(wait.total_seconds())

    async def _understand(self, its: Turn, answer: way.Answer) -> Reading | NotAFeed | None:
        if self._readers is not None:
            return await self._readers.understand(its.due, answer, self._database)
        if not isinstance(answer, Fetched):
            return None
        return await asyncio.to_thread(way.understand, its.due, answer, way.here, self._database)

    async def _ask(self, its: Turn) -> way.Answer:
        try:
            return await way.ask(its, self._internet, self._clock.now())
        except Exception as oddity:  # our own bug or a reader's bad option costs one feed, never the loop
            trouble = FetchFailed(f"The request could not be made ({oddity}).", about=its.due.feed_url)
            trouble.__cause__ = oddity
            return trouble

    def _place(self, host: HostKey) -> _Place:
        found = self._hosts.get(host)
        if found is None:
            found = self._hosts[host] = _Place(asyncio.Semaphore())
        return found

    async def _keep(self) -> None:
        """Gather what is polled into groups and keep each in one transaction, in a thread."""
        while True:
            group = await self._gather()
            is_ours = self._outlook.is_ours(self._clock.now())
            outcomes = await asyncio.to_thread(
                keeping.keep_all, self._database, group, self._clock.now(), is_ours=is_ours
            )
            for one, outcome in zip(group, outcomes, strict=True):
                self._report(one.turn.due, outcome)
            self.pending -= len(group)
            self._done.set()

    async def _gather(self) -> list[Polled]:
        """The next group: whatever came while the last one was kept. Hosts that cannot be reached are held back
        until all is done or some time has gone, so that it is known whether we are to blame."""
        loop = asyncio.get_running_loop()
        group: list[Polled] = []
        while not group:
            self._sort(await self._polled.get(), group, loop.time())
            while not self._polled.empty() and len(group) < _GROUP:
                self._sort(self._polled.get_nowait(), group, loop.time())
            is_last = self.pending == len(group) + len(self._held)
            if self._held and (is_last or loop.time() - self._held_since > _HELD_SECONDS):
                group += self._held
                self._held = []
        return group

    def _sort(self, one: Polled, group: list[Polled], at: float) -> None:
        is_lost = isinstance(one.answer, FetchFailed) and one.answer.is_ours
        self._outlook.note(self._clock.now(), one.turn.host.key, is_reached=not is_lost)
        if not is_lost:
            group.append(one)
            return
        if not self._held:
            self._held_since = at
        self._held.append(one)
