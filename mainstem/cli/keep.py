"""``mainstem backup``, ``restore`` and ``doctor``: looking after what is kept."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import typer

from mainstem import __version__, config
from mainstem.app import open_database
from mainstem.cli import opening
from mainstem.feeds.errors import BadFile, MainstemError
from mainstem.library import upkeep
from mainstem.storage import connect, fulltext
from mainstem.storage.backup import check, copy, restore
from mainstem.storage.migrations import HEAD, migrate, revision

_LITTLE_SPACE = 500_000_000


def add(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command()
    def backup(file: Path) -> None:
        """Write a consistent copy of the database, while it is in use."""
        database = open_database(config.load())
        try:
            copy(database, file)
        finally:
            database.close()
        typer.echo(f"The database is copied to {file} ({file.stat().st_size:,} bytes).")

    @app.command("restore")
    def put_back(file: Path) -> None:
        """Replace the database by a copy that 'backup' wrote; what is there is kept beside it."""
        settings = config.load()
        if not file.exists():
            raise BadFile("There is no such file.", about=str(file))
        database = open_database(settings)
        try:
            if database.is_sqlite:
                check(file)
            spare = settings.data / "backups" / "before-restore.db"
            copy(database, spare)
            restore(database, file)
            migrate(database)
        finally:
            database.close()
        typer.echo(f"The database is as it was in {file}; what was there before is in {spare}.")

    @app.command()
    def reindex() -> None:
        """Make the index of the search anew; nothing else is written meanwhile."""
        with opening.mainstem() as mainstem:
            count = upkeep.rebuild_index(mainstem.library)
        typer.echo(f"{count:,} entries are in the index.")

    @app.command()
    def doctor(as_json: opening.AsJson = False) -> None:
        """Look at this installation, and say what is wrong and what to do."""
        findings = _findings()
        if as_json:
            opening.print_json([{"ok": ok, "what": what, "says": says} for ok, what, says in findings])
        else:
            for ok, what, says in findings:
                typer.echo(f"{'ok  ' if ok else 'BAD '} {what}: {says}")
        if not all(ok for ok, _, _ in findings):
            raise typer.Exit(1)


Finding = tuple[bool, str, str]


def _findings() -> list[Finding]:
    found: list[Finding] = [(True, "Mainstem", f"{__version__} on Python {sys.version.split()[0]}")]
    try:
        settings = config.load()
    except MainstemError as error:
        return [*found, (False, "configuration", str(error))]
    return [*found, _space(settings.data), _writable(settings.data), *_database(settings)]


def _space(folder: Path) -> Finding:
    place = folder if folder.exists() else Path()
    free = shutil.disk_usage(place).free
    says = f"{free / 1e9:.1f} GB are free"
    return free > _LITTLE_SPACE, "disk", says if free > _LITTLE_SPACE else f"only {says}: make room"


def _writable(folder: Path) -> Finding:
    if not folder.exists():
        return True, "data", f"{folder} will be made at the first start"
    is_ours = os.access(folder, os.W_OK)
    return is_ours, "data", f"{folder}" if is_ours else f"{folder} cannot be written to"


def _database(settings: config.Config) -> list[Finding]:
    try:
        database = connect(settings.database_url)
        with database.read() as connection:
            at = revision(connection)
            sound = connection.exec_driver_sql("PRAGMA quick_check").scalar() if database.is_sqlite else "ok"
            is_indexed = at != HEAD or not fulltext.is_outdated(connection)
        database.close()
    except MainstemError as error:
        return [(False, "database", str(error))]
    shape = (
        at in (HEAD, ""),
        "shape",
        "as it should be" if at == HEAD else f"at {at or 'nothing'}, wanted {HEAD}",
    )
    says = "current" if is_indexed else "made by another version: run 'mainstem reindex'"
    index = (is_indexed, "search index", says)
    return [(sound == "ok", "database", f"{'sound' if sound == 'ok' else sound}"), shape, index]
