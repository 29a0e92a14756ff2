"""Signing in apps: by an app's password, by Fever's key, by a token, and by the account's own password
where its reader allows that. Every refusal takes as long and says as little as any other."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from mainstem.accounts import passwords, preferences
from mainstem.accounts.user import User
from mainstem.feeds.errors import TooManyTries, WrongPassword
from mainstem.library import accounts
from mainstem.library.context import Library
from mainstem.storage import users
from mainstem.storage.states import Actor
from mainstem.storage.users import AppPassword

LONGEST_SECRET = 1024


@dataclass(frozen=True, slots=True)
class App:
    """An app that is signed in. ``token`` stands for it in later calls, as long as its password lives."""

    user: User
    name: str
    may_write: bool
    token: str
    used_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        """Who is written beside the changes that this app makes."""
        return Actor("api", self.name)


def by_password(library: Library, name: str, password: str, address: str) -> App:
    """The app that sends an account's name with its app password, or with the account's own password where
    the reader allows it. ``address`` is the network address that asks. Raises WrongPassword, TooManyTries."""

    def find() -> App | None:
        found = accounts.by_app_secret(library, password.strip(), name)  # pasted with a space behind it
        return _app(library, *found) if found else _by_own_password(library, name, password, address)

    return _signed(library, f"password\n{name}\n{password}", find, name, address)


def by_secret(library: Library, secret: str, address: str) -> App:
    """The app that sends its app password alone. Raises WrongPassword, TooManyTries."""

    def find() -> App | None:
        found = accounts.by_app_secret(library, secret.strip())
        return _app(library, *found) if found else None

    return _signed(library, f"secret\n{secret}", find, "", address)


def by_fever_key(library: Library, key: str, address: str) -> App:
    """The app that sends Fever's key. Raises WrongPassword, TooManyTries."""

    def find() -> App | None:
        found = accounts.by_fever_key(library, key)
        if found and found[1].scope == users.OWN:
            if wait := library.tries.wait("", address):  # made of a password that can be guessed
                raise TooManyTries(wait)
            return _own(found[0], "") if _is_own_allowed(found[0]) else None
        return _app(library, *found) if found else None

    return _signed(library, f"fever\n{key.lower()}", find, "", address)


def by_token(library: Library, token: str, address: str) -> App:
    """The app that an earlier sign-in gave this token. Raises WrongPassword, TooManyTries."""
    return _signed(library, f"token\n{token}", lambda: _by_token(library, token), "", address)


def _signed(library: Library, proof: str, find: Callable[[], App | None], name: str, address: str) -> App:
    """Ask the memory first: it answers only while nothing in the database has changed."""
    if len(proof) > 2 * LONGEST_SECRET or "\0" in proof:
        raise WrongPassword()
    key = _digest(library, proof)
    version = library.database.version()
    app = library.signed.get(key, version)
    if app is None:
        app = find()
        if app is None:
            raise _refused(library, name, address)
        library.signed.put(key, version, app, 1)
    if users.is_stale(app.used_at, library.now()) and app.token.startswith("app-"):
        _see(library, app)
    return app


def _see(library: Library, app: App) -> None:
    app_id = int(app.token.partition("/")[0].removeprefix("app-"))
    with library.database.write() as connection:
        users.see_app(connection, app_id, library.now())


def _refused(library: Library, name: str, address: str) -> Exception:
    wait = library.tries.wait(name, address)
    library.tries.failed(name, address)
    return TooManyTries(wait) if wait else WrongPassword()


def _app(library: Library, user: User, kept: AppPassword) -> App:
    with library.database.read() as connection:
        found = users.app_by_id(connection, kept.id)
    token = _token(library, f"app-{kept.id}", found[2]) if found else ""
    return App(user, kept.name, kept.scope == "all", token, kept.used_at)


def _token(library: Library, holder: str, proof: str) -> str:
    """Names the holder and proves itself by a keyed hash of what ends with the password: no state is kept."""
    signed = hmac.new(library.secret, f"token\n{holder}\n{proof}".encode(), sha256).hexdigest()
    return f"{holder}/{signed}"


def _by_token(library: Library, token: str) -> App | None:
    holder = token.partition("/")[0]
    kind, _, number = holder.partition("-")
    if not (number.isascii() and number.isdecimal()) or len(number) > 9:
        return None
    if kind == "app":
        with library.database.read() as connection:
            found = users.app_by_id(connection, int(number))
        if found is None or not passwords.is_same(token, _token(library, holder, found[2])):
            return None
        return App(found[0], found[1].name, found[1].scope == "all", token, found[1].used_at)
    return _of_user(library, holder, int(number), token) if kind == "user" else None


def _of_user(library: Library, holder: str, user_id: int, token: str) -> App | None:
    with library.database.read() as connection:
        found = users.with_hash(connection, user_id)
    if found is None or not passwords.is_same(token, _token(library, holder, found[1])):
        return None
    return _own(found[0], token) if _is_own_allowed(found[0]) else None


def _by_own_password(library: Library, name: str, password: str, address: str) -> App | None:
    """The account's own password can be guessed: whoever has failed too often is not even checked."""
    if wait := library.tries.wait(name, address):
        raise TooManyTries(wait)
    with library.database.read() as connection:
        found = users.by_name(connection, name)
    hashed = found[1] if found and _is_own_allowed(found[0]) else None
    proven = ("own", _digest(library, password))
    # apps send it with every call: checked once as long as the same hash is kept
    if library.signed.get(proven, hashed) is None:
        if not passwords.is_password(password, hashed):
            return None
        library.signed.put(proven, hashed, True, 1)
        library.tries.succeeded(name, address)
    if found is None:
        return None
    user, password_hash = found
    return _own(user, _token(library, f"user-{user.id}", password_hash))


def _digest(library: Library, proof: str) -> bytes:
    return hmac.new(library.secret, proof.encode("utf-8", "surrogatepass"), sha256).digest()


def _is_own_allowed(user: User) -> bool:
    return user.is_enabled and preferences.of(user.preferences).allow_password_in_apps


def _own(user: User, token: str) -> App:
    return App(user, "", may_write=True, token=token)
