"""By what the entries of a feed are told apart: chosen by hand where its guids deceive."""

from __future__ import annotations

from mainstem.accounts.user import User
from mainstem.feeds import identity
from mainstem.feeds.errors import BadInput
from mainstem.library import owning
from mainstem.library.context import Library
from mainstem.storage import feeds


def chosen(library: Library, user: User, feed_id: int) -> tuple[str, bool]:
    """The policy of a feed, one of ``identity.POLICIES``, and whether it holds whatever comes of it.
    Raises NotFound, NotAllowed."""
    with library.database.read() as connection:
        owning.check(connection, user, feed_id)
        [due] = feeds.due_by_ids(connection, [feed_id])
    return identity.split(due.guid_policy)


def choose(library: Library, user: User, feed_id: int, policy: str, *, is_forced: bool = False) -> None:
    """Tell the entries of a feed apart by ``policy`` from the next poll on. Raises BadInput, NotFound, NotAllowed.

    Entries that are known under another guid come as new then; where the same title or address is kept already,
    they are doubles as any others.
    """
    if policy not in identity.POLICIES:
        known = ", ".join(identity.POLICIES)
        raise BadInput(f"There is no policy “{policy}”.", field="policy", advice=f"Use one of {known}.")
    with library.database.write() as connection:
        owning.check(connection, user, feed_id)
        feeds.change(
            connection,
            feed_id,
            {"guid_policy": identity.joined(policy, is_forced=is_forced), "body_hash": ""},
        )
