"""What differs on PostgreSQL: how it is opened, its full-text index, its triggers."""

from __future__ import annotations

from sqlalchemy import URL, Connection, Engine, create_engine

from mainstem.feeds.errors import BadOption
from mainstem.storage.postgres.triggers import STATEMENTS
from mainstem.storage.postgres.watch import Watch

__all__ = ["Watch", "engines", "prepare"]


def engines(url: URL) -> tuple[Engine, Engine]:
    """One pool for both: PostgreSQL's readers and writers do not wait for each other."""
    try:
        engine = create_engine(
            url,
            pool_size=10,
            max_overflow=30,
            pool_pre_ping=True,
            connect_args={"options": "-c timezone=UTC -c lock_timeout=15000 -c jit=off"},
        )
    except ModuleNotFoundError as error:
        raise BadOption(
            "PostgreSQL needs the package psycopg, which is not installed.",
            about="MAINSTEM_DATABASE",
            advice="Install mainstem[postgres].",
        ) from error
    return engine, engine


def prepare(connection: Connection) -> None:
    """Create what SQLAlchemy's tables cannot say: the full-text index and the triggers that count."""
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)
