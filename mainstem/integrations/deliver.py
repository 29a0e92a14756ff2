"""Empties the outbox: each parcel is told to its service until that takes it, refuses it for good, or six
tries are over. A crash loses nothing; what was told just before it may be told again, under the same id."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, FetchFailed, MainstemError, NotFound
from mainstem.fetching import Answer, Options, Request
from mainstem.integrations import catalogue, setting
from mainstem.integrations.declared import Item, Outgoing, Rejected, Reply, Told
from mainstem.library import Library, folders, sending, streams
from mainstem.library.sending import Parcel, Service
from mainstem.reading import Kind, ReaderEntry, Show, Stream, View

Call = Callable[[Request], Answer]

_LOG = logging.getLogger("mainstem.integrations")
_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))
_PASSING = frozenset((408, 425, 429))  # of the 4xx
_AT_ONCE = 20
_REST_SECONDS = 5.0
_TIMEOUT_SECONDS = 20.0


async def forever(library: Library, call: Call, stop: asyncio.Event) -> None:
    """Empty the outbox until ``stop`` is set."""
    while not stop.is_set():
        try:
            count = await asyncio.to_thread(once, library, call)
        except MainstemError as error:
            _LOG.warning("The outbox waits: %s", error)
            count = 0
        if count < _AT_ONCE:
            await _rest(stop)


async def _rest(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), _REST_SECONDS)
    except TimeoutError:
        return


def once(library: Library, call: Call) -> int:
    """Deliver what is due now; returns how many parcels were tried."""
    due = sending.due(library, _AT_ONCE)
    for parcel in due:
        _deliver(library, parcel, call)
    return len(due)


def test(library: Library, user: User, service_id: int) -> str:
    """Tell a service of the reader's newest entry, now; returns why it did not take it, "" where it did. Raises
    NotFound, BadInput where there is no entry to tell of."""
    service = sending.one(library, user, service_id)
    newest = streams.page(library, user, View(Stream(Kind.ALL), Show.ALL, limit=1)).entries
    if not newest:
        raise BadInput("There is no entry yet that could be sent.", advice="Follow a feed first.")
    payload = {"entry_ids": [newest[0].entry.id], "event": sending.EVENTS[1]}
    parcel = Parcel(0, user.id, sending.SAVE, payload, library.now(), 0)
    try:
        _tell(library, user, service, parcel, library.call)
    except (Rejected, MainstemError) as error:
        return str(error)
    return ""


def _deliver(library: Library, parcel: Parcel, call: Call) -> None:
    """Tell one parcel; whatever a service does, the others get theirs."""
    try:
        user, service = sending.addressee(library, parcel)
    except NotFound:
        sending.sent(library, parcel, None)  # the service or the account is gone
        return
    try:
        _tell(library, user, service, parcel, call)
    except Rejected as error:
        is_passing = error.status >= 500 or error.status in _PASSING
        _keep_trouble(library, service, parcel, str(error), is_passing=is_passing)
    except FetchFailed as error:
        _keep_trouble(library, service, parcel, str(error), is_passing=True)
    except Exception as error:
        _LOG.exception("The service %s could not be told", service.kind)
        _keep_trouble(library, service, parcel, f"{type(error).__name__}: {error}", is_passing=True)
    else:
        sending.sent(library, parcel, service)


def _tell(library: Library, user: User, service: Service, parcel: Parcel, call: Call) -> None:
    found = streams.some(library, user, parcel.payload["entry_ids"])
    items = _items(library, user, found)
    if items:
        told = Told(f"mainstem-{parcel.id}", parcel.payload["event"], items, user.id, library.now())
        values = setting.opened(library, service)
        catalogue.one(service.kind).tell(told, values, lambda outgoing: _ask(outgoing, call))


def _ask(outgoing: Outgoing, call: Call) -> Reply:
    options = Options(
        username=outgoing.username,
        password=outgoing.password,
        headers=tuple(outgoing.headers.items()),
        method=outgoing.method,
        payload=outgoing.body,
        payload_type=outgoing.kind,
        timeout_seconds=_TIMEOUT_SECONDS,
    )
    answer = call(Request(outgoing.url, subscribers=0, options=options, accept="application/json, */*;q=0.5"))
    if not 200 <= answer.status < 300:
        raise Rejected(answer.status)
    return Reply(answer.status, answer.body)


def _keep_trouble(
    library: Library, service: Service, parcel: Parcel, words: str, *, is_passing: bool
) -> None:
    wait = _WAITS[parcel.tries] if is_passing and parcel.tries < len(_WAITS) else None
    sending.postpone(library, parcel, service, wait, words)


def _items(library: Library, user: User, found: list[ReaderEntry]) -> tuple[Item, ...]:
    names = {one.id: one.name for one in folders.labels_of(library, user)}
    feeds = sending.feeds_of(library, user, {one.entry.feed_id for one in found})
    return tuple(_item(one, names, feeds[one.entry.feed_id]) for one in found if one.entry.feed_id in feeds)


def _item(one: ReaderEntry, names: dict[int, str], feed: tuple[str, str, str]) -> Item:
    kept, content = one.entry, one.content
    feed_title, feed_url, site_url = feed
    return Item(
        id=kept.id,
        serial=kept.serial,
        url=kept.url,
        title=kept.title,
        html=content.html if content else "",
        text=content.text if content else "",
        authors=kept.authors,
        published_at=kept.published_at,
        arrived_at=kept.arrived_at,
        categories=content.categories if content else (),
        labels=tuple(names[label_id] for label_id in one.state.label_ids if label_id in names),
        is_read=one.state.is_read,
        is_starred=one.state.is_starred,
        feed_id=kept.feed_id,
        feed_title=feed_title,
        feed_url=feed_url,
        site_url=site_url,
    )
