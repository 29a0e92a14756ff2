"""What several commands do: open the library, read a file, print JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from mainstem import config
from mainstem.app import Mainstem, opened
from mainstem.feeds.errors import BadFile

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
ForUser = Annotated[str, typer.Option("--user", help="The account's name.")]


@contextmanager
def mainstem() -> Iterator[Mainstem]:
    """Everything opened, by the configuration of the environment."""
    with opened(config.load()) as everything:
        yield everything


def read_file(path: str) -> bytes:
    """A file's bytes; ``-`` is standard input. Raises BadFile."""
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise BadFile(f"The file cannot be read ({error.strerror}).", about=path) from error


def print_json(value: Any) -> None:
    """One JSON value; times as ISO 8601, dataclasses as objects."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def _plain(value: Any) -> Any:
    from dataclasses import asdict, is_dataclass

    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
