"""What of a reader's waits to be sent to services, or was given up: looked at, tried again, dropped."""

from __future__ import annotations

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library.context import Library
from mainstem.storage import outbox
from mainstem.storage.outbox import Waiting

_SHOWN = 100


def waiting(library: Library, user: User) -> list[Waiting]:
    """What waits, newest first."""
    with library.database.read() as connection:
        return outbox.of_reader(connection, user.id, _SHOWN)


def retry(library: Library, user: User, parcel_id: int) -> None:
    """Try to send something again at once. Raises NotFound."""
    with library.database.write() as connection:
        if not outbox.retry(connection, user.id, parcel_id, library.now()):
            raise NotFound("This was sent meanwhile.")


def drop(library: Library, user: User, parcel_id: int) -> None:
    """Send something no more. Raises NotFound."""
    with library.database.write() as connection:
        if not outbox.drop(connection, user.id, parcel_id):
            raise NotFound("This was sent meanwhile.")
