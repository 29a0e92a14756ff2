"""What administrators decide for the whole installation: who may come, how much each may have, what new accounts
begin with."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any

from mainstem.accounts import passwords
from mainstem.accounts.user import User, check_name, check_password
from mainstem.feeds.errors import BadInput, NotAllowed
from mainstem.library import setting
from mainstem.library.context import Library
from mainstem.storage import Connection, accounts, installation, users

_KEY = "installation"
_LONGEST_WORDS = 2_000
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Decisions:
    """``most_accounts`` and ``most_feeds`` (of one account) are 0 where there is no limit; ``keep_days`` is for new
    accounts, 0 keeps for ever; ``closed_words`` are said to who would like an account and cannot have one."""

    is_open: bool = False
    most_accounts: int = 0
    most_feeds: int = 0
    keep_days: int = 0
    closed_words: str = ""


def decided(library: Library) -> Decisions:
    """What holds now."""
    with library.database.read() as connection:
        return _decided(connection)


def _decided(connection: Connection) -> Decisions:
    kept: Any = installation.setting(connection, _KEY)
    known = asdict(Decisions())
    values: dict[str, Any] = {
        name: value for name, value in (kept or {}).items() if type(value) is type(known.get(name))
    }
    return Decisions(**values)


def decide(library: Library, by: User, made: Decisions) -> None:
    """Decide anew. Raises NotAllowed, BadInput at the field."""
    if not by.is_admin:
        raise NotAllowed("Only administrators may do this.")
    for name in ("most_accounts", "most_feeds", "keep_days"):
        if not 0 <= getattr(made, name) <= _MOST:
            raise BadInput("This is not a number that can stand here.", field=name)
    if len(made.closed_words) > _LONGEST_WORDS:
        raise BadInput(f"Use at most {_LONGEST_WORDS} characters.", field="closed_words")
    kept = asdict(replace(made, closed_words=made.closed_words.strip()))
    with library.database.write() as connection:
        installation.set_setting(connection, _KEY, kept)


def is_open(library: Library) -> bool:
    """Whether anybody may make an account."""
    with library.database.read() as connection:
        return _has_room(connection)


def _has_room(connection: Connection) -> bool:
    made = _decided(connection)
    return made.is_open and (not made.most_accounts or users.count(connection) < made.most_accounts)


def register(library: Library, name: str, password: str) -> User:
    """Make an account for who asks. Raises NotAllowed where none may be made, BadInput, AlreadyExists."""
    if not is_open(library):
        raise NotAllowed("No accounts can be made here.", advice="Ask who runs this for one.")
    name, password = check_name(name), check_password(password, name)
    hashed = passwords.hash_password(password)
    with library.database.write() as connection:
        if not _has_room(connection):
            raise NotAllowed("No accounts can be made here.", advice="Ask who runs this for one.")
        made = users.add(connection, name, hashed, library.now())
    welcome(library, made)
    return made


def welcome(library: Library, user: User) -> None:
    """Give a new account what accounts begin with here."""
    days = decided(library).keep_days
    if days:
        setting.set_reading(library, user, {"keeps_for_ever": False, "keep_days": days})


def check_room(connection: Connection, user: User) -> None:
    """Raises BadInput where the reader follows as many feeds as accounts may have here."""
    most = _decided(connection).most_feeds
    if most and accounts.followed(connection, user.id) >= most:
        raise BadInput(
            f"Accounts may follow {most} feeds here.", advice="Unsubscribe from some, or ask who runs this."
        )
