"""Looking at a stream, page by page, and at one entry."""

from __future__ import annotations

from collections.abc import Sequence

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library import searching
from mainstem.library.context import Library
from mainstem.library.searching import Prepared
from mainstem.reading import Kind, Order, Page, ReaderEntry, Show, Stream, View, Visibility
from mainstem.storage import Connection, counting, entries, labels, queries, streams, subscriptions
from mainstem.storage.orders import Sorted
from mainstem.storage.streams import Selection


def page(library: Library, user: User, view: View, *, with_content: bool = True) -> Page:
    """A page of a stream. Raises NotFound where the reader has no such folder, feed or label; BadQuery."""
    with library.database.read() as connection:
        newest_id = entries.newest_id(connection)
        shown, more, show = _rows(library, connection, user, view)
        found = entries.of_reader(connection, user.id, shown, with_content=with_content)
    return Page(tuple(found), more, newest_id, show.value)


def ids(library: Library, user: User, view: View) -> tuple[list[int], str]:
    """The ids of a page alone, and the key of the next page ("" at the end)."""
    with library.database.read() as connection:
        shown, more, _ = _rows(library, connection, user, view)
    return shown, more


def count(library: Library, user: User, view: View) -> int:
    """How many entries a view has on all its pages, whatever it is narrowed by. Raises NotFound, BadQuery."""
    with library.database.read() as connection:
        view, search = resolved(library, connection, user, view)
        selection = select(connection, user, view, search)
        if search is None or search.compiled.is_exact:
            return streams.count(connection, selection)
        return sum(1 for _ in searching.every_hit(connection, user, selection, search))


def _rows(library: Library, connection: Connection, user: User, view: View) -> tuple[list[int], str, Show]:
    view, search = resolved(library, connection, user, view)
    show = _shown(connection, user, view, search)
    selection = select(connection, user, view.with_(show=show), search)
    by = _sorted(library, connection, user, view, search)
    shown, more = searching.rows(connection, user, selection, search, by, view.after, view.limit)
    return shown, more, show


def resolved(
    library: Library, connection: Connection, user: User, view: View
) -> tuple[View, Prepared | None]:
    """A saved search's stream becomes the stream and the expression that were saved."""
    if view.stream.kind is Kind.SEARCH:
        saved = queries.one(connection, user.id, view.stream.id)
        if saved is None:
            raise NotFound("There is no such saved search.")
        both = " ".join(f"({part})" for part in (saved.expression, view.search) if part.strip())
        show = saved.show if view.show is Show.ADAPTIVE else view.show
        view = view.with_(stream=saved.stream, search=both, show=show)
        if view.order is Order.ARRIVAL and not view.is_ascending:
            view = view.with_(order=saved.order, is_ascending=saved.is_ascending)
    return view, searching.prepare(library, connection, user, view.search)


def _sorted(
    library: Library, connection: Connection, user: User, view: View, search: Prepared | None
) -> Sorted:
    """What the page is sorted by: what the expression asks for, else what the view does. Without a seed, a
    random order is another one every time; the keys of its pages hold it."""
    order, is_ascending = view.order, view.is_ascending
    if search is not None and search.query.order is not None:
        order, is_ascending = search.query.order, search.query.is_ascending
    feed_ids: tuple[int, ...] = ()
    if order is Order.FEED:
        feed_ids = tuple(counting.feeds_by_title(connection, user.id))
    seed = view.seed or int(library.now().timestamp() * 1_000)
    return Sorted(order, is_ascending, seed, feed_ids)


def entry(library: Library, user: User, entry_id: int) -> ReaderEntry:
    """One entry with its content. Raises NotFound where the reader never had it."""
    with library.database.read() as connection:
        found = entries.of_reader(connection, user.id, [entry_id])
    if not found:
        raise NotFound("There is no such entry here; it may have been deleted.")
    return found[0]


def some(
    library: Library, user: User, entry_ids: Sequence[int], *, with_content: bool = True
) -> list[ReaderEntry]:
    """Those of the entries that the reader has, in the given order."""
    with library.database.read() as connection:
        return entries.of_reader(connection, user.id, entry_ids, with_content=with_content)


def _shown(connection: Connection, user: User, view: View, search: Prepared | None) -> Show:
    """Adaptive means unread, and all where nothing is unread."""
    if view.show is not Show.ADAPTIVE:
        return view.show
    if view.stream.kind is Kind.HISTORY:
        return Show.ALL
    unread = select(connection, user, view.with_(show=Show.UNREAD), search)
    some, _ = searching.rows(connection, user, unread, search, Sorted(), "", 1)
    return Show.UNREAD if some else Show.ALL


_NOTHING: tuple[int, ...] = ()


def select(connection: Connection, user: User, view: View, search: Prepared | None = None) -> Selection:
    """What a view selects. Raises NotFound.

    A search in the main stream also looks into feeds that show in their folder or feed alone.
    """
    stream = view.stream
    if search is not None and stream.kind is Kind.MAIN:
        stream = Stream(Kind.ALL)
    return Selection(
        user.id,
        view.show,
        feed_ids=_feed_ids(connection, user, stream),
        not_feed_ids=_not_feed_ids(connection, user, stream),
        label_ids=_label_ids(connection, user, stream) if stream.kind is Kind.LABEL else None,
        is_labelled=stream.kind is Kind.LABELS,
        is_starred=stream.kind is Kind.STARRED,
        is_hidden=stream.kind is Kind.HIDDEN,
        is_snoozed=stream.kind is Kind.SNOOZED,
        is_history=stream.kind is Kind.HISTORY,
        search=search.compiled if search else None,
        newest_id=view.newest_id,
        oldest_id=view.oldest_id,
    )


def _feed_ids(connection: Connection, user: User, stream: Stream) -> tuple[int, ...] | None:
    if stream.kind is Kind.FEED:
        if subscriptions.one(connection, user.id, stream.id) is None:
            raise NotFound("You do not follow this feed.")
        return (stream.id,)
    if stream.kind is Kind.IMPORTANT:
        return tuple(subscriptions.important_feeds(connection, user.id))
    if stream.kind is Kind.FOLDER:
        below = _folders_below(connection, user, stream.id)
        return tuple(subscriptions.feeds_in(connection, user.id, below, Visibility.FOLDER))
    return None


def _not_feed_ids(connection: Connection, user: User, stream: Stream) -> tuple[int, ...]:
    if stream.kind is Kind.STARRED:
        return tuple(subscriptions.hidden(connection, user.id))
    least = {Kind.MAIN: Visibility.MAIN, Kind.ALL: Visibility.FEED}.get(stream.kind)
    return tuple(subscriptions.narrow(connection, user.id, least)) if least is not None else _NOTHING


def _folders_below(connection: Connection, user: User, folder_id: int) -> set[int]:
    kept = subscriptions.folders_of(connection, user.id)
    if folder_id not in {one.id for one in kept}:
        raise NotFound("There is no such folder.")
    found = {folder_id}
    while more := {one.id for one in kept if one.parent_id in found} - found:
        found |= more
    return found


def _label_ids(connection: Connection, user: User, stream: Stream) -> tuple[int, ...]:
    mine = {one.id for one in labels.every(connection, user.id)}
    if stream.id not in mine:
        raise NotFound("There is no such label.")
    return (stream.id,)
