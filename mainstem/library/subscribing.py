"""Following feeds: finding them from whatever a person pastes, subscribing, unsubscribing, arranging."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from mainstem import parsing
from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, FetchFailed, NotAFeed, NotFound
from mainstem.feeds.feed import Feed, identity
from mainstem.feeds.parsed import Candidate
from mainstem.fetching import Fetched, Request, stored
from mainstem.library import discarding, installing, sealing
from mainstem.library.context import Library
from mainstem.reading import Subscription, Visibility
from mainstem.refresh import claiming, way
from mainstem.storage import Connection, entries, feeds, folding, subscriptions

# how many of a feed's kept entries a new reader finds unread: about what its document lists
FIRST_ENTRIES = 50
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=\S)", re.IGNORECASE)


def address(text: str) -> str:
    """The web address that a person meant: ``example.org``, ``feed://…``. Raises BadInput."""
    text = _FEED_SCHEME.sub("", text.strip(), count=1).strip("<>\"' ")
    if not text:
        raise BadInput(
            "There is no address.", field="url", advice="Paste the address of a feed or of a page."
        )
    if text.startswith("//"):
        text = f"https:{text}"
    if not text.lower().startswith(("http://", "https://")):
        if _SCHEME.match(text) and not re.match(r"[^/:]+:[0-9]+(/|$)", text):
            raise BadInput(
                f"{text.split(':')[0]}: addresses cannot be followed.",
                field="url",
                advice="Use one that begins with http:// or https://.",
            )
        text = f"https://{text}"
    return text


def find(library: Library, text: str) -> list[Candidate]:
    """Feeds behind an address, best first: the feed itself, or those that the page announces.

    Raises BadInput, FetchFailed; NotAFeed (with what was seen) where there are none.
    """
    url = address(text)
    guessed = parsing.guess(url)
    try:
        answer = library.fetch(Request(url))
    except FetchFailed:
        if guessed:
            return guessed
        raise
    if not isinstance(answer, Fetched):
        return guessed
    try:
        feed = parsing.parse(answer.body, answer.final_url, answer.headers)
    except NotAFeed as error:
        found = _without_doubles([*guessed, *(one for one in error.candidates if isinstance(one, Candidate))])
        if not found:
            raise
        return found
    return [Candidate(url, feed.title or url, feed.format.split("-")[0], 1.0, "the address itself")]


def _without_doubles(candidates: Sequence[Candidate]) -> list[Candidate]:
    return list({one.feed_url: one for one in reversed(candidates)}.values())[::-1]


def subscribe(
    library: Library, user: User, text: str, *, title: str = "", folder_ids: Sequence[int] = ()
) -> Subscription:
    """Follow the feed at an address; it is fetched now, unless others follow it already.

    Raises BadInput, FetchFailed, AlreadyExists; NotAFeed with ``candidates`` where the address is a page's.
    """
    url, options = stored.parted(address(text))
    feed = _known(library, url, options) or _fetch_first(library, url, options)
    with library.database.write() as connection:
        check_folders(connection, user, folder_ids)
        follow(connection, user, feed, library.now(), title, folder_ids)
    return one(library, user, feed.id)


def _known(library: Library, url: str, options: Mapping[str, Any]) -> Feed | None:
    with library.database.read() as connection:
        return feeds.by_identity(connection, identity(url, sealing.seal_options(library, options)))


def _fetch_first(library: Library, url: str, options: Mapping[str, Any]) -> Feed:
    """Fetch, and keep the feed only if it is one."""
    answer = library.fetch(Request(url, options=stored.read(options)))
    if isinstance(answer, Fetched):
        parsing.parse(answer.body, answer.final_url, answer.headers)
    with library.database.write() as connection:
        feed = feeds.add(connection, url, library.now(), options=sealing.seal_options(library, options))
        [due] = feeds.due_by_ids(connection, [feed.id])
    way.follow(due, answer, library.database)
    return feed


def follow(
    connection: Connection,
    user: User,
    feed: Feed,
    now: datetime,
    title: str = "",
    folder_ids: Sequence[int] = (),
) -> int:
    """Subscribe within a transaction; the newest kept entries are unread for the reader. Raises AlreadyExists;
    BadInput where the account may follow no more feeds."""
    installing.check_room(connection, user)
    subscription_id = subscriptions.add(connection, user.id, feed.id, now, title)
    subscriptions.set_folders(connection, subscription_id, folder_ids)
    first = entries.first_of_newest(connection, feed.id, FIRST_ENTRIES)
    if first is not None:
        entries.welcome(connection, feed.id, first, user.id)
    return subscription_id


def one(library: Library, user: User, feed_id: int) -> Subscription:
    """A reader's subscription to a feed. Raises NotFound."""
    with library.database.read() as connection:
        return _one(connection, user, feed_id)


def _one(connection: Connection, user: User, feed_id: int) -> Subscription:
    found = subscriptions.one(connection, user.id, feed_id)
    if found is None:
        raise NotFound("You do not follow this feed.")
    return found


def unsubscribe(library: Library, user: User, feed_id: int) -> Subscription:
    """Stop following a feed; returns what it was, so that it can be taken back. What the reader did with
    its entries is kept. Raises NotFound."""
    return leave(library, user, [feed_id])[0]


def leave(library: Library, user: User, feed_ids: Sequence[int]) -> list[Subscription]:
    """Stop following feeds, all or none; for thirty days they can be had back at once. Raises NotFound."""
    with library.database.write() as connection:
        found = [_one(connection, user, feed_id) for feed_id in dict.fromkeys(feed_ids)]
        name = ", ".join(each.title for each in found[:3]) + (" …" if len(found) > 3 else "")
        discarding.keep_subscriptions(connection, user, [each.feed.id for each in found], name, library.now())
        for each in found:
            subscriptions.leave(connection, each.id, library.now())
        folding.refold(connection, user.id, library.now())
    return found


class Wishes(TypedDict, total=False):
    """What can be changed of a subscription; what is left out stays. ``settings`` are merged."""

    title: str
    visibility: Visibility
    is_muted: bool
    folder_ids: Sequence[int]
    settings: Mapping[str, Any]


def change(library: Library, user: User, feed_id: int, **wishes: Unpack[Wishes]) -> Subscription:
    """Change a subscription; see ``Wishes``. Raises NotFound, and then nothing is changed."""
    values: dict[str, Any] = {**wishes}
    folder_ids = values.pop("folder_ids", None)
    with library.database.write() as connection:
        found = _one(connection, user, feed_id)
        if "settings" in values:
            values["settings"] = {**found.settings, **values["settings"]}
        if values:
            subscriptions.change(connection, found.id, values)
        if folder_ids is not None:
            check_folders(connection, user, folder_ids)
            subscriptions.set_folders(connection, found.id, folder_ids)
        folding.refold(connection, user.id, library.now())
        return _one(connection, user, feed_id)


def check_folders(connection: Connection, user: User, folder_ids: Sequence[int]) -> None:
    """Raises NotFound where one of the folders is not the reader's."""
    if set(folder_ids) - {folder.id for folder in subscriptions.folders_of(connection, user.id)}:
        raise NotFound("There is no such folder.")


def refresh_now(library: Library, user: User, feed_ids: Sequence[int], *, is_confirmed: bool = False) -> int:
    """Let feeds of the reader's (all, where none is named) be polled at the next turn; returns how many.

    Left out are those asked within five minutes and, unless the reader confirms, those whose host wants to
    be left alone.
    """
    now = library.now()
    with library.database.write() as connection:
        mine = {one.feed.id for one in subscriptions.every(connection, user.id)}
        wanted = mine.intersection(feed_ids) if feed_ids else mine
        allowed = [
            due.id
            for due in feeds.due_by_ids(connection, wanted)
            if claiming.may_refresh(due, now, is_confirmed=is_confirmed) is None
        ]
        feeds.make_due(connection, allowed, now)
    return len(allowed)
