"""Commands a person types; one module per command.

A command exists because its module does: each module here defines ``add(app)``. An expected error is one
sentence on standard error and exit code 1; wrong usage is 2; Ctrl-C is 130.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import typer

from mainstem import __version__
from mainstem.feeds.errors import BadOption, MainstemError

OVERVIEW = "A self-hosted news reader and feed aggregator. Start it with 'mainstem serve'."


def _version(is_wanted: bool) -> None:
    if is_wanted:
        typer.echo(f"mainstem {__version__}")
        raise typer.Exit


def commands() -> typer.Typer:
    """All commands, found by their modules."""
    app = typer.Typer(
        help=OVERVIEW, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )

    @app.callback()
    def overall(
        version: bool = typer.Option(
            False, "--version", callback=_version, is_eager=True, help="Tell the version."
        ),
    ) -> None:
        """A self-hosted news reader and feed aggregator."""

    for found in sorted(pkgutil.iter_modules(__path__), key=lambda one: one.name):
        module = importlib.import_module(f"{__name__}.{found.name}")
        if hasattr(module, "add"):
            module.add(app)
    return app


def main() -> None:
    """Run a command; an expected error is a sentence, never a trace."""
    try:
        commands()()
    except BadOption as error:
        _fail(str(error), 2)
    except MainstemError as error:
        _fail(str(error), 1)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone: nothing to say to them
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def _fail(sentence: str, code: int) -> None:
    print(f"mainstem: {sentence}", file=sys.stderr)
    sys.exit(code)
