"""A reader's own account: where it is signed in, and leaving for good."""

from __future__ import annotations

from mainstem.accounts import passwords
from mainstem.accounts.user import User
from mainstem.feeds.errors import NotAllowed, NotFound
from mainstem.library import accounts
from mainstem.library.context import Library
from mainstem.storage import sessions, users
from mainstem.storage.sessions import Session


def where(library: Library, user: User, token: str) -> list[Session]:
    """The browsers in which the reader is signed in; ``token`` is that of this one."""
    with library.database.read() as connection:
        return sessions.every(connection, user.id, passwords.hash_token(token), library.now())


def sign_out(library: Library, user: User, name: str) -> None:
    """Sign one of them out. Raises NotFound."""
    with library.database.write() as connection:
        if not sessions.close(connection, user.id, name):
            raise NotFound("This browser is signed out already.")


def sign_out_others(library: Library, user: User, token: str) -> None:
    """Sign all of them out but this one."""
    with library.database.write() as connection:
        sessions.close_others(connection, user.id, passwords.hash_token(token))


def leave(library: Library, user: User, password: str) -> None:
    """Delete the reader's own account and all that is in it, for good. Raises WrongPassword, NotAllowed for the
    last administrator while there are others."""
    accounts.verify(library, user.name, password)
    with library.database.write() as connection:
        others = [one for one in users.every(connection) if one.id != user.id]
        if user.is_admin and others and not any(one.is_admin and one.is_enabled for one in others):
            raise NotAllowed("This is the only administrator.", advice="Make somebody else one first.")
        users.remove(connection, user.id)
