"""A database of either kind, opened: reads side by side, writes one after another on SQLite."""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, OperationalError

from mainstem.feeds.errors import BadOption, DatabaseBusy, DiskFull, StorageTrouble
from mainstem.storage import postgres, sqlite

_FULL = ("database or disk is full", "No space left on device", "could not extend file")
_BUSY = ("database is locked", "lock timeout", "deadlock detected", "could not serialize")


class Database:
    """An open database. ``read`` gives a snapshot; ``write`` one transaction, whole or not at all."""

    def __init__(self, reader: Engine, writer: Engine) -> None:
        self.reader = reader
        self.writer = writer
        self.is_sqlite = reader.dialect.name == "sqlite"
        self._turn: Any = threading.RLock() if self.is_sqlite else _NoLock()
        self._watch = sqlite.Watch(reader) if self.is_sqlite else postgres.Watch(reader)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one consistent state and writes nothing."""
        with translated(), self.reader.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection whose statements are kept together when the block ends, or not at all."""
        with self._turn, translated(), self.writer.begin() as connection:
            yield connection

    def version(self) -> Hashable:
        """Something that differs after every change that can be seen, by whomever; None: it cannot be told.

        What is read after the version was taken is at least as new as it.
        """
        with translated():
            return self._watch.version()

    def close(self) -> None:
        """Close every connection; on SQLite the log is folded into the file."""
        self._watch.close()
        self.writer.dispose()
        self.reader.dispose()


class _NoLock:
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@contextmanager
def translated() -> Iterator[None]:
    """Turn a driver's errors of place and traffic into ours; bugs stay what they are."""
    try:
        yield
    except DBAPIError as error:
        said = str(error.orig)
        if any(mark in said for mark in _FULL):
            raise DiskFull() from error
        if any(mark in said for mark in _BUSY):
            raise DatabaseBusy() from error
        if type(error) in (OperationalError, DatabaseError):  # not its subclasses: those are bugs
            raise StorageTrouble(f"The database cannot be used: {said.strip().splitlines()[0]}.") from error
        raise


def connect(url: str) -> Database:
    """Open ``sqlite:///path``, ``sqlite://`` (in memory) or ``postgresql://…``; BadOption for others."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadOption(
            "This is not a database's address.",
            about="MAINSTEM_DATABASE",
            advice="Write sqlite:///path/to/file.db or postgresql://user:password@host/name.",
        ) from error
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        return Database(*sqlite.engines(parsed))
    if kind in ("postgresql", "postgres"):
        return Database(*postgres.engines(parsed.set(drivername="postgresql+psycopg")))
    raise BadOption(
        f"Mainstem does not know databases of the kind {kind!r}.",
        about="MAINSTEM_DATABASE",
        advice="Use sqlite:/// or postgresql://.",
    )
