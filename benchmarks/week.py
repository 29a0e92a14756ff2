"""A week of 100,000 feeds on simulated time: the real schedule and budgets against hosts with hidden limits.

After the first day at most 1 % of the requests may be answered 429 (aim 0.1 %), and new entries may wait at most
1.2 times as long (aim 1.05) as under the best schedule that those limits allow (``benchmarks.ideal``).
``--seed`` draws another web: things were tuned on 1, and only checked on 2.
"""

from __future__ import annotations

import argparse
import heapq
import sys
import time
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from benchmarks import ideal
from benchmarks.publishers import DAY, END, Host, Source, web
from mainstem.feeds import caching, foresight, gate, presets, rhythm, schedule
from mainstem.feeds.gate import Budget
from mainstem.feeds.hosts import HostKey, key
from mainstem.feeds.rhythm import Rhythm
from mainstem.feeds.schedule import Hints, Known, Outcome
from mainstem.feeds.sharing import Waiting, share

_BEGIN = datetime(2026, 3, 2, tzinfo=UTC)  # a Monday
_COUNTED = (DAY, 7 * DAY)  # requests and entries after the first day; a day more shows who was late
_STEP = 2.0  # seconds between two claims for one host
_MUST, _AIM = (0.01, 1.2), (0.001, 1.05)


@dataclass(slots=True)
class Memory:
    """What is remembered of a feed between two polls."""

    source: Source
    hints: Hints
    freshness: timedelta | None
    seed: int
    rhythm: Rhythm = rhythm.UNKNOWN
    asked_at: datetime | None = None
    seen: int | None = None
    polls: int = 0
    wasted: int = 0
    faults: int = 0
    limits: int = 0
    was_ever_conditional: bool = False


@dataclass(slots=True)
class Sum:
    """What was counted of some feeds: requests, those answered 429, entries, and their waiting in seconds; for the
    best schedule likewise."""

    feeds: int = 0
    requests: int = 0
    limited: int = 0
    entries: int = 0
    waited: float = 0.0
    best_requests: float = 0.0
    best_waited: float = 0.0

    def add(self, other: Sum) -> None:
        """Count those of ``other`` as well."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def ratio(self) -> float:
        """The waiting beside the best schedule's."""
        return self.waited / self.best_waited if self.best_waited else 1.0


@dataclass(slots=True)
class Site:
    """One host through the week: everything that shares its budget."""

    host: Host
    memories: list[Memory]
    budget: Budget
    key: HostKey
    sums: list[Sum] = field(default_factory=list)

    def live(self) -> None:
        """Claim, ask and keep until the week is over, as ``refresh`` does."""
        self.sums = [Sum(feeds=1) for _ in self.memories]
        spread = 3600.0 / len(self.memories)
        due = [(spread * (place + _chance(one)), place) for place, one in enumerate(self.memories)]
        heapq.heapify(due)
        now = 0.0
        while due and (now := max(now, due[0][0])) < END:
            waiting = []
            while due and due[0][0] <= now:
                waiting.append(heapq.heappop(due)[1])
            for at, place in self._turns(waiting, now):
                heapq.heappush(due, (at, place))
            now += _STEP
        for memory, counted in zip(self.memories, self.sums, strict=True):
            _count(counted, memory, memory.seen or 0, len(memory.source.entries), END)

    def _turns(self, places: list[int], now: float) -> Iterable[tuple[float, int]]:
        """Ask those whose turn it is; says when each is due again. Turns that were claimed are asked even after the
        host complained to one before, as a round does."""
        at = _moment(now)
        shares = share([self._waiting(place, at) for place in places], {self.key: self.budget}, at)
        self.budget = shares.budgets[self.key]
        for place, begins_at in shares.begins_at.items():
            yield self._ask(place, (begins_at - _BEGIN).total_seconds(), begins_at), place
        for place, moment in shares.put_off.items():
            yield (moment - _BEGIN).total_seconds(), place

    def _waiting(self, place: int, at: datetime) -> Waiting:
        memory = self.memories[place]
        urgency = foresight.urgency(memory.rhythm, memory.asked_at, at) if len(self.memories) > 1 else 1.0
        return Waiting(place, self.key, urgency, memory.asked_at)

    def _ask(self, place: int, at: float, now: datetime) -> float:
        """One request: what came, what follows for feed and host, and when it is due again."""
        memory, counted = self.memories[place], self.sums[place]
        status, told = self._answer(at)
        retry_after = caching.wait(told, "", now)
        is_limit = gate.is_limit(self.budget, now, status, is_empty=True)
        if _COUNTED[0] <= at < _COUNTED[1]:
            counted.requests += 1
            counted.limited += status == 429
        is_answer = status == 200
        self.budget = gate.after(
            self.budget, now, status, is_limit=is_limit, is_answer=is_answer, retry_after=retry_after
        )
        if is_answer:
            _count(counted, memory, *_learn(memory, at, now), at)
        memory.limits = memory.limits + 1 if is_limit else 0
        memory.faults = 0 if is_answer else memory.faults + (not is_limit)
        memory.asked_at, memory.polls = now, memory.polls + 1
        outcome = Outcome.ANSWERED if is_answer else Outcome.LIMITED if is_limit else Outcome.FAILED
        due = schedule.next_poll(_known(memory, now, outcome, retry_after))
        return (due.due_at - _BEGIN).total_seconds() if due.due_at else END

    def _answer(self, at: float) -> tuple[int, str]:
        """A status, and what Retry-After says."""
        limit = self.host.limit
        if any(begin <= at < end for begin, end in self.host.storms):
            return 403, ""
        if limit is not None and not limit.lets(at):
            return 429, limit.retry_after(at)
        return 200, ""


def _chance(memory: Memory) -> float:
    """Where in its share of the first hour a feed is asked first."""
    return (memory.seed * 0.618034) % 1


def _moment(at: float) -> datetime:
    return _BEGIN + timedelta(seconds=at)


def _learn(memory: Memory, at: float, now: datetime) -> tuple[int, int]:
    """See what is new: from which entry to which. The document is read only where something is."""
    source, before = memory.source, memory.seen
    seen = bisect_right(source.entries, at)
    is_useful = before is None or seen > before
    if is_useful:
        memory.seen = seen
        listed = source.entries[max(seen - source.length, 0) : seen]
        memory.rhythm = rhythm.continued(memory.rhythm, rhythm.of(map(_moment, listed), now))
    is_not_modified = not is_useful and source.is_conditional
    memory.was_ever_conditional |= is_not_modified
    memory.wasted = 0 if is_useful or is_not_modified else memory.wasted + 1
    return seen if before is None else before, seen


def _count(counted: Sum, memory: Memory, begin: int, end: int, at: float) -> None:
    for published in memory.source.entries[begin:end]:
        if _COUNTED[0] <= published < _COUNTED[1]:
            counted.entries += 1
            counted.waited += at - published


def _known(memory: Memory, now: datetime, outcome: Outcome, retry_after: timedelta | None) -> Known:
    return Known(
        now=now,
        outcome=outcome,
        rhythm=memory.rhythm,
        freshness=memory.freshness,
        retry_after=retry_after,
        hints=memory.hints,
        has_validators=memory.source.has_validators,
        was_ever_conditional=memory.was_ever_conditional,
        wasted=memory.wasted,
        faults=memory.faults,
        limits=memory.limits,
        seed=memory.seed,
        polls=memory.polls,
    )


def _site(host: Host, first: int) -> Site:
    memories = [
        Memory(
            source,
            Hints(ttl=_span(source.ttl), skip_hours=source.skip_hours),
            caching.freshness({"cache-control": f"max-age={source.max_age:.0f}"}, _BEGIN)
            if source.max_age
            else None,
            first + number,
        )
        for number, source in enumerate(host.sources)
    ]
    budget = gate.fresh(presets.spacing(host.key) or gate.SPACING)
    return Site(host, memories, budget, key(f"https://{host.key}/"))


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)


def _beside_best(sites: list[Site]) -> None:
    """Put the best schedule's figures beside ours: no more requests than ours in all."""
    asked = sum(one.requests for site in sites for one in site.sums) / (_COUNTED[1] - _COUNTED[0])
    sample = [site.host for site in sites]
    price = ideal.price(sample, asked)
    for site in sites:
        for counted, plan in zip(site.sums, ideal.plans(site.host, price), strict=True):
            counted.best_requests = plan.polls * (_COUNTED[1] - _COUNTED[0])
            counted.best_waited = plan.delay * counted.entries


def _report(sites: list[Site]) -> Sum:
    kinds: dict[str, Sum] = {}
    habits: dict[str, Sum] = {}
    manners: dict[str, Sum] = {}
    total = Sum()
    for site in sites:
        for memory, counted in zip(site.memories, site.sums, strict=True):
            kinds.setdefault(f"host: {site.host.kind}", Sum()).add(counted)
            habits.setdefault(f"feed: {memory.source.habit.kind}", Sum()).add(counted)
            manners.setdefault(f"manners: {_manners(memory.source)}", Sum()).add(counted)
            total.add(counted)
    print("| | feeds | requests a feed and day | 429 | entries | wait, minutes | best | × best |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for name, one in [*kinds.items(), *habits.items(), *manners.items(), ("all", total)]:
        days, entries = (_COUNTED[1] - _COUNTED[0]) / DAY, max(one.entries, 1)
        asked, best = (count / one.feeds / days for count in (one.requests, one.best_requests))
        waits = [waited / entries / 60 for waited in (one.waited, one.best_waited)]
        print(f"| {name} | {one.feeds:,} | {asked:.1f} ({best:.1f})", end=" | ")
        print(f"{one.limited / max(one.requests, 1):.3%} | {one.entries:,}", end=" | ")
        print(f"{waits[0]:.1f} | {waits[1]:.1f} | {one.ratio:.3f} |")
    return total


def _manners(source: Source) -> str:
    if not source.is_conditional:
        return "never conditional" if source.has_validators else "no validators"
    return (
        "max-age or ttl" if ideal.floor(source) > schedule.FLOOR.total_seconds() else "a quarter of an hour"
    )


def main(arguments: list[str] | None = None) -> None:
    """Simulate and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="of the hosts that are no platforms")
    parser.add_argument("--verbose", action="store_true")
    wanted = parser.parse_args([] if arguments is None else arguments)
    started = time.process_time()
    sites: list[Site] = []
    count = 0
    for host in web(wanted.seed, wanted.share):
        sites.append(_site(host, count))
        count += len(host.sources)
    for site in sites:
        site.live()
        if len(site.memories) > 500 and wanted.verbose:
            print(site.host.key, f"{time.process_time() - started:.0f} s", file=sys.stderr)
    _beside_best(sites)
    total = _report(sites)
    limited = total.limited / total.requests
    print(f"\n429: {limited:.3%} (must {_MUST[0]:.0%}, aim {_AIM[0]:.1%});", end=" ")
    print(f"waiting: {total.ratio:.3f} × the best (must {_MUST[1]}, aim {_AIM[1]});", end=" ")
    print(f"{time.process_time() - started:.0f} s of processor time.")


if __name__ == "__main__":
    main(sys.argv[1:])
