"""What the migrations make is what the tables say."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from mainstem.feeds.errors import NewerDatabase
from mainstem.storage import Database, connect, postgres, sqlite
from mainstem.storage.migrations import HEAD, migrate, revision
from mainstem.storage.schema import metadata

pytestmark = pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")


def _shape(connection: Connection) -> dict[str, object]:
    seen = inspect(connection)
    tables = [
        name for name in seen.get_table_names() if not name.startswith(("search_index", "alembic", "sqlite_"))
    ]
    return {
        name: (
            [
                (one["name"], str(one["type"]), one["nullable"], one["default"])
                for one in seen.get_columns(name)
            ],
            sorted(str(one["name"]) for one in seen.get_indexes(name)),
        )
        for name in sorted(tables)
    }


def _made_of_the_tables(database: Database) -> dict[str, object]:
    with database.write() as connection:
        metadata.create_all(connection)
        (sqlite if database.is_sqlite else postgres).prepare(connection)
    with database.read() as connection:
        return _shape(connection)


def test_a_migrated_sqlite_database_is_what_the_tables_say(sqlite_database: Database, tmp_path: Path) -> None:
    fresh = connect(f"sqlite:///{tmp_path / 'fresh.db'}")
    made = _made_of_the_tables(fresh)
    with sqlite_database.read() as connection:
        assert _shape(connection) == made
        assert _triggers(connection) == _triggers_of(fresh)
    fresh.close()


def _triggers(connection: Connection) -> list[tuple[str, str]]:
    rows = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    )
    return [(name, " ".join(sql.split())) for name, sql in rows]


def _triggers_of(database: Database) -> list[tuple[str, str]]:
    with database.read() as connection:
        return _triggers(connection)


def test_a_migrated_postgres_database_is_what_the_tables_say(postgres_server: str) -> None:
    import psycopg

    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS fresh_of_tables WITH (FORCE)")
        connection.execute("CREATE DATABASE fresh_of_tables TEMPLATE template0")
    fresh, migrated = (
        connect(f"{postgres_server}/fresh_of_tables"),
        connect(f"{postgres_server}/template_mainstem"),
    )
    made = _made_of_the_tables(fresh)
    with migrated.read() as connection:
        assert _shape(connection) == made
    fresh.close()
    migrated.close()


def test_migrating_what_is_current_changes_nothing(database: Database) -> None:
    assert migrate(database) == HEAD
    with database.read() as connection:
        assert revision(connection) == HEAD


def test_a_database_of_a_later_version_is_refused(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase):
        migrate(database)
