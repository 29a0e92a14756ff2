"""What was worked out once and holds as long as the database does not change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Memory(Generic[_T]):
    """Values by key, each true of one version of the database (see ``Database.version``); what was not used
    for longest goes when all together weigh more than ``most``. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._weight = 0
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, tuple[Hashable, _T, int]] = OrderedDict()

    def get(self, key: Hashable, version: Hashable) -> _T | None:
        """The value that was put under ``key`` at this version, or None."""
        if version is None:
            return None
        with self._lock:
            had = self._kept.get(key)
            if had is None or had[0] != version:
                return None
            self._kept.move_to_end(key)
            return had[1]

    def put(self, key: Hashable, version: Hashable, value: _T, weight: int) -> None:
        """Keep a value that was worked out after ``version`` was read; without a version nothing is kept."""
        if version is None or weight > self._most // 4:
            return
        with self._lock:
            had = self._kept.pop(key, None)
            self._weight += weight - (had[2] if had else 0)
            self._kept[key] = (version, value, weight)
            while self._weight > self._most:
                self._weight -= self._kept.popitem(last=False)[1][2]
