"""The icons of feeds."""

from __future__ import annotations

from mainstem.library.context import Library
from mainstem.storage import icons
from mainstem.storage.icons import Icon

__all__ = ["Icon", "one"]


def one(library: Library, icon_id: int) -> Icon | None:
    """The icon of that id."""
    with library.database.read() as connection:
        return icons.by_id(connection, icon_id)
