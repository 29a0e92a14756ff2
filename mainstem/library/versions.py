"""The earlier words of entries."""

from __future__ import annotations

from mainstem.accounts.user import User
from mainstem.library import streams
from mainstem.library.context import Library
from mainstem.storage import versions
from mainstem.storage.versions import Version


def of_entry(library: Library, user: User, entry_id: int) -> list[Version]:
    """The earlier versions of an entry that the reader has, latest first. Raises NotFound."""
    streams.entry(library, user, entry_id)
    with library.database.read() as connection:
        return versions.of_entry(connection, entry_id)
