"""``mainstem app``: passwords of the apps that read along."""

from __future__ import annotations

from typing import Annotated

import typer

from mainstem.cli import opening
from mainstem.feeds.errors import NotFound
from mainstem.library import accounts

AppName = Annotated[str, typer.Argument(help="What the app is called.")]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    apps = typer.Typer(help="Passwords of apps.", no_args_is_help=True)
    app.add_typer(apps, name="app")

    @apps.command("add")
    def make(
        name: AppName,
        user: opening.ForUser,
        read_only: Annotated[bool, typer.Option("--read-only", help="The app may change nothing.")] = False,
    ) -> None:
        """Make a password for one app; it is shown this once."""
        with opening.mainstem() as mainstem:
            reader = accounts.named(mainstem.library, user)
            typer.echo(accounts.add_app(mainstem.library, reader, name, "read" if read_only else "all")[1])

    @apps.command("list")
    def show(user: opening.ForUser, as_json: opening.AsJson = False) -> None:
        """List the apps of an account."""
        with opening.mainstem() as mainstem:
            found = accounts.apps(mainstem.library, accounts.named(mainstem.library, user))
        if as_json:
            opening.print_json(found)
            return
        for one in found:
            used = one.used_at.strftime("%Y-%m-%d") if one.used_at else "never"
            typer.echo(
                f"{one.name} ({'reads only' if one.scope == 'read' else 'everything'}), last used {used}"
            )

    @apps.command("remove")
    def revoke(name: AppName, user: opening.ForUser) -> None:
        """Revoke the password of an app."""
        with opening.mainstem() as mainstem:
            reader = accounts.named(mainstem.library, user)
            found = [one for one in accounts.apps(mainstem.library, reader) if one.name == name]
            if not found:
                raise NotFound(
                    f"{reader.name} has no app {name!r}.", advice="'mainstem app list' shows them."
                )
            for one in found:
                accounts.remove_app(mainstem.library, reader, one.id)
            typer.echo(f"{name} is shut out.")
