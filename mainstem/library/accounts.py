"""Making accounts, signing in and out."""

from __future__ import annotations

import hmac
from datetime import timedelta
from hashlib import sha256

from mainstem.accounts import passwords, preferences
from mainstem.accounts.preferences import Preferences
from mainstem.accounts.user import User, check_name, check_password
from mainstem.feeds.errors import NotAllowed, NotFound, WrongPassword
from mainstem.library.context import Library
from mainstem.storage import folding, users
from mainstem.storage.users import AppPassword as AppPassword  # noqa: PLC0414 (apis name it)

SESSION_LASTS = timedelta(days=90)


def needs_first_account(library: Library) -> bool:
    """Whether nobody has an account yet: then whoever comes makes the administrator's."""
    with library.database.read() as connection:
        return users.count(connection) == 0


def add(library: Library, name: str, password: str, *, is_admin: bool = False) -> User:
    """Make an account. Raises BadInput, AlreadyExists."""
    name, password = check_name(name), check_password(password, name)
    hashed = passwords.hash_password(password)
    with library.database.write() as connection:
        return users.add(connection, name, hashed, library.now(), is_admin)


def add_first(library: Library, name: str, password: str) -> User:
    """Make the first account, an administrator's. Raises NotAllowed where somebody was faster."""
    name, password = check_name(name), check_password(password, name)
    hashed = passwords.hash_password(password)
    with library.database.write() as connection:
        if users.count(connection):
            raise NotAllowed("There is an account already.", advice="Sign in, or ask who runs this for one.")
        return users.add(connection, name, hashed, library.now(), is_admin=True)


def every(library: Library) -> list[User]:
    """All accounts by name."""
    with library.database.read() as connection:
        return users.every(connection)


def named(library: Library, name: str) -> User:
    """The account of that name. Raises NotFound."""
    with library.database.read() as connection:
        found = users.by_name(connection, name)
    if found is None:
        raise NotFound(f"There is no account {name!r}.", advice="'mainstem user list' shows all of them.")
    return found[0]


def sign_in(library: Library, name: str, password: str, user_agent: str = "") -> tuple[User, str]:
    """The user and the token of a new session. Raises WrongPassword, after as long for any name."""
    user = verify(library, name, password)
    token = passwords.new_token()
    now = library.now()
    with library.database.write() as connection:
        users.open_session(
            connection, user.id, passwords.hash_token(token), user_agent, now, now + SESSION_LASTS
        )
    return user, token


def verify(library: Library, name: str, password: str) -> User:
    """The user whose password this is. Raises WrongPassword."""
    with library.database.read() as connection:
        found = users.by_name(connection, name)
    is_right = passwords.is_password(password, found[1] if found else None)
    if found is None or not is_right or not found[0].is_enabled:
        raise WrongPassword()
    if preferences.of(found[0].preferences).allow_password_in_apps:
        _keep_own_key(library, found[0], password)
    return found[0]


def allow_in_apps(library: Library, user: User, password: str) -> None:
    """Let apps sign in with the account's own password, which the caller has just seen to be right."""
    prefer(library, user, allow_password_in_apps=True)
    _keep_own_key(library, user, password)


def _keep_own_key(library: Library, user: User, password: str) -> None:
    """Fever's apps send a key made of name and password: it can only be made while the password is here."""
    with library.database.read() as connection:
        if users.has_own_key(connection, user.id):
            return
    key = _fever_hash(library, passwords.fever_key(user.name, password))
    nobodys = passwords.hash_token(passwords.new_token())
    with library.database.write() as connection:
        users.set_own_key(connection, user.id, nobodys, key, library.now())


def of_session(library: Library, token: str) -> User | None:
    """The user of an open session, which lives on by being used."""
    token_hash, now = passwords.hash_token(token), library.now()
    with library.database.read() as connection:
        found = users.by_session(connection, token_hash, now)
    if found is None:
        return None
    user, seen_at = found
    if users.is_stale(seen_at, now):
        with library.database.write() as connection:
            users.see(connection, user.id, token_hash, now, now + SESSION_LASTS)
    return user


def sign_out(library: Library, token: str) -> None:
    """End a session."""
    with library.database.write() as connection:
        users.close_session(connection, passwords.hash_token(token))


def set_password(library: Library, user: User, password: str) -> None:
    """Replace a password; every session that was open ends. Raises BadInput."""
    hashed = passwords.hash_password(check_password(password, user.name))
    with library.database.write() as connection:
        users.set_password(connection, user.id, hashed)
        fresh = users.by_id(connection, user.id) or user
    if preferences.of(fresh.preferences).allow_password_in_apps:
        _keep_own_key(library, fresh, password)


def prefer(library: Library, user: User, **values: object) -> Preferences:
    """Change preferences; raises BadInput where one is not allowed, and then none is changed."""
    checked = {name: preferences.check(name, value) for name, value in values.items()}
    with library.database.write() as connection:
        fresh = users.by_id(connection, user.id) or user
        kept = {**fresh.preferences, **checked}
        users.set_preferences(connection, user.id, kept)
        if any(
            name in checked and fresh.preferences.get(name) != checked[name] for name in folding.PREFERENCES
        ):
            folding.refold(connection, user.id, library.now())
    return preferences.of(kept)


def add_app(library: Library, user: User, name: str, scope: str = "all") -> tuple[AppPassword, str]:
    """A password for one app, shown this once. ``scope`` is ``all`` or ``read``."""
    secret = passwords.new_app_password()
    fever = _fever_hash(library, passwords.fever_key(user.name, secret))
    with library.database.write() as connection:
        hashed = passwords.hash_token(secret)
        kept = users.add_app_password(connection, user.id, name[:100], hashed, fever, scope, library.now())
    return kept, secret


def apps(library: Library, user: User) -> list[AppPassword]:
    """The apps that have a password of their own."""
    with library.database.read() as connection:
        return users.app_passwords_of(connection, user.id)


def remove_app(library: Library, user: User, app_id: int) -> None:
    """Revoke an app's password. Raises NotFound."""
    with library.database.write() as connection:
        if not users.remove_app_password(connection, user.id, app_id):
            raise NotFound("There is no such app.")


def by_app_secret(library: Library, secret: str, name: str | None = None) -> tuple[User, AppPassword] | None:
    """The user whose app has this password; with ``name``, only if it is theirs."""
    with library.database.read() as connection:
        found = users.by_app_secret(connection, passwords.hash_token(secret))
    if found and name is not None and found[0].name.casefold() != name.strip().casefold():
        return None
    return _seen(library, found)


def by_fever_key(library: Library, key: str) -> tuple[User, AppPassword] | None:
    """The user whose app sends this Fever key."""
    with library.database.read() as connection:
        found = users.by_fever_key(connection, _fever_hash(library, key.lower()))
    return _seen(library, found)


def _seen(library: Library, found: tuple[User, AppPassword] | None) -> tuple[User, AppPassword] | None:
    now = library.now()
    if found and users.is_stale(found[1].used_at, now):
        with library.database.write() as connection:
            users.see_app(connection, found[1].id, now)
    return found


def _fever_hash(library: Library, key: str) -> str:
    """Fever's key is an MD5 that could be sent as it is: only its keyed hash is kept."""
    return hmac.new(library.secret, key.encode("utf-8", "surrogatepass"), sha256).hexdigest()
