"""Whether a SQLite file has changed, told in microseconds."""

from __future__ import annotations

from threading import Lock
from typing import Any

from sqlalchemy import Engine, StaticPool


class Watch:
    """Asks ``PRAGMA data_version`` on a connection that never writes: the number differs after any other
    connection's commit, in this process or another (https://sqlite.org/pragma.html#pragma_data_version)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._connection: Any = None
        self._is_blind = isinstance(engine.pool, StaticPool)  # in memory: the writer's own connection

    def version(self) -> int | None:
        """The file's version as this process counts it."""
        if self._is_blind:
            return None
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.raw_connection()
            rows = self._connection.driver_connection.execute("PRAGMA data_version").fetchall()
            version: int = rows[0][0]  # all rows fetched: no read transaction stays open
            return version

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
