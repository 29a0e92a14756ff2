"""How far a reader has come in an entry's audio or video."""

from __future__ import annotations

from collections.abc import Sequence

from mainstem.accounts.user import User
from mainstem.library.context import Library
from mainstem.storage import positions


def of_entries(library: Library, user: User, entry_ids: Sequence[int]) -> dict[tuple[int, int], int]:
    """Seconds by entry id and place of the enclosure."""
    with library.database.read() as connection:
        return positions.of_entries(connection, user.id, entry_ids)


def keep(library: Library, user: User, entry_id: int, place: int, seconds: int) -> None:
    """Keep a position in seconds; the last one counts."""
    with library.database.write() as connection:
        positions.keep(connection, user.id, entry_id, place, seconds, library.now())
