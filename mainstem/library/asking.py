"""How a feed is asked: what a reader gives along makes it a feed of their own, which nobody else sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from mainstem import parsing
from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, NotAFeed, NotFound
from mainstem.feeds.feed import DueFeed, Feed, identity
from mainstem.fetching import Fetched, Options, Request
from mainstem.fetching import stored as kept_options
from mainstem.library import changing, sealing, subscribing
from mainstem.library.context import Library
from mainstem.reading import Subscription
from mainstem.refresh import way
from mainstem.storage import feeds, repairs, subscriptions
from mainstem.storage.repairs import Proposal

SECRETS = ("password", "cookies", "client_certificate", "proxy_url")
_METHODS = ("GET", "POST")
_TEXTS = ("username", "user_agent", "payload", "payload_type")
_LONGEST_SECONDS = 900


def options_of(library: Library, user: User, feed_id: int) -> Options:
    """How a feed is asked now. Raises NotFound."""
    subscribing.one(library, user, feed_id)
    with library.database.read() as connection:
        [due] = feeds.due_by_ids(connection, [feed_id])
    return kept_options.read(sealing.open_options(library, due.options))


def change(
    library: Library, user: User, feed_id: int, address: str, given: Mapping[str, str]
) -> Subscription:
    """Ask at this address and in this way from now on; it is tried first, and nothing changes if that fails.
    ``given`` is by the names of ``Options``; a secret that is empty stays, unless ``forget`` is given.
    Raises NotFound, BadInput at the field, FetchFailed, NotAFeed."""
    return _ask(library, user, feed_id, address, _read(options_of(library, user, feed_id), given))


def adjust(
    library: Library, user: User, feed_id: int, address: str = "", **given: str | bool
) -> Subscription:
    """Ask otherwise in what is ``given`` by the names of ``Options``, and else as before. Raises as ``change``."""
    held = subscribing.one(library, user, feed_id)
    options = replace(options_of(library, user, feed_id), **given)  # type: ignore[arg-type]
    return _ask(library, user, feed_id, address or held.feed.feed_url, options)


def follow(
    library: Library, user: User, address: str, folder_ids: Sequence[int] = (), **given: str | bool
) -> Subscription:
    """Follow a feed that is asked as ``given`` by the names of ``Options``. Raises BadInput, FetchFailed, NotAFeed,
    AlreadyExists, NotFound for a folder."""
    options = Options(**given)  # type: ignore[arg-type]
    url = subscribing.address(address)
    answer = library.fetch(Request(url, options=options))
    if isinstance(answer, Fetched):
        parsing.parse(answer.body, answer.final_url, answer.headers)
    with library.database.write() as connection:
        feed = feeds.add(connection, url, library.now(), options=_sealed(library, options))
        [due] = feeds.due_by_ids(connection, [feed.id])
    way.follow(due, answer, library.database)
    with library.database.write() as connection:
        subscribing.check_folders(connection, user, folder_ids)
        subscribing.follow(connection, user, feed, library.now(), "", folder_ids)
    return subscribing.one(library, user, feed.id)


def _ask(library: Library, user: User, feed_id: int, address: str, options: Options) -> Subscription:
    had = subscribing.one(library, user, feed_id)
    url = subscribing.address(address)
    with library.database.read() as connection:
        [due] = feeds.due_by_ids(connection, [feed_id])
    sealed = _sealed(library, options)
    if url == had.feed.feed_url and sealed == due.options:
        return had
    answer = library.fetch(Request(url, options=options))
    read = way.here(answer, due) if isinstance(answer, Fetched) else None
    if isinstance(read, NotAFeed):
        raise read
    to = _kept(library, user, had, due, url, sealed)
    with library.database.read() as connection:
        [fresh] = feeds.due_by_ids(connection, [to.id])
    way.follow(fresh, answer, library.database)
    return changing.move(library, user, feed_id, to)


def _sealed(library: Library, options: Options) -> dict[str, Any]:
    return sealing.seal_options(library, kept_options.written(options))


def _kept(
    library: Library, user: User, had: Subscription, due: DueFeed, url: str, sealed: Mapping[str, Any]
) -> Feed:
    """The feed that is asked so: the same under its own number where nobody else ever had it, else another."""
    key = identity(url, feeds.privacy(sealed, due.recipe))
    about = {"title": had.feed.title, "site_url": had.feed.site_url}
    with library.database.write() as connection:
        if feeds.by_identity(connection, key) is None and subscriptions.is_only_reader(
            connection, user.id, due.id
        ):
            told = {"feed_url": url, "identity": key, "options": dict(sealed), "is_private": bool(sealed)}
            anew = {"etag": "", "last_modified": "", "body_hash": "", "polling": {}, "is_gone": False}
            feeds.change(connection, due.id, {**told, **anew})
        return feeds.add(connection, url, library.now(), options=sealed, recipe=due.recipe, **about)


def accept(library: Library, user: User, feed_id: int) -> Subscription:
    """Follow a failing feed where it seems to live now. Raises NotFound where nothing is proposed, FetchFailed,
    NotAFeed."""
    found = proposal(library, user, feed_id)
    if found is None:
        raise NotFound("No other address is known for this feed.")
    return _ask(library, user, feed_id, found.feed_url, options_of(library, user, feed_id))


def proposal(library: Library, user: User, feed_id: int) -> Proposal | None:
    """Where a failing feed of the reader's seems to live now. Raises NotFound."""
    subscribing.one(library, user, feed_id)
    with library.database.read() as connection:
        return next((one for one in repairs.every(connection) if one.feed_id == feed_id), None)


def moved(library: Library) -> frozenset[int]:
    """The ids of failing feeds for which another address is proposed."""
    with library.database.read() as connection:
        return frozenset(one.feed_id for one in repairs.every(connection))


def said(options: Options) -> dict[str, str]:
    """The options as the fields of a form; secrets stay out."""
    values = {
        name: str(value) for name, value in asdict(options).items() if name not in (*SECRETS, "headers")
    }
    return values | {"headers": "\n".join(f"{name}: {value}" for name, value in options.headers)}


def _read(had: Options, given: Mapping[str, str]) -> Options:
    """The options of a form. Raises BadInput at the field."""
    method = given.get("method", "GET")
    if method not in _METHODS:
        raise BadInput("Feeds are asked with GET or POST.", field="method")
    texts = {name: given.get(name, "").strip() for name in _TEXTS}
    keeps = not given.get("forget")
    secrets = {name: given.get(name, "").strip() or (getattr(had, name) if keeps else "") for name in SECRETS}
    return Options(
        **texts,
        **secrets,
        auth="bearer"
        if given.get("auth") == "bearer"
        else "digest"
        if given.get("auth") == "digest"
        else "basic",
        method=method,
        headers=_headers(given.get("headers", "")),
        verify_tls=given.get("verify_tls") != "no",
        timeout_seconds=_seconds(given.get("timeout_seconds", "")),
    )


def _headers(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, sign, value = line.partition(":")
        if not (sign and name.strip()):
            raise BadInput(
                f"{line[:80]!r} is no header.",
                field="headers",
                advice="Write one a line, like Accept: text/html.",
            )
        found.append((name.strip(), value.strip()))
    return tuple(found)


def _seconds(text: str) -> float:
    try:
        seconds = float(text.strip() or 0)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= _LONGEST_SECONDS:
        raise BadInput(f"A feed is waited for at most {_LONGEST_SECONDS} seconds.", field="timeout_seconds")
    return seconds
