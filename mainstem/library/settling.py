"""What a reader does with one entry of a folded story is done with its others, as the reader chose."""

from __future__ import annotations

from dataclasses import replace

from mainstem.accounts import preferences
from mainstem.accounts.user import User
from mainstem.library.context import Library
from mainstem.storage import Connection, settling, users
from mainstem.storage.states import Change


def settled(library: Library, connection: Connection, user: User, made: Change | None) -> Change | None:
    """A change that was just made, with what followed it."""
    if made is None:
        return None
    fresh = users.by_id(connection, user.id) or user
    with_copies = preferences.of(fresh.preferences).settle_copies
    followed = settling.settle(connection, user.id, made, library.now(), with_copies=with_copies)
    return replace(made, count=made.count + followed)
