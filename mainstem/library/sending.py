"""Sending entries to the services that a reader has set up: what is to be sent waits in the outbox, and is
written in the transaction of what it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import discarding
from mainstem.library.context import Library
from mainstem.library.folders import check_name
from mainstem.storage import Connection, feeds, services, subscriptions, users
from mainstem.storage.services import Parcel, Service

__all__ = [
    "EVENTS",
    "Parcel",
    "Service",
    "add",
    "addressee",
    "change",
    "due",
    "every",
    "feeds_of",
    "is_set_up",
    "one",
    "postpone",
    "put",
    "remove",
    "save",
    "sent",
    "tell",
]

SAVE = "save"  # one entry, because the reader or a rule said so
_GIVEN_UP_LASTS = timedelta(days=30)
TELL = "tell"  # an event with its entries
EVENTS = ("new_entries", "save_entry")


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
    """Delete a service; for thirty days it can be had back. Raises NotFound."""
    with library.database.write() as connection:
        had = _one(connection, user, service_id)
        discarding.keep(connection, user, "service", service_id, had.name, library.now())
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


def due(library: Library, limit: int) -> list[Parcel]:
    """What is to be sent now, of all readers, longest waiting first."""
    with library.database.read() as connection:
        return services.due(connection, library.now(), limit)


def addressee(library: Library, parcel: Parcel) -> tuple[User, Service]:
    """Whose parcel it is, and the service that it goes to. Raises NotFound: gone, or switched off."""
    with library.database.read() as connection:
        user = users.by_id(connection, parcel.user_id)
        service = (
            services.one(connection, parcel.user_id, int(parcel.payload["service_id"])) if user else None
        )
    if user is None or service is None or not service.is_enabled or not user.is_enabled:
        raise NotFound("There is no such service any more.")
    return user, service


def sent(library: Library, parcel: Parcel, service: Service | None) -> None:
    """Forget what was sent, or can be sent no more."""
    with library.database.write() as connection:
        services.sent(connection, parcel.id)
        if service is not None:
            services.change(connection, service.id, {"used_at": library.now(), "trouble": ""})


def postpone(library: Library, parcel: Parcel, service: Service, wait: timedelta | None, words: str) -> None:
    """Keep what could not be sent for another try, or give it up; the reader sees why beside the service."""
    due_at = library.now() + wait if wait is not None else None
    with library.database.write() as connection:
        services.postpone(connection, parcel.id, due_at, words)
        services.change(connection, service.id, {"trouble": words[:500]})
        services.forget_given_up(connection, library.now() - _GIVEN_UP_LASTS)


def feeds_of(library: Library, user: User, feed_ids: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Title, address and page of feeds, by id; under the reader's own title where they follow it."""
    wanted = list(feed_ids)
    with library.database.read() as connection:
        kept = [feeds.by_id(connection, feed_id) for feed_id in wanted]
        own = {one.feed.id: one.title for one in subscriptions.some(connection, user.id, wanted)}
    return {one.id: (own.get(one.id, one.name), one.feed_url, one.site_url) for one in kept if one}


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
