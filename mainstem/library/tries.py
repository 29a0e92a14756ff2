"""Failed sign-ins slow down whoever makes them: per account and address, per address, per account.

Kept in memory and bounded; a restart forgets it. A right app password is never slowed: it is 120 random bits
that nobody guesses, and an app must not be locked out by a stranger behind the same address.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address
from threading import Lock
from time import monotonic

_MOST_KEYS = 20_000
_FORGOTTEN_AFTER = 3600.0  # seconds without a failure


@dataclass(frozen=True, slots=True)
class _Allowance:
    """How many failures are free, and the longest wait in seconds after that."""

    free: int
    longest: float


# An account's own limit is mild, or a stranger could keep its owner out.
_OF_PAIR, _OF_ADDRESS, _OF_ACCOUNT = _Allowance(5, 900.0), _Allowance(20, 900.0), _Allowance(50, 30.0)
_OF_TOKENS = _Allowance(20, 900.0)  # an app with an old one tries it for each of its calls


@dataclass(slots=True)
class _Failures:
    count: int = 0
    last: float = 0.0


class Tries:
    """Failures so far. ``clock`` counts seconds. Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._failures: OrderedDict[str, _Failures] = OrderedDict()

    def wait(self, account: str, address: str) -> timedelta:
        """How long this account and address have to wait before the next try; zero: not at all."""
        now = self._clock()
        with self._lock:
            waits = [self._left(key, allowed, now) for key, allowed in _keys(account, address)]
        return timedelta(seconds=max(waits))

    def failed(self, account: str, address: str) -> None:
        """Count a failure."""
        now = self._clock()
        with self._lock:
            for key, _ in _keys(account, address):
                had = self._failures.pop(key, _Failures())
                count = had.count + 1 if now - had.last < _FORGOTTEN_AFTER else 1
                self._failures[key] = _Failures(count, now)
            while len(self._failures) > _MOST_KEYS:
                self._failures.popitem(last=False)

    def succeeded(self, account: str, address: str) -> None:
        """Forget what this account failed at from this address."""
        with self._lock:
            self._failures.pop(_keys(account, address)[0][0], None)

    def _left(self, key: str, allowed: _Allowance, now: float) -> float:
        had = self._failures.get(key)
        if had is None or had.count < allowed.free:
            return 0.0
        pause = min(allowed.longest, 2.0 ** min(had.count - allowed.free, 30))
        return max(0.0, had.last + pause - now)


def _keys(account: str, address: str) -> tuple[tuple[str, _Allowance], ...]:
    account, network = account.strip().casefold()[:100], _network(address)
    if not account:  # a token: nobody guesses one, and an app with an old one must not keep people out
        return ((f"@{network}", _OF_TOKENS),)
    pair = (f"{account}@{network}", _OF_PAIR)
    return (pair, (f"@{network}/", _OF_ADDRESS), (f"{account}@", _OF_ACCOUNT))


def _network(address: str) -> str:
    """An IPv6 customer has 2^64 addresses: they count as one."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address[:100]
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or found.exploded[:19])
    return str(found)
