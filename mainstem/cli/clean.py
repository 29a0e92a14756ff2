"""``mainstem clean``: untrusted HTML, or all that is kept once more."""

from __future__ import annotations

from typing import Annotated

import typer

from mainstem import content
from mainstem.cli import opening
from mainstem.feeds.errors import BadOption
from mainstem.library import recleaning


def add(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def clean(
        file: Annotated[str, typer.Argument(help="The file to clean; - is standard input.")] = "",
        base_url: Annotated[str, typer.Option("--base", help="What relative addresses refer to.")] = "",
        again: Annotated[
            bool, typer.Option("--again", help="Clean what is kept by the rules of this version.")
        ] = False,
    ) -> None:
        """Clean untrusted HTML; or, with --again, all entries that were kept under looser rules."""
        if again == bool(file):
            raise BadOption("Name a file to clean, or give --again for what is kept.", about="clean")
        if file:
            typer.echo(content.clean(opening.read_file(file).decode("utf-8", "replace"), base_url))
            return
        _clean_again()


def _clean_again() -> None:
    with opening.mainstem() as mainstem:
        done = recleaning.again(mainstem.library, _progress)
    if done.looked_at:
        typer.echo("", err=True)
    typer.echo(f"{done.looked_at} texts were looked at, {done.changed} are other than before.")


def _progress(done: int, whole: int) -> None:
    typer.echo(f"\r{done:,} of {whole:,} entries", nl=False, err=True)
