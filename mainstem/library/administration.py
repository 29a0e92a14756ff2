"""What administrators do with accounts: look at any, change, delete. The last administrator stays one."""

from __future__ import annotations

from mainstem.accounts.user import User, check_name
from mainstem.feeds.errors import NotAllowed, NotFound
from mainstem.library.context import Library
from mainstem.storage import Connection, accounts, users


def account(library: Library, by: User, user_id: int) -> User:
    """The account of that id. Raises NotAllowed, NotFound."""
    _check(by)
    with library.database.read() as connection:
        return _one(connection, user_id)


def sizes(library: Library, by: User) -> dict[int, tuple[int, int]]:
    """How many feeds each account follows, and their entries, by its id. Raises NotAllowed."""
    _check(by)
    with library.database.read() as connection:
        return accounts.sizes(connection)


def change(
    library: Library,
    by: User,
    user_id: int,
    *,
    name: str | None = None,
    is_admin: bool | None = None,
    is_enabled: bool | None = None,
) -> User:
    """Change an account; what is None stays. Raises NotAllowed, NotFound, BadInput, AlreadyExists."""
    _check(by)
    asked = {
        "name": None if name is None else check_name(name),
        "is_admin": is_admin,
        "is_enabled": is_enabled,
    }
    values = {key: value for key, value in asked.items() if value is not None}
    with library.database.write() as connection:
        had = _one(connection, user_id)
        if is_admin is False or is_enabled is False:
            _check_others(connection, had)
        if values:
            users.change(connection, user_id, **values)
        return _one(connection, user_id)


def remove(library: Library, by: User, user_id: int) -> None:
    """Delete an account and all that was its own. Raises NotAllowed, NotFound."""
    _check(by)
    with library.database.write() as connection:
        had = _one(connection, user_id)
        if had.id == by.id:
            raise NotAllowed("You cannot delete your own account here.")
        _check_others(connection, had)
        users.remove(connection, user_id)


def _check(by: User) -> None:
    if not by.is_admin:
        raise NotAllowed("Only administrators may do this.")


def _one(connection: Connection, user_id: int) -> User:
    found = users.by_id(connection, user_id)
    if found is None:
        raise NotFound("There is no such account.")
    return found


def _check_others(connection: Connection, leaving: User) -> None:
    others = [
        one for one in users.every(connection) if one.is_admin and one.is_enabled and one.id != leaving.id
    ]
    if leaving.is_admin and not others:
        raise NotAllowed("This is the only administrator.", advice="Make somebody else one first.")
