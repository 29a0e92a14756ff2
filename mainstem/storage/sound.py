"""Whether the database is sound, and how large."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from mainstem.storage.database import Database


def trouble(database: Database) -> str:
    """What SQLite's own check finds, "" where nothing; PostgreSQL checks itself. Reads the whole file."""
    if not database.is_sqlite:
        return ""
    with database.read() as connection:
        said = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
    return "" if said == "ok" else said


def size(database: Database) -> int:
    """Bytes of the database."""
    with database.read() as connection:
        if database.is_sqlite:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            return int(pages * connection.execute(text("PRAGMA page_size")).scalar_one())
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())


def folder(database: Database) -> Path | None:
    """Where the file lies; None for PostgreSQL, and for a database in memory."""
    if not database.is_sqlite:
        return None
    with database.read() as connection:
        rows = connection.execute(text("PRAGMA database_list")).all()
    path = next((row[2] for row in rows if row[1] == "main"), "")
    return Path(path).parent if path else None
