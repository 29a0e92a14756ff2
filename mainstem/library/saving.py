"""Saved searches: named, ordered, and shared under a secret address where the reader wants it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, BadQuery, NotFound
from mainstem.library import discarding, searching, streams
from mainstem.library.context import Library
from mainstem.library.folders import check_name
from mainstem.reading import Kind, Order, Page, Show, State, Subscription, View
from mainstem.reading.opml import OpmlFeed, OpmlList
from mainstem.reading.saved import SavedSearch
from mainstem.search import parse
from mainstem.search.query import AnyLabel, Has, Ids, Interval, Is, Moment, Named, leaves
from mainstem.storage import Connection, orders, queries, subscriptions, users

MOST_SHARED = 400  # entries of one shared page
MOST_COUNTED = 1_000  # a sidebar has no room for more, and a common word would take long to count
LONGEST_TEXT = 5_000
_TEXTS = ("description", "image_url")
_OF_FEEDS = (Kind.MAIN, Kind.IMPORTANT, Kind.ALL, Kind.FOLDER, Kind.FEED)  # streams that are a list of feeds
_READERS = (Moment.TOUCHED, Moment.CHANGED)  # times that tell when the reader did something


@dataclass(frozen=True, slots=True)
class Shared:
    """A page of a shared search as strangers see it: no states, labels or notes, no private feeds."""

    search: SavedSearch
    owner: str
    page: Page
    subscriptions: Mapping[int, Subscription]


def every(library: Library, user: User) -> list[SavedSearch]:
    """A reader's saved searches in their order."""
    with library.database.read() as connection:
        return queries.every(connection, user.id)


def one(library: Library, user: User, query_id: int) -> SavedSearch:
    """One saved search. Raises NotFound."""
    with library.database.read() as connection:
        return _one(connection, user, query_id)


def add(library: Library, user: User, name: str, view: View, **texts: str) -> SavedSearch:
    """Save what a view shows; an empty name becomes "Search 3". Raises BadInput, BadQuery, AlreadyExists."""
    with library.database.write() as connection:
        values = {**_of_view(library, connection, user, view), **_texts(texts)}
        name = check_name(name or f"Search {len(queries.every(connection, user.id)) + 1}")
        return _one(connection, user, queries.add(connection, user.id, name, values))


def change(
    library: Library,
    user: User,
    query_id: int,
    *,
    name: str | None = None,
    view: View | None = None,
    **texts: str,
) -> SavedSearch:
    """Change a saved search; what is None stays. Raises NotFound, BadInput, BadQuery, AlreadyExists."""
    with library.database.write() as connection:
        _one(connection, user, query_id)
        values: dict[str, Any] = _texts(texts)
        values |= _of_view(library, connection, user, view) if view else {}
        values |= {"name": check_name(name)} if name is not None else {}
        if values:
            queries.change(connection, query_id, values)
        return _one(connection, user, query_id)


def arrange(library: Library, user: User, query_ids: Sequence[int]) -> list[SavedSearch]:
    """Put saved searches in this order: their places are what ``S:3`` means."""
    with library.database.write() as connection:
        queries.arrange(connection, user.id, query_ids)
        return queries.every(connection, user.id)


def remove(library: Library, user: User, query_id: int) -> None:
    """Delete a saved search; its shared address is gone, unless the reader wants both back. Raises NotFound."""
    with library.database.write() as connection:
        had = _one(connection, user, query_id)
        discarding.keep(connection, user, "search", query_id, had.name, library.now())
        queries.remove(connection, query_id)


def trouble(library: Library, user: User, search: SavedSearch) -> str:
    """Why a saved search shows nothing any more (its folder is gone …), "" where it works."""
    try:
        streams.ids(library, user, View(search.stream, search=search.expression, limit=1))
    except (NotFound, BadQuery) as error:
        return str(error)
    return ""


def unread(library: Library, user: User, search: SavedSearch) -> int:
    """How many unread entries it finds; exact."""
    return streams.count(library, user, View(search.stream, show=Show.UNREAD, search=search.expression))


def counts(library: Library, user: User) -> dict[int, int]:
    """How many unread entries each saved search finds, by its id, as far as 1,000. Left out are those that show
    nothing any more, and those that no index can tell (regular expressions)."""
    found: dict[int, int] = {}
    with library.database.read() as connection:
        for one in queries.every(connection, user.id):
            try:
                search = searching.prepare(library, connection, user, one.expression)
                selection = streams.select(connection, user, View(one.stream, Show.UNREAD), search)
            except (NotFound, BadQuery):
                continue
            if search is None or search.compiled.is_exact:
                found[one.id] = len(orders.ids(connection, selection, None, MOST_COUNTED))
    return found


def share(
    library: Library, user: User, query_id: int, *, entries: bool, feeds: bool, renew: bool = False
) -> SavedSearch:
    """Switch what strangers who know the address may see: the entries, the list of feeds. ``renew`` makes a
    new address and the old one void. Raises NotFound."""
    with library.database.write() as connection:
        had = _one(connection, user, query_id)
        token = had.token if had.token and not renew else secrets.token_urlsafe(24)
        values = {"token": token, "shares_entries": entries, "shares_feeds": feeds}
        queries.change(connection, query_id, values)
        return _one(connection, user, query_id)


def address_of(search: SavedSearch) -> str:
    """Where a search is shared, below this installation's own address; "" where it is not."""
    is_shared = search.token and (search.shares_entries or search.shares_feeds)
    return f"/shared/{search.token}" if is_shared else ""


def shared(
    library: Library, token: str, *, search: str = "", limit: int = 50, after: str = "", hours: int = 0
) -> Shared:
    """What a shared address shows, narrowed by ``search``, which may not ask for the reader's own things.
    Raises NotFound (for anything but a good address alike), BadQuery, BadInput."""
    saved, owner = _by_token(library, token)
    if not saved.shares_entries:
        raise NotFound("There is nothing shared at this address.")
    _check_public(library, search)
    since = library.now() - timedelta(hours=hours) if hours > 0 else None
    both = " ".join(f"({part})" for part in (saved.expression, search) if part.strip())
    view = View(
        saved.stream, saved.show, saved.order, saved.is_ascending, both, min(max(limit, 1), MOST_SHARED), after,
        oldest_id=int(since.timestamp() * 1_000_000) if since else None,
    )  # fmt: skip
    page = streams.page(library, owner, view)
    with library.database.read() as connection:
        held = subscriptions.some(connection, owner.id, {one.entry.feed_id for one in page.entries})
    known = {each.feed.id: each for each in held if not each.feed.is_private}
    visible = tuple(replace(each, state=State()) for each in page.entries if each.entry.feed_id in known)
    return Shared(saved, owner.name, Page(visible, page.next, page.newest_id, page.show), known)


def shared_feeds(library: Library, token: str) -> OpmlList:
    """The feeds behind a shared address, without muted and private ones and without settings. NotFound."""
    saved, owner = _by_token(library, token)
    if not saved.shares_feeds or saved.stream.kind not in _OF_FEEDS:
        raise NotFound("There is nothing shared at this address.")
    with library.database.read() as connection:
        wanted = streams.select(connection, owner, View(saved.stream))
        held = subscriptions.every(connection, owner.id)
    shown = [
        OpmlFeed(each.feed.feed_url, each.feed.name, each.feed.site_url, each.feed.description)
        for each in held
        if not each.is_muted
        and not each.feed.is_private
        and (wanted.feed_ids is None or each.feed.id in wanted.feed_ids)
        and each.feed.id not in wanted.not_feed_ids
    ]
    return OpmlList(saved.name, tuple(shown))


def _by_token(library: Library, token: str) -> tuple[SavedSearch, User]:
    with library.database.read() as connection:
        found = queries.by_token(connection, token)
        owner = users.by_id(connection, found[0]) if found else None
    if found is None or owner is None or not owner.is_enabled:
        raise NotFound("There is nothing shared at this address.")
    return found[1], owner


def _check_public(library: Library, text: str) -> None:
    """A stranger's words may look for words; names and states of the reader's are none of their business."""
    query = parse(text, library.now())
    asked = list(leaves(query.root))
    is_sly = any(isinstance(leaf, Named | Ids | AnyLabel | Is | Has) for leaf in asked)
    is_sly |= any(isinstance(leaf, Interval) and leaf.moment in _READERS for leaf in asked)
    if is_sly or query.order is Order.CHANGED:
        raise BadInput("Only words, fields and dates can be searched for here.", field="search")


def _of_view(library: Library, connection: Connection, user: User, view: View) -> dict[str, Any]:
    searching.read(library, connection, user, view.search)
    streams.select(connection, user, view)
    return {
        "stream": view.stream.address,
        "show": Show(view.show).value,
        "sort": Order(view.order).value,
        "is_ascending": view.is_ascending,
        "expression": view.search.strip(),
    }


def _texts(texts: Mapping[str, str]) -> dict[str, Any]:
    for name, value in texts.items():
        if name not in _TEXTS or len(value) > LONGEST_TEXT:
            raise BadInput("This is too long, or no field of a saved search.", field=name)
    return dict(texts)


def _one(connection: Connection, user: User, query_id: int) -> SavedSearch:
    found = queries.one(connection, user.id, query_id)
    if found is None:
        raise NotFound("There is no such saved search.")
    return found
