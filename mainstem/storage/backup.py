"""A consistent copy of the whole database while it is in use, and back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import cast

from mainstem.feeds.errors import BadFile, StorageTrouble
from mainstem.storage.database import Database

_PAGES_A_STEP = 4096


def copy(database: Database, target: Path) -> None:
    """Write a consistent copy to ``target``; readers and the writer go on meanwhile.

    SQLite: a database file, by its online backup. PostgreSQL: a custom-format dump by pg_dump.
    """
    partial = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial.unlink(missing_ok=True)
    try:
        if database.is_sqlite:
            _copy_sqlite(database, partial)
        else:
            _run("pg_dump", database, "--format=custom", f"--file={partial}")
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def restore(database: Database, source: Path) -> None:
    """Replace the whole content of ``database`` by the copy at ``source``. Raises BadFile if it is none."""
    if database.is_sqlite:
        check(source)
        _restore_sqlite(database, source)
    else:
        _run(
            "pg_restore",
            database,
            "--clean",
            "--if-exists",
            "--single-transaction",
            "--no-owner",
            str(source),
        )


def check(source: Path) -> None:
    """Raise BadFile unless ``source`` is a sound SQLite database of Mainstem's."""
    advice = "Choose a file that 'mainstem backup' wrote."
    try:
        connection = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
        try:
            sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
            ours = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'states'").fetchone()[
                0
            ]
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise BadFile(
            f"This is not a SQLite database ({error}).", about=str(source), advice=advice
        ) from error
    if not sound:
        raise BadFile("This database is damaged.", about=str(source), advice=advice)
    if not ours:
        raise BadFile("This SQLite database is not one of Mainstem's.", about=str(source), advice=advice)


def _copy_sqlite(database: Database, target: Path) -> None:
    connection = database.reader.raw_connection()
    copied = sqlite3.connect(target)
    try:
        cast("sqlite3.Connection", connection.driver_connection).backup(copied, pages=_PAGES_A_STEP)
    finally:
        copied.close()
        connection.close()


def _restore_sqlite(database: Database, source: Path) -> None:
    origin = sqlite3.connect(f"file:{source}?mode=ro", uri=True)
    connection = database.writer.raw_connection()
    try:
        origin.backup(cast("sqlite3.Connection", connection.driver_connection))
    finally:
        origin.close()
        connection.close()


def _run(program: str, database: Database, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise StorageTrouble(f"{program} is not installed; it comes with PostgreSQL's client programs.")
    url = database.writer.url.set(drivername="postgresql")
    # the password goes by the environment: arguments can be seen by every user of the machine
    environment = {**os.environ, "PGPASSWORD": url.password or ""}
    address = url.set(password=None).render_as_string(hide_password=False)
    done = subprocess.run(  # noqa: S603 - the program is found on PATH, the arguments are ours
        [found, f"--dbname={address}", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise StorageTrouble(f"{program} failed: {done.stderr.strip().splitlines()[-1:] or done.returncode}")
