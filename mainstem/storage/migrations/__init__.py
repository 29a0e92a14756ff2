"""Brings a database to the present shape, step by step; a SQLite file is copied beside itself first."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from mainstem.feeds.errors import NewerDatabase
from mainstem.storage.database import Database

HEAD = "0004"
_FOLDER = Path(__file__).parent


def migrate(database: Database, backup: Path | None = None) -> str:
    """Bring ``database`` to HEAD; returns the revision it was at ("" where it was new).

    ``backup`` is where a SQLite file is copied before a migration. Raises NewerDatabase.
    """
    with database.read() as connection:
        had = revision(connection)
    if had == HEAD:
        return had
    if had and had not in _known():
        raise NewerDatabase(
            f"This database is at revision {had}, and this Mainstem knows up to {HEAD}.",
            advice="Start the version that wrote it, or restore a backup.",
        )
    if had and backup is not None and database.is_sqlite:
        from mainstem.storage.backup import copy

        copy(database, backup)
    _upgrade(database)
    return had


def revision(connection: Connection) -> str:
    """The revision that the database is at, or "" where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")


def _known() -> set[str]:
    return {path.name.split("_")[0] for path in (_FOLDER / "versions").glob("[0-9]*.py")}


def _upgrade(database: Database) -> None:
    # alembic is slow to import: only who migrates pays for it
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    with database.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
