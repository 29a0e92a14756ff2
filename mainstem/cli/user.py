"""``mainstem user``: accounts."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated

import typer

from mainstem.cli import opening
from mainstem.feeds.errors import BadInput
from mainstem.library import accounts

FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def add(app: typer.Typer) -> None:
    """Add the commands."""
    users = typer.Typer(help="Accounts.", no_args_is_help=True)
    app.add_typer(users, name="user")

    @users.command("add")
    def make(
        name: str,
        admin: Annotated[bool, typer.Option("--admin", help="May change the installation.")] = False,
        password_stdin: FromStdin = False,
        apps: Annotated[
            bool, typer.Option("--allow-apps", help="Apps may sign in with this password.")
        ] = False,
    ) -> None:
        """Make an account."""
        password = _password(from_stdin=password_stdin)
        with opening.mainstem() as mainstem:
            made = accounts.add(mainstem.library, name, password, is_admin=admin)
            if apps:
                accounts.allow_in_apps(mainstem.library, made, password)
            typer.echo(f"There is an account {made.name!r} now.")

    @users.command("list")
    def show(as_json: opening.AsJson = False) -> None:
        """List the accounts."""
        with opening.mainstem() as mainstem:
            found = accounts.every(mainstem.library)
        if as_json:
            fields = ("id", "name", "is_admin", "is_enabled", "created_at", "seen_at")
            opening.print_json([{name: getattr(one, name) for name in fields} for one in found])
            return
        for one in found:
            seen = one.seen_at.strftime("%Y-%m-%d") if one.seen_at else "never"
            typer.echo(f"{one.name}{' (administrator)' if one.is_admin else ''}, last here {seen}")

    @users.command("password")
    def change(name: str, password_stdin: FromStdin = False) -> None:
        """Give an account another password; every open session of it ends."""
        with opening.mainstem() as mainstem:
            user = accounts.named(mainstem.library, name)
            accounts.set_password(mainstem.library, user, _password(from_stdin=password_stdin))
            typer.echo(f"{user.name!r} has another password now.")


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadInput("There is no terminal to ask for the password.", advice="Use --password-stdin.")
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise BadInput("The two passwords differ.", advice="Try again.")
    return password
