"""What differs on SQLite: how it is opened, its full-text index, its triggers."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.pool import QueuePool

from mainstem.storage.sqlite.triggers import STATEMENTS
from mainstem.storage.sqlite.watch import Watch

__all__ = ["Watch", "engines", "prepare"]

_BUSY_MILLISECONDS = 15_000
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # WAL with NORMAL survives a killed process whole, and a power cut without damage (the last moment's
    # transactions may be rolled back; the next poll brings them again)
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}",
    "PRAGMA cache_size = -16384",
    "PRAGMA mmap_size = 67108864",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA journal_size_limit = 67108864",
    "PRAGMA wal_autocheckpoint = 4000",
)


def engines(url: URL) -> tuple[Engine, Engine]:
    """A pool for readers and one connection for the writer; both the same for a database in memory."""
    if url.database in (None, "", ":memory:"):
        only = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        _listen(only, "BEGIN")
        return only, only
    Path(str(url.database)).expanduser().parent.mkdir(parents=True, exist_ok=True)
    arguments: dict[str, Any] = {"check_same_thread": False, "cached_statements": 512}
    reader = create_engine(url, poolclass=QueuePool, pool_size=8, max_overflow=32, connect_args=arguments)
    writer = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args=arguments)
    _listen(reader, "BEGIN")
    _listen(writer, "BEGIN IMMEDIATE")
    return reader, writer


def _listen(engine: Engine, begin: str) -> None:
    def opened(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    def begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", opened)
    event.listen(engine, "begin", begun)


def prepare(connection: Connection) -> None:
    """Create what SQLAlchemy's tables cannot say: the full-text index and the triggers that count."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
