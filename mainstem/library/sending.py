"""Sending entries to the services that a reader has set up: what is to be sent waits in the outbox, and is
written in the transaction of what it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library.context import Library
from mainstem.library.folders import check_name
from mainstem.storage import Connection, services
from mainstem.storage.services import Service

__all__ = ["EVENTS", "Service", "add", "change", "every", "is_set_up", "one", "put", "remove", "save", "tell"]

SAVE = "save"  # one entry, because the reader or a rule said so
TELL = "tell"  # an event with its entries
EVENTS = ("new_entries", "save_entry", "starred")


def every(library: Library, user: User) -> list[Service]:
    """A reader's services."""
    with library.database.read() as connection:
        return services.every(connection, user.id)


def one(library: Library, user: User, service_id: int) -> Service:
    """A reader's service. Raises NotFound."""
    with library.database.read() as connection:
        return _one(connection, user, service_id)


def is_set_up(library: Library, user: User) -> bool:
    """Whether a reader has any service that is enabled."""
    return any(one.is_enabled for one in every(library, user))


def add(
    library: Library,
    user: User,
    kind: str,
    name: str,
    settings: Mapping[str, Any],
    events: Sequence[str] = (),
) -> Service:
    """Set a service up; ``settings`` were checked by the service's own folder. Raises BadInput."""
    values = {"name": check_name(name), "settings": dict(settings), "events": _checked(events)}
    with library.database.write() as connection:
        return services.add(connection, user.id, kind, values, library.now())


def change(library: Library, user: User, service_id: int, values: Mapping[str, Any]) -> Service:
    """Change name, settings, events or is_enabled. Raises NotFound, BadInput."""
    checked = dict(values)
    if "name" in checked:
        checked["name"] = check_name(checked["name"])
    if "events" in checked:
        checked["events"] = _checked(checked["events"])
    with library.database.write() as connection:
        _one(connection, user, service_id)
        services.change(connection, service_id, checked)
        return _one(connection, user, service_id)


def remove(library: Library, user: User, service_id: int) -> None:
    """Forget a service. Raises NotFound."""
    with library.database.write() as connection:
        _one(connection, user, service_id)
        services.remove(connection, service_id)


def save(library: Library, user: User, entry_id: int, service_id: int | None = None) -> int:
    """Send an entry to one service, or to all that are enabled; returns to how many."""
    with library.database.write() as connection:
        held = [one for one in services.every(connection, user.id) if one.is_enabled]
        wanted = [one.id for one in held if service_id in (None, one.id)]
        put(connection, user.id, [entry_id], wanted, library)
    return len(wanted)


def put(
    connection: Connection,
    user_id: int,
    entry_ids: Iterable[int],
    service_ids: Sequence[int],
    library: Library,
) -> None:
    """Let entries be sent to services, in the caller's transaction."""
    payloads = [
        {"service_id": service_id, "entry_ids": [entry_id], "event": "save_entry"}
        for entry_id in entry_ids
        for service_id in service_ids
    ]
    services.put(connection, user_id, SAVE, payloads, library.now())


def tell(library: Library, user_id: int, event: str, entry_ids: Sequence[int]) -> None:
    """Tell of an event whichever of a reader's services want to know of it."""
    with library.database.write() as connection:
        held = [one for one in services.every(connection, user_id) if one.is_enabled and event in one.events]
        payloads = [{"service_id": one.id, "entry_ids": list(entry_ids), "event": event} for one in held]
        services.put(connection, user_id, TELL, payloads, library.now())


def _checked(events: Sequence[str]) -> list[str]:
    if unknown := [event for event in events if event not in EVENTS]:
        raise BadInput(
            f"There is no event {unknown[0]!r}.", field="events", advice=f"Use some of {', '.join(EVENTS)}."
        )
    return list(dict.fromkeys(events))


def _one(connection: Connection, user: User, service_id: int) -> Service:
    found = services.one(connection, user.id, service_id)
    if found is None:
        raise NotFound("There is no such service.")
    return found
