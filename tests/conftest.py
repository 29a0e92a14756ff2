"""What every test may use: both databases, and a word at the end about what could not be run."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from mainstem.storage import Database, connect
from mainstem.storage.migrations import migrate
from tests import databases

settings.register_profile(
    "suite", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("suite")

_NUMBERS = itertools.count()
_MISSING: set[str] = set()


def missing(what: str) -> None:
    """Skip a test for want of a program; with MAINSTEM_TEST_ALL=1 that is a failure."""
    _MISSING.add(what)
    if os.environ.get("MAINSTEM_TEST_ALL") == "1":
        pytest.fail(f"{what} is missing, and MAINSTEM_TEST_ALL=1 asks for everything.")
    pytest.skip(f"{what} is missing")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line what was left out."""
    skipped = {
        str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", []) if report.longrepr
    }
    absent = sorted(
        word.removeprefix("Skipped: ").removesuffix(" is missing") for word in skipped if "missing" in word
    )
    if absent:
        terminalreporter.write_line(f"Not everything was tested; install: {', '.join(absent)}.", yellow=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of the suite's own PostgreSQL, with a migrated template database."""
    if databases.binaries() is None:
        missing("PostgreSQL (Debian: postgresql)")
    with databases.cluster() as address:
        databases.create(address, "template_mainstem")
        template = connect(f"{address}/template_mainstem")
        migrate(template)
        template.close()
        yield address


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "mainstem.db"
    template = connect(f"sqlite:///{path}")
    migrate(template)
    template.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty, migrated database; the test runs once on each kind."""
    if request.param == "sqlite":
        path = tmp_path / "mainstem.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    address: str = request.getfixturevalue("postgres_server")
    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    databases.create(address, name, "template_mainstem")
    yield f"{address}/{name}"
    databases.drop(
        address, name
    )  # hundreds of them would take as long to delete at the end as the tests themselves


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty, migrated database, opened; the test runs once on each kind."""
    opened = connect(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """An empty, migrated SQLite database, where the kind does not matter."""
    path = tmp_path / "mainstem.db"
    shutil.copy(sqlite_template, path)
    opened = connect(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def now() -> datetime:
    """A fixed moment."""
    return datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
