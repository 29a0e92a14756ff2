"""Whether a PostgreSQL database has changed."""

from __future__ import annotations

from sqlalchemy import Engine, text

_SNAPSHOT = text("select pg_current_snapshot()::text")


class Watch:
    """Asks for the snapshot (first open, next and all running transactions): two equal snapshots see the
    same rows (https://www.postgresql.org/docs/current/functions-info.html)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def version(self) -> str:
        """The snapshot as text."""
        with self._engine.connect() as connection:
            return str(connection.execute(_SNAPSHOT).scalar_one())

    def close(self) -> None:
        """Nothing is held."""
