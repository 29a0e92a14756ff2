"""The best schedule that the hidden limits allow, for ``benchmarks.week``.

It knows what nobody outside knows: every limit, and the true habits of every feed (how often, at which hours,
not when the next entry really comes). It keeps the manners that Mainstem keeps (15 minutes, 60 without
validators, a day where everything is always sent in vain, max-age, ttl, at least one poll a day, two seconds between
two requests to a host), makes no more requests than Mainstem made, and spends them where they save most
waiting: where one more request anywhere would save the same. That price of a request is found by bisection; hosts
whose limit binds have a higher one of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, exp, sqrt

from benchmarks.publishers import WEEK, Habit, Host, Source
from mainstem.feeds import gate, presets, schedule

_CEILING = schedule.CEILING.total_seconds()
_STEPS = 24


@dataclass(frozen=True, slots=True)
class Plan:
    """Polls a second, and the mean delay of an entry in seconds."""

    polls: float
    delay: float


def floor(source: Source) -> float:
    """The shortest wait that manners allow for a feed, in seconds."""
    least = schedule.FLOOR if source.has_validators else schedule.FLOOR_WITHOUT_VALIDATORS
    return max(least.total_seconds(), min(source.max_age or 0.0, _CEILING), min(source.ttl or 0.0, _CEILING))


def capacity(host: Host) -> float:
    """Requests a second that a host lets through, and that we would make."""
    manners = 1 / (presets.spacing(host.key) or gate.SPACING).total_seconds()
    return min(manners, host.limit.rate) if host.limit else manners


def price(hosts: Sequence[Host], polls: float) -> float:
    """The price in seconds of waiting at which all hosts together are asked ``polls`` times a second."""
    low, high = 1e-3, 1e7
    for _ in range(_STEPS):
        middle = sqrt(low * high)
        asked = sum(sum(plan.polls for plan in plans(host, middle)) for host in hosts)
        low, high = (middle, high) if asked > polls else (low, middle)
    return sqrt(low * high)


def plans(host: Host, at_price: float) -> list[Plan]:
    """The plan of each feed of a host, at that price or the higher one that its limit forces."""
    most = capacity(host)
    made = [plan(source, at_price) for source in host.sources]
    if sum(one.polls for one in made) <= most:
        return made
    low, high = at_price, at_price * 1e6
    for _ in range(_STEPS):
        middle = sqrt(low * high)
        made = [plan(source, middle, is_crowded=True) for source in host.sources]
        low, high = (middle, high) if sum(one.polls for one in made) > most else (low, middle)
    return made


def plan(source: Source, at_price: float, *, is_crowded: bool = False) -> Plan:
    """The best way to spend requests on one feed. On a host whose limit binds, once a day is not kept."""
    least, habit = floor(source), source.habit
    most = 1e12 if is_crowded else max(_CEILING, least)
    if not source.is_conditional:
        waits = (least * 1.3**step for step in range(_STEPS))
        rate = habit.rate / habit.batch
        known = [_in_vain(rate, wait) for wait in waits if wait <= _CEILING] or [_in_vain(habit.rate, least)]
        return min(known, key=lambda one: one.delay * habit.rate + one.polls * at_price)
    if not habit.windows:
        return _open(habit, at_price, least, most)
    steady = _open(Habit(habit.kind, (habit.rate,)), at_price, least, most)
    known = list(_within(habit, least, most))
    return min([steady, *known], key=lambda one: one.delay * habit.rate + one.polls * at_price)


def _open(habit: Habit, at_price: float, least: float, most: float) -> Plan:
    """Where entries come at any time the wait is the root of twice the price by the rate, hour by hour."""
    polls = waited = 0.0
    for rate in habit.rates:
        wait = min(max(sqrt(2 * at_price / (rate * habit.batch)), least), most) if rate else most
        polls += 1 / wait
        waited += rate * wait / 2
    total = sum(habit.rates)
    return Plan(polls / len(habit.rates), waited / total if total else 0.0)


def _in_vain(rate: float, wait: float) -> Plan:
    """Where everything is always sent, three polls in vain cost a day: the chain of polls in vain so far."""
    vain, vain_day = exp(-rate * wait), exp(-rate * _CEILING)
    days = vain**3 / (1 - vain_day) if rate else 1.0
    often = 1 + vain + vain**2 if rate else 0.0
    time = often * wait + days * _CEILING
    return Plan((often + days) / time, (often * wait**2 + days * _CEILING**2) / 2 / time)


def _within(habit: Habit, least: float, most: float) -> Iterable[Plan]:
    """Where entries come in windows: so many polls in each, the last at its end, and the rest as manners ask."""
    count = len(habit.windows)
    if least > WEEK / count:
        return
    idle = max(ceil(WEEK / count / most) - 1, 0) * count / WEEK
    for number in range(1, ceil(habit.width / least) + 1):
        step = max(least, habit.width / number)
        first = max(habit.width - step * (number - 1), 0.0)
        delay = (first**2 + (number - 1) * step**2) / 2 / habit.width
        yield Plan(number * count / WEEK + idle, delay)
