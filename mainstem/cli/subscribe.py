"""``mainstem subscribe``, ``import`` and ``export``: what a reader follows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mainstem.cli import opening
from mainstem.feeds.errors import NotAFeed
from mainstem.feeds.parsed import Candidate
from mainstem.library import accounts, folders, imports, subscribing


def add(app: typer.Typer) -> None:
    """Add the commands."""

    @app.command()
    def subscribe(
        url: str,
        user: opening.ForUser,
        folder: Annotated[list[str] | None, typer.Option("--folder", help="Put it in this folder.")] = None,
        as_json: opening.AsJson = False,
    ) -> None:
        """Follow a feed, or the best feed that a page announces."""
        with opening.mainstem() as mainstem:
            library = mainstem.library
            reader = accounts.named(library, user)
            folder_ids = [folders.add(library, reader, name).id for name in folder or []]
            try:
                made = subscribing.subscribe(library, reader, url, folder_ids=folder_ids)
            except NotAFeed as error:
                best = next((one for one in error.candidates if isinstance(one, Candidate)), None)
                if best is None:
                    raise
                made = subscribing.subscribe(library, reader, best.feed_url, folder_ids=folder_ids)
        if as_json:
            opening.print_json({"feed_id": made.feed.id, "feed_url": made.feed.feed_url, "title": made.title})
        else:
            typer.echo(
                f"{reader.name} follows {made.title!r} ({made.feed.feed_url}), {made.unread_count} unread."
            )

    @app.command("import")
    def take_in(file: str, user: opening.ForUser, as_json: opening.AsJson = False) -> None:
        """Follow everything in an OPML file (- reads standard input)."""
        data = opening.read_file(file)
        with opening.mainstem() as mainstem:
            done = imports.import_opml(mainstem.library, accounts.named(mainstem.library, user), data)
        if as_json:
            opening.print_json(done)
            return
        for fault in done.faults:
            typer.echo(fault, err=True)
        typer.echo(
            f"{done.added} feeds are followed now; {done.known} were before, {len(done.faults)} not taken."
        )

    @app.command("export")
    def give_out(
        user: opening.ForUser,
        file: Annotated[
            Path | None, typer.Option("--file", help="Write here instead of standard output.")
        ] = None,
    ) -> None:
        """Write what a reader follows as OPML."""
        with opening.mainstem() as mainstem:
            written = imports.export_opml(mainstem.library, accounts.named(mainstem.library, user))
        if file is None:
            sys.stdout.buffer.write(written)
        else:
            file.write_bytes(written)
