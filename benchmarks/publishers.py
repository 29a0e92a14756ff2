"""A simulated web for ``benchmarks.week``: who publishes when, and what each host lets through. All by seed.

Times are seconds from the begin of the week, a Monday, 0:00 UTC; what was published before it is negative.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import exp, log
from random import Random

HOUR, DAY, WEEK = 3600.0, 86_400.0, 604_800.0
END = 8 * DAY
_REMEMBERED = 40  # entries published before the week


@dataclass(slots=True)
class Limit:
    """What a host lets through without saying so. ``span`` 0 is a token bucket of ``most``, filled at ``rate`` a
    second; else ``most`` requests in each window of ``span`` seconds. ``tells`` is what Retry-After says:
    seconds, "exact", or "" for nothing."""

    most: float
    rate: float
    span: float = 0.0
    tells: str = ""
    left: float = 0.0
    at: float = -DAY

    def __post_init__(self) -> None:
        self.left = self.most

    def lets(self, at: float) -> bool:
        """Whether a request passes; it spends where it does."""
        if self.span:
            self.left = self.left if at // self.span == self.at // self.span else self.most
        else:
            self.left = min(self.most, self.left + (at - self.at) * self.rate)
        self.at = at
        if self.left < 1:
            return False
        self.left -= 1
        return True

    def retry_after(self, at: float) -> str:
        """The header that goes with a refusal."""
        if self.tells != "exact":
            return self.tells
        until = self.span - at % self.span if self.span else (1 - self.left) / self.rate
        return str(int(until) + 1)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a feed publishes, which the best schedule may know. ``rates`` are entries a second by hour of the week
    (168, or one for all); ``windows`` the begins of ``width`` seconds in each of which, with chance ``sure``,
    one entry comes; ``batch`` entries come at once."""

    kind: str
    rates: tuple[float, ...] = (0.0,)
    windows: tuple[float, ...] = ()
    width: float = 0.0
    sure: float = 1.0
    batch: float = 1.0

    @property
    def rate(self) -> float:
        """Entries a second, over the whole week."""
        told = len(self.windows) * self.sure / WEEK
        return (sum(self.rates) / len(self.rates)) * self.batch + told


@dataclass(slots=True)
class Source:
    """A feed: when its entries come, how many its document holds, and how its server behaves."""

    habit: Habit
    entries: list[float]
    length: int
    has_validators: bool = True
    is_conditional: bool = True
    max_age: float | None = None
    ttl: float | None = None
    skip_hours: frozenset[int] = frozenset()


@dataclass(slots=True)
class Host:
    """``storms`` are times in which everything is refused (403)."""

    key: str
    kind: str
    sources: list[Source]
    limit: Limit | None = None
    storms: list[tuple[float, float]] = field(default_factory=list)


_PLATFORMS = (
    ("youtube.com", 8_000, Limit(200, 20)),
    ("wordpress.com", 6_000, Limit(500, 2, tells="60")),
    ("substack.com", 5_000, Limit(100, 1, tells="exact")),
    ("blogspot.com", 4_000, None),
    ("medium.com", 2_000, Limit(60, 600 / HOUR)),
    ("tumblr.com", 2_000, Limit(1000, 1000 / HOUR, HOUR, "exact")),
    ("reddit.com", 1_000, Limit(100, 100 / 600, 600, "exact")),
)


def web(seed: int, share: float = 1.0) -> Iterator[Host]:
    """100,000 feeds: seven platforms, and ``share`` of all other hosts."""
    random = Random(seed)
    for key, count, limit in _PLATFORMS:
        kind = "platform, limited" if limit else "platform"
        yield Host(key, kind, [_source(random) for _ in range(count)], limit)
    for number in range(int(53_400 * share)):
        yield Host(f"s{number}.example", "own domain", [_source(random)])
    for number in range(int(900 * share)):
        yield _limited(random, f"l{number}.example")
    for number in range(int(500 * share)):
        limit = Limit(1, 1 / (55 * 60), tells=random.choice(("3600", "3600", "86400", "")))
        yield Host(f"h{number}.example", "once an hour", [_source(random)], limit)
    for number in range(int(200 * share)):
        sources = [_source(random) for _ in range(random.randint(2, 12))]
        begins = [random.uniform(0, END) for _ in range(random.randint(1, 3))]
        storms = [(begin, begin + random.uniform(0.5, 6) * HOUR) for begin in begins]
        yield Host(f"f{number}.example", "storms of 403", sources, storms=storms)


def _limited(random: Random, key: str) -> Host:
    """A shared host with an allowance of its own for each hour, minute or day."""
    count = int(exp(random.uniform(log(3), log(60))))
    hourly = max(exp(random.uniform(log(0.3), log(10))) * count, 2)
    span = random.choice((60.0, HOUR, HOUR, DAY))
    most = max(hourly * span / HOUR, 1)
    tells = random.choice(("exact", "", "60", "3600"))
    is_window = random.random() < 0.4 and most >= 2
    limit = Limit(int(most) if is_window else most, hourly / HOUR, span if is_window else 0.0, tells)
    return Host(key, "limited", [_source(random) for _ in range(count)], limit)


def _source(random: Random) -> Source:
    habit = _habit(random)
    came = Source(habit, sorted(_entries(random, habit)), random.choice((10, 15, 20, 25, 30, 40)))
    came.has_validators = random.random() > 0.12
    came.is_conditional = came.has_validators and random.random() > 0.05
    if random.random() < 0.2:
        came.max_age = min(exp(random.gauss(log(1800), 1.5)), 30 * DAY)
    if random.random() < 0.1:
        came.ttl = random.choice((15, 30, 60, 60, 60, 120, 1440)) * 60.0
    if random.random() < 0.01:
        came.skip_hours = frozenset(range(random.randint(2, 8)))
    return came


def _habit(random: Random) -> Habit:
    kind = random.choices(
        ("steady", "news", "office hours", "daily", "weekly", "bursts", "dead"), (30, 6, 17, 12, 10, 10, 15)
    )[0]
    if kind == "steady":
        return Habit(kind, (1 / (exp(random.gauss(log(72), 1.5)) * HOUR),))
    if kind == "news":
        return Habit(kind, (1 / (random.uniform(0.3, 2) * HOUR),))
    if kind == "bursts":
        return Habit(kind, (1 / (exp(random.gauss(log(48), 1)) * HOUR),), batch=random.randint(2, 10))
    if kind == "office hours":
        return Habit(kind, _office(random))
    if kind == "daily":
        times = [random.randrange(96) * 900.0 for _ in range(random.choice((1, 1, 1, 2, 3)))]
        windows = sorted({day * DAY + at for day in range(7) for at in times})
        return Habit(kind, windows=tuple(windows), width=random.uniform(2, 20) * 60, sure=0.95)
    if kind == "weekly":
        at = random.randrange(7) * DAY + random.randrange(96) * 900
        return Habit(kind, windows=(at,), width=random.uniform(5, 40) * 60, sure=0.9)
    return Habit(kind)


def _office(random: Random) -> tuple[float, ...]:
    """Ten hours of five days; a tenth of that at other times."""
    daily, begin = exp(random.uniform(log(0.5), log(10))), random.randrange(24)
    full = [(hour - begin) % 24 < 10 and (hour - begin) // 24 % 7 < 5 for hour in range(168)]
    return tuple(daily / 10 / HOUR * (1.0 if is_full else 0.1) for is_full in full)


def _entries(random: Random, habit: Habit) -> Iterator[float]:
    if habit.kind == "dead":
        last = -exp(random.uniform(log(60), log(2000))) * DAY
        yield from (last - number * random.uniform(0.5, 30) * DAY for number in range(20))
        return
    begin = -min(_REMEMBERED / habit.rate, 4 * 365 * DAY)
    if habit.windows:
        yield from _timed(random, habit, begin)
        return
    most = max(habit.rates)
    at = begin + random.expovariate(most)
    while at < END:
        if random.random() * most < habit.rates[int(at % WEEK // HOUR) % len(habit.rates)]:
            yield from (at + random.uniform(0, 480) * (number > 0) for number in range(int(habit.batch)))
        at += random.expovariate(most)


def _timed(random: Random, habit: Habit, begin: float) -> Iterator[float]:
    for week in range(int(begin // WEEK), int(END // WEEK) + 1):
        for window in habit.windows:
            at = week * WEEK + window + random.uniform(0, habit.width)
            if begin <= at < END and random.random() < habit.sure:
                yield at
