"""Statements about users, their sessions and their apps' passwords."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from mainstem.accounts.user import User
from mainstem.feeds.errors import AlreadyExists
from mainstem.storage.schema import app_passwords, sessions, users

_COLUMNS = (
    users.c.id,
    users.c.name,
    users.c.is_admin,
    users.c.is_enabled,
    users.c.email,
    users.c.created_at,
    users.c.seen_at,
    users.c.preferences,
)
OWN = "own"  # the scope of the row that keeps the account's own password for Fever's apps
_SEEN_EVERY = timedelta(minutes=5)  # not a write for each request


def _user(row: Any) -> User:
    return User(*row[: len(_COLUMNS)])


def add(connection: Connection, name: str, password_hash: str, now: datetime, is_admin: bool = False) -> User:
    """Keep a new user. Raises AlreadyExists where the name is taken, however it is cased."""
    values = {"name": name, "name_key": name.casefold(), "password_hash": password_hash, "created_at": now}
    try:
        row = connection.execute(insert(users).values(**values, is_admin=is_admin).returning(*_COLUMNS)).one()
    except IntegrityError as error:
        raise AlreadyExists(
            f"There is an account {name!r} already.", about="username", advice="Choose another name."
        ) from error
    return _user(row)


def count(connection: Connection) -> int:
    """How many accounts there are."""
    return connection.execute(select(func.count()).select_from(users)).scalar_one()


def every(connection: Connection) -> list[User]:
    """All accounts by name."""
    return [_user(row) for row in connection.execute(select(*_COLUMNS).order_by(users.c.name_key))]


def by_id(connection: Connection, user_id: int) -> User | None:
    """The account of that id."""
    row = connection.execute(select(*_COLUMNS).where(users.c.id == user_id)).one_or_none()
    return _user(row) if row else None


def by_name(connection: Connection, name: str) -> tuple[User, str] | None:
    """The account of that name, with its password's hash."""
    found = select(*_COLUMNS, users.c.password_hash).where(users.c.name_key == name.strip().casefold())
    row = connection.execute(found).one_or_none()
    return (_user(row), row.password_hash) if row else None


def with_hash(connection: Connection, user_id: int) -> tuple[User, str] | None:
    """The account of that id, with its password's hash."""
    row = connection.execute(
        select(*_COLUMNS, users.c.password_hash).where(users.c.id == user_id)
    ).one_or_none()
    return (_user(row), row.password_hash) if row else None


def set_password(connection: Connection, user_id: int, password_hash: str) -> None:
    """Replace the password; every session that the old one opened ends, and its key for Fever."""
    connection.execute(update(users).where(users.c.id == user_id).values(password_hash=password_hash))
    connection.execute(delete(sessions).where(sessions.c.user_id == user_id))
    connection.execute(delete(app_passwords).where(_is_own(user_id)))


def set_preferences(connection: Connection, user_id: int, preferences: Mapping[str, Any]) -> None:
    """Replace the preferences that differ from the defaults."""
    connection.execute(update(users).where(users.c.id == user_id).values(preferences=dict(preferences)))


def change(connection: Connection, user_id: int, **values: Any) -> None:
    """Change name, is_admin, is_enabled or email. Raises AlreadyExists where the name is taken."""
    if "name" in values:
        values["name_key"] = values["name"].casefold()
    try:
        with connection.begin_nested():
            connection.execute(update(users).where(users.c.id == user_id).values(**values))
    except IntegrityError as error:
        raise AlreadyExists("There is an account of this name already.", about="username") from error


def remove(connection: Connection, user_id: int) -> None:
    """Delete an account and all that was its own."""
    connection.execute(delete(users).where(users.c.id == user_id))


def open_session(
    connection: Connection,
    user_id: int,
    token_hash: str,
    user_agent: str,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Keep a session; those that have expired go."""
    connection.execute(delete(sessions).where(sessions.c.expires_at < now))
    connection.execute(
        insert(sessions).values(
            token_hash=token_hash,
            user_id=user_id,
            created_at=now,
            seen_at=now,
            expires_at=expires_at,
            user_agent=user_agent[:200],
        )
    )


def by_session(connection: Connection, token_hash: str, now: datetime) -> tuple[User, datetime] | None:
    """The enabled user of an open session, and when the session was last seen."""
    found = (
        select(*_COLUMNS, sessions.c.seen_at.label("session_seen_at"))
        .join(sessions, sessions.c.user_id == users.c.id)
        .where(sessions.c.token_hash == token_hash, sessions.c.expires_at > now, users.c.is_enabled)
    )
    row = connection.execute(found).one_or_none()
    return (_user(row), row.session_seen_at) if row else None


def is_stale(seen_at: datetime | None, now: datetime) -> bool:
    """Whether the time last seen is old enough to be written anew."""
    return seen_at is None or now - seen_at > _SEEN_EVERY


def see(connection: Connection, user_id: int, token_hash: str, now: datetime, expires_at: datetime) -> None:
    """Note that the user was here, and let the session live on."""
    connection.execute(update(users).where(users.c.id == user_id).values(seen_at=now))
    held = sessions.c.token_hash == token_hash
    connection.execute(update(sessions).where(held).values(seen_at=now, expires_at=expires_at))


def close_session(connection: Connection, token_hash: str) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash))


@dataclass(frozen=True, slots=True)
class AppPassword:
    """A password that one app uses; the secret itself is not kept. ``scope`` is ``all`` or ``read``."""

    id: int
    name: str
    scope: str
    created_at: datetime
    used_at: datetime | None


def add_app_password(
    connection: Connection,
    user_id: int,
    name: str,
    secret_hash: str,
    fever_key: str,
    scope: str,
    now: datetime,
) -> AppPassword:
    """Keep the hashes of an app's password."""
    values = {"user_id": user_id, "name": name, "secret_hash": secret_hash, "fever_key": fever_key}
    row = connection.execute(
        insert(app_passwords).values(**values, scope=scope, created_at=now).returning(app_passwords.c.id)
    ).one()
    return AppPassword(row.id, name, scope, now, None)


def _is_own(user_id: int) -> ColumnElement[bool]:
    return (app_passwords.c.user_id == user_id) & (app_passwords.c.scope == OWN)


def has_own_key(connection: Connection, user_id: int) -> bool:
    """Whether a Fever key of the account's own password is kept."""
    return connection.execute(select(app_passwords.c.id).where(_is_own(user_id))).first() is not None


def set_own_key(
    connection: Connection, user_id: int, secret_hash: str, fever_key: str, now: datetime
) -> None:
    """Keep the Fever key of the account's own password; ``secret_hash`` is of a secret that nobody knows."""
    connection.execute(delete(app_passwords).where(_is_own(user_id)))
    values = {"user_id": user_id, "name": "", "secret_hash": secret_hash, "fever_key": fever_key}
    connection.execute(insert(app_passwords).values(**values, scope=OWN, created_at=now))


def app_passwords_of(connection: Connection, user_id: int) -> list[AppPassword]:
    """A reader's apps, newest first."""
    mine = (app_passwords.c.user_id == user_id) & (app_passwords.c.scope != OWN)
    found = select(app_passwords).where(mine).order_by(app_passwords.c.id.desc())
    return [AppPassword(r.id, r.name, r.scope, r.created_at, r.used_at) for r in connection.execute(found)]


def remove_app_password(connection: Connection, user_id: int, app_id: int) -> bool:
    """Revoke one; False where the reader has none of that id."""
    held = (app_passwords.c.id == app_id) & (app_passwords.c.user_id == user_id)
    return connection.execute(delete(app_passwords).where(held)).rowcount > 0


def _app_where(column: ColumnElement[Any]) -> Any:
    app = app_passwords.c
    about = (app.id, app.name, app.scope, app.created_at, app.used_at, app.secret_hash)
    found = select(*_COLUMNS, *about).join(app_passwords, app.user_id == users.c.id)
    return found.where(column == bindparam("value"), users.c.is_enabled)


# every call of an app comes by here: building a statement takes longer than answering it
_BY_SECRET = _app_where(app_passwords.c.secret_hash)
_BY_FEVER_KEY = _app_where(app_passwords.c.fever_key)
_BY_ID = _app_where(app_passwords.c.id)


def by_app_secret(connection: Connection, secret_hash: str) -> tuple[User, AppPassword] | None:
    """The enabled user whose app uses the secret of that hash."""
    return _by_app(connection, _BY_SECRET, secret_hash)


def by_fever_key(connection: Connection, fever_key: str) -> tuple[User, AppPassword] | None:
    """The enabled user whose app sends that Fever key (given hashed)."""
    return _by_app(connection, _BY_FEVER_KEY, fever_key)


def app_by_id(connection: Connection, app_id: int) -> tuple[User, AppPassword, str] | None:
    """The enabled user of an app, and the hash of the app's secret."""
    return _app_row(connection, _BY_ID, app_id)


def _by_app(connection: Connection, statement: Any, value: str) -> tuple[User, AppPassword] | None:
    found = _app_row(connection, statement, value)
    return found[:2] if found else None


def _app_row(
    connection: Connection, statement: Any, value: int | str
) -> tuple[User, AppPassword, str] | None:
    row = connection.execute(statement, {"value": value}).one_or_none()
    if row is None:
        return None
    return _user(row), AppPassword(*row[len(_COLUMNS) : -1]), row.secret_hash


def see_app(connection: Connection, app_id: int, now: datetime) -> None:
    """Note that an app was here."""
    connection.execute(update(app_passwords).where(app_passwords.c.id == app_id).values(used_at=now))
