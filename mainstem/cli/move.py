"""``mainstem move``: everything of a reader in from another program, or out and in as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mainstem.cli import opening
from mainstem.library import accounts, archiving, fromfreshrss, fromgooglereader, fromminiflux, intake
from mainstem.library.taking import Taken

Secret = Annotated[str, typer.Option(prompt=True, hide_input=True, help="Asked for if it is left out.")]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    move = typer.Typer(no_args_is_help=True, help="Move everything in or out, with states and labels.")
    app.add_typer(move, name="move")

    @move.command("out")
    def out(user: opening.ForUser, file: Annotated[Path, typer.Argument(help="The zip to write.")]) -> None:
        """Write everything of a reader into one file."""
        part = file.with_name(f"{file.name}.part")
        with opening.mainstem() as mainstem, part.open("wb") as written:
            count = archiving.export(mainstem.library, accounts.named(mainstem.library, user), written)
        part.replace(file)
        typer.echo(f"{count} entries are in {file}.")

    @move.command("in")
    def take_in(user: opening.ForUser, file: Path) -> None:
        """Take in a file: an archive, OPML, starred entries, a SQLite file of FreshRSS, a zip of some."""
        with opening.mainstem() as mainstem:
            reader = accounts.named(mainstem.library, user)
            with file.open("rb") as opened:
                is_sqlite = opened.read(16).startswith(b"SQLite format 3")
            if is_sqlite:
                _tell(fromfreshrss.bring(mainstem.library, reader, file, _progress))
            else:
                _tell(intake.take(mainstem.library, reader, file.read_bytes(), _progress))

    @move.command("from-server")
    def from_server(user: opening.ForUser, address: str, name: str, password: Secret) -> None:
        """Take in what NAME has on a server with Google Reader's API; goes on where it stopped."""
        with opening.mainstem() as mainstem:
            reader = accounts.named(mainstem.library, user)
            _tell(fromgooglereader.bring(mainstem.library, reader, address, name, password, _progress))

    @move.command("from-miniflux")
    def from_miniflux(user: opening.ForUser, address: str, key: Secret) -> None:
        """Take in everything of a Miniflux account by an API key; goes on where it stopped."""
        with opening.mainstem() as mainstem:
            reader = accounts.named(mainstem.library, user)
            _tell(fromminiflux.bring(mainstem.library, reader, address, key, _progress))


def _progress(done: int, whole: int) -> None:
    typer.echo(f"\r{done:,}{f' of {whole:,}' if whole else ''} entries", nl=False, err=True)


def _tell(taken: Taken) -> None:
    typer.echo("", err=True)
    for fault in taken.faults:
        typer.echo(fault, err=True)
    typer.echo(
        f"{taken.new} entries are new, {taken.known} were here; {taken.followed} feeds are followed now, "
        f"{len(taken.faults)} things were not taken."
    )
