"""Looking at a stream, page by page, and at one entry."""

from __future__ import annotations

from collections.abc import Sequence

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library.context import Library
from mainstem.reading import Kind, Page, ReaderEntry, Show, State, Stream, View, Visibility
from mainstem.storage import Connection, entries, labels, streams, subscriptions
from mainstem.storage.streams import Selection


def page(library: Library, user: User, view: View, *, with_content: bool = True) -> Page:
    """A page of a stream. Raises NotFound where the reader has no such folder, feed or label."""
    with library.database.read() as connection:
        newest_id = entries.newest_id(connection)
        show = _shown(connection, user, view)
        selection = select(connection, user, view.with_(show=show))
        ids = streams.ids(
            connection, selection, _key(view.after), view.limit + 1, is_ascending=view.is_ascending
        )
        shown = ids[: view.limit]
        found = _entries(connection, user, shown, with_content=with_content)
    more = str(shown[-1]) if len(ids) > view.limit else ""
    return Page(tuple(found), more, newest_id, show.value)


def ids(library: Library, user: User, view: View) -> tuple[list[int], str]:
    """The ids of a page alone, and the key of the next page ("" at the end)."""
    with library.database.read() as connection:
        selection = select(connection, user, view.with_(show=_shown(connection, user, view)))
        found = streams.ids(
            connection, selection, _key(view.after), view.limit + 1, is_ascending=view.is_ascending
        )
    shown = found[: view.limit]
    return shown, str(shown[-1]) if len(found) > view.limit else ""


def entry(library: Library, user: User, entry_id: int) -> ReaderEntry:
    """One entry with its content. Raises NotFound where the reader never had it."""
    with library.database.read() as connection:
        found = _entries(connection, user, [entry_id], with_content=True)
    if not found:
        raise NotFound("There is no such entry here; it may have been deleted.")
    return found[0]


def some(
    library: Library, user: User, entry_ids: Sequence[int], *, with_content: bool = True
) -> list[ReaderEntry]:
    """Those of the entries that the reader has, in the given order."""
    with library.database.read() as connection:
        return _entries(connection, user, entry_ids, with_content=with_content)


def _entries(
    connection: Connection, user: User, wanted: Sequence[int], *, with_content: bool
) -> list[ReaderEntry]:
    held = streams.states_of(connection, user.id, wanted)
    kept = entries.by_ids(connection, wanted)
    bodies = entries.contents_of(connection, wanted) if with_content else {}
    both = [one for one in dict.fromkeys(wanted) if one in kept and one in held]
    return [ReaderEntry(kept[one], held[one], bodies.get(one)) for one in both]


def _key(after: str) -> int | None:
    if not after:
        return None
    if not after.isdecimal() or len(after) > 18:
        raise BadInput("This page's key cannot be read.", field="after", advice="Open the stream anew.")
    return int(after)


def _shown(connection: Connection, user: User, view: View) -> Show:
    """Adaptive means unread, and all where nothing is unread."""
    if view.show is not Show.ADAPTIVE:
        return view.show
    unread = select(connection, user, view.with_(show=Show.UNREAD))
    return Show.UNREAD if streams.ids(connection, unread, None, 1) else Show.ALL


_NOTHING: tuple[int, ...] = ()
_OF_LABELS = (Kind.LABEL, Kind.LABELS)


def select(connection: Connection, user: User, view: View) -> Selection:
    """What a view selects. Raises NotFound."""
    stream = view.stream
    return Selection(
        user.id,
        view.show,
        feed_ids=_feed_ids(connection, user, stream),
        not_feed_ids=_not_feed_ids(connection, user, stream),
        label_ids=_label_ids(connection, user, stream) if stream.kind in _OF_LABELS else None,
        is_starred=stream.kind is Kind.STARRED,
        is_hidden=stream.kind is Kind.HIDDEN,
        is_snoozed=stream.kind is Kind.SNOOZED,
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
    if stream.kind is Kind.LABELS:
        return tuple(mine)
    if stream.id not in mine:
        raise NotFound("There is no such label.")
    return (stream.id,)


def state_of(library: Library, user: User, entry_id: int) -> State:
    """What a reader did with an entry. Raises NotFound."""
    return entry(library, user, entry_id).state
