"""Secret addresses, for programs that cannot sign in: a calendar, a feed reader. Renewing shuts the old one."""

from __future__ import annotations

import secrets
from enum import StrEnum

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library.context import Library
from mainstem.storage import addresses, users


class Purpose(StrEnum):
    """What an address is for, and the form in which it answers."""

    CALENDAR = "calendar"
    BRIEFING = "briefing"


_FORMS = {Purpose.CALENDAR: "ics", Purpose.BRIEFING: "atom"}


def path(library: Library, user: User, purpose: Purpose) -> str:
    """The path of the reader's address, "" where there is none."""
    with library.database.read() as connection:
        token = addresses.of_reader(connection, user.id, purpose)
    return f"/secret/{token}.{_FORMS[purpose]}" if token else ""


def renew(library: Library, user: User, purpose: Purpose) -> None:
    """Make the address, or another in place of the one that may have become known."""
    with library.database.write() as connection:
        addresses.renew(connection, user.id, purpose, secrets.token_urlsafe(24), library.now())


def shut(library: Library, user: User, purpose: Purpose) -> None:
    """Have no such address any more."""
    with library.database.write() as connection:
        addresses.renew(connection, user.id, purpose, "", library.now())


def reader(library: Library, token: str, purpose: Purpose) -> User:
    """Whose address it is. Raises NotFound, also where the account is shut."""
    with library.database.read() as connection:
        user_id = addresses.by_token(connection, token, purpose)
        user = users.by_id(connection, user_id) if user_id else None
    if user is None or not user.is_enabled:
        raise NotFound("There is nothing at this address.")
    return user
