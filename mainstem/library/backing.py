"""A copy of the whole database for administrators, made while it is in use."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotAllowed
from mainstem.library import accounts
from mainstem.library.context import Library
from mainstem.storage import backup

_PIECE = 1 << 20


def copy(library: Library, by: User, password: str) -> tuple[str, Iterator[bytes]]:
    """The ending of the file's name, and its bytes in pieces. Asks for the administrator's password again, since
    everything is in it. Raises NotAllowed, WrongPassword, StorageTrouble."""
    if not by.is_admin:
        raise NotAllowed("Only administrators may do this.")
    accounts.verify(library, by.name, password)
    folder = tempfile.TemporaryDirectory(prefix="mainstem-backup-")
    path = Path(folder.name) / "copy"
    backup.copy(library.database, path)
    return ("db" if library.database.is_sqlite else "dump"), _pieces(path, folder)


def _pieces(path: Path, folder: tempfile.TemporaryDirectory[str]) -> Iterator[bytes]:
    with folder, path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
