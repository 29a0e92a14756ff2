"""Calls that may come twice: the second is answered as the first was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from mainstem.accounts.user import User
from mainstem.feeds.errors import AlreadyExists, BadInput
from mainstem.library.context import Library
from mainstem.storage import repeats

LASTS = timedelta(days=1)
_LONGEST_ANSWERING = timedelta(minutes=2)
_LONGEST_KEY = 200
_LARGEST_ANSWER = 1_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What a call was answered."""

    status: int
    body: bytes


def begin(library: Library, user: User, key: str, digest: str) -> Kept | None:
    """What the call of this key was answered before, or None: then it is to be answered now, and ``end`` or
    ``forget`` told. Raises BadInput where the key came with another call, AlreadyExists while the first is
    still being answered."""
    if len(key) > _LONGEST_KEY:
        raise BadInput(f"The key has {len(key)} characters.", field="Idempotency-Key", advice="Use a UUID.")
    with library.database.write() as connection:
        repeats.forget(connection, library.now() - LASTS)
        had = repeats.open_(connection, user.id, key, digest, library.now())
    if had is None:
        return None
    if had.digest != digest:
        raise BadInput(
            "This key came with another call before.", field="Idempotency-Key", advice="Use a new one."
        )
    if not had.status and library.now() - had.created_at > _LONGEST_ANSWERING:
        return None  # whoever answered it is gone
    if not had.status:
        raise AlreadyExists("The first call of this key is still being answered.", advice="Wait a little.")
    return Kept(had.status, had.body)


def end(library: Library, user: User, key: str, answer: Kept) -> None:
    """Keep what was answered. Trouble of ours is not kept: such a call may be tried again."""
    if answer.status >= 500 or len(answer.body) > _LARGEST_ANSWER:
        forget(library, user, key)
        return
    with library.database.write() as connection:
        repeats.close(connection, user.id, key, answer.status, answer.body)


def forget(library: Library, user: User, key: str) -> None:
    """Let a call come anew."""
    with library.database.write() as connection:
        repeats.remove(connection, user.id, key)
