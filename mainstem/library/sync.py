"""What apps that keep a copy of their own ask and tell: pages by arrival, copies, the outline, marks.

All that is read here has the same bounds (see ``reading.sync.Sieve``), so that every protocol shows the same
entries and counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library import retelling
from mainstem.library.context import Library
from mainstem.library.settling import settled
from mainstem.reading.listing import Listing
from mainstem.reading.stream import Show, Visibility
from mainstem.reading.sync import Copy, Count, Followed, Outline, Part, Sieve, Test
from mainstem.storage import Connection, entries, icons, labels, listings, states, subscriptions
from mainstem.storage import sync as statements
from mainstem.storage.icons import Icon
from mainstem.storage.states import Actor
from mainstem.storage.streams import Selection

_PORTION = 5_000


@dataclass(frozen=True, slots=True)
class Copies:
    """Entries with what is needed to name where they come from; ``next`` is the key of the next page, or 0."""

    copies: tuple[Copy, ...]
    followed: Mapping[int, Followed]
    folders: Mapping[int, str]
    labels: Mapping[int, str]
    next: int = 0


@dataclass(frozen=True, slots=True)
class Names:
    """Paths of folders and names of labels, by id."""

    folders: dict[int, str]
    labels: dict[int, str]


@dataclass(frozen=True, slots=True)
class Groups:
    """Paths of folders, names of labels, how much is unread of each label; whether a feed is in no folder."""

    folders: Mapping[int, str]
    labels: Mapping[int, str]
    label_unread: Mapping[int, int]
    has_unfiled: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """All counts of one moment."""

    feeds: tuple[Count, ...]
    folders: Mapping[int, str]
    labels: Mapping[int, str]
    label_unread: Mapping[int, int] = field(default_factory=dict)


def outline(library: Library, user: User) -> Outline:
    """All that a reader follows."""
    with library.database.read() as connection:
        return statements.outline(connection, user.id)


def feed_id_of(library: Library, user: User, feed_url: str) -> int | None:
    """The feed of that address which the reader follows, or None."""
    with library.database.read() as connection:
        return statements.feed_id_of(connection, user.id, feed_url)


def names(library: Library, user: User) -> Names:
    """The paths of a reader's folders and the names of labels."""
    with library.database.read() as connection:
        paths, label_names, _ = statements.names(connection, user.id)
    return Names(paths, label_names)


def feeds_in(library: Library, user: User, folder_id: int) -> tuple[int, ...]:
    """The feeds that apps show in a folder; 0: outside all folders."""
    with library.database.read() as connection:
        return tuple(statements.feeds_in(connection, user.id, folder_id))


def follows(library: Library, user: User, feed_id: int) -> bool:
    """Whether apps see this feed among the reader's."""
    with library.database.read() as connection:
        return bool(statements.some_followed(connection, user.id, [feed_id]))


def ids(
    library: Library,
    user: User,
    sieve: Sieve,
    limit: int,
    after: int | None = None,
    *,
    is_ascending: bool = False,
) -> tuple[list[int], int]:
    """Ids by arrival, and the key of the next page (0 at the end)."""
    with library.database.read() as connection:
        return _ids(connection, user, sieve, limit, after, is_ascending=is_ascending)


def _ids(
    connection: Connection, user: User, sieve: Sieve, limit: int, after: int | None, *, is_ascending: bool
) -> tuple[list[int], int]:
    found = statements.ids(connection, user.id, sieve, limit + 1, after, is_ascending=is_ascending)
    shown = found[:limit]
    return shown, shown[-1] if shown and len(found) > limit else 0


def page(
    library: Library,
    user: User,
    sieve: Sieve,
    limit: int,
    after: int | None = None,
    *,
    is_ascending: bool = False,
) -> Copies:
    """Copies by arrival."""
    with library.database.read() as connection:
        shown, more = _ids(connection, user, sieve, limit, after, is_ascending=is_ascending)
        return _copies(connection, user, shown, more, is_ascending=is_ascending)


def some(
    library: Library, user: User, entry_ids: Sequence[int], *, is_ascending: bool = False, more: int = 0
) -> Copies:
    """Copies of those entries that the reader has, by arrival; ``more`` is passed on as the next key."""
    with library.database.read() as connection:
        return _copies(connection, user, entry_ids, more, is_ascending=is_ascending)


def _copies(
    connection: Connection, user: User, wanted: Sequence[int], more: int, *, is_ascending: bool
) -> Copies:
    found = statements.copies(connection, user.id, wanted)
    if is_ascending:
        found.reverse()
    told = retelling.retold(connection, user, [one.id for one in found])
    if told is not retelling.NOTHING:
        found = [
            replace(one, html=told.html(one.id, one.html), is_folded=one.id in told.copies) for one in found
        ]
    known = statements.some_followed(connection, user.id, {one.feed_id for one in found})
    paths, names, _ = statements.names(connection, user.id)
    return Copies(tuple(one for one in found if one.feed_id in known), known, paths, names, more)


def count(library: Library, user: User, sieve: Sieve) -> int:
    """How many entries a sieve lets through."""
    with library.database.read() as connection:
        return statements.count(connection, user.id, sieve)


def counts(library: Library, user: User) -> Counts:
    """The unread entries of every feed and label, with the newest id of each feed."""
    with library.database.read() as connection:
        feeds = tuple(statements.counts(connection, user.id))
        paths, names, label_unread = statements.names(connection, user.id)
    return Counts(feeds, paths, names, label_unread)


def groups(library: Library, user: User) -> Groups:
    """The folders and labels that apps see."""
    with library.database.read() as connection:
        paths, names, label_unread = statements.names(connection, user.id)
        return Groups(paths, names, label_unread, statements.has_unfiled(connection, user.id))


def newest_refresh(library: Library, user: User) -> int:
    """When any of the reader's feeds was last read, in whole seconds since 1970; 0: never."""
    with library.database.read() as connection:
        return statements.newest_refresh(connection, user.id)


def ids_of_serials(library: Library, serials: Iterable[int]) -> list[int]:
    """The ids of the entries that apps know by these serials; unknown ones are passed over."""
    wanted = [one for one in serials if 0 < one < 2**31]
    with library.database.read() as connection:
        found = listings.ids_of_serials(connection, wanted)
    return [found[serial] for serial in dict.fromkeys(wanted) if serial in found]


def serials(library: Library, user: User, sieve: Sieve) -> str:
    """The serials of all entries that a sieve lets through, ascending, with commas between them."""
    with library.database.read() as connection:
        return statements.serials(connection, user.id, sieve)


def bound(library: Library, serial: int) -> int:
    """The id of the newest entry up to a serial: a bound on the one is a bound on the other."""
    with library.database.read() as connection:
        return listings.id_at(connection, serial)


def mark(
    library: Library,
    user: User,
    entry_ids: Sequence[int],
    actor: Actor,
    actions: Iterable[str] = (),
    labels_on: Iterable[int] = (),
    labels_off: Iterable[int] = (),
) -> None:
    """Apply actions (see ``storage.states.ACTIONS``) and labels to entries, all together or not at all.

    Ids that the reader does not have are passed over: a late or repeated call does no harm. Raises NotFound
    where a label is not the reader's.
    """
    now = library.now()
    with library.database.write() as connection:
        for action in actions:
            made = states.mark(connection, action, (user.id, entry_ids), actor, now)
            settled(library, connection, user, made)
        wanted = [(one, True) for one in labels_on] + [(one, False) for one in labels_off]
        if {one for one, _ in wanted} - (
            {one.id for one in labels.every(connection, user.id)} if wanted else set()
        ):
            raise NotFound("There is no such label.")
        for label_id, is_set in wanted:
            for start in range(0, len(entry_ids), _PORTION):
                some_ids = entry_ids[start : start + _PORTION]
                states.label(connection, user.id, label_id, some_ids, actor, now, is_set=is_set)


def mark_all(
    library: Library, user: User, within: Sequence[Part], newest_id: int, actor: Actor, scope: str
) -> None:
    """Mark as read all that is in every one of the streams, up to ``newest_id``: what the app could have seen.

    Important feeds are spared, except by their own stream.
    """
    with library.database.write() as connection:
        left_out = subscriptions.narrow(connection, user.id, Visibility.FEED)
        if not any(part.test is Test.IN_FEEDS and len(part.ids) == 1 for part in within):
            left_out += subscriptions.important_feeds(connection, user.id)
        selection = Selection(
            user.id,
            Show.UNREAD,
            feed_ids=_ids_of(within, Test.IN_FEEDS),
            not_feed_ids=tuple(left_out),
            label_ids=_ids_of(within, Test.LABELLED),
            is_starred=any(part.test is Test.STARRED for part in within),
            newest_id=min(newest_id, entries.newest_id(connection)),
        )
        made = states.mark(connection, "read", selection, actor, library.now(), scope)
        settled(library, connection, user, made)


def _ids_of(within: Sequence[Part], test: Test) -> tuple[int, ...] | None:
    return next((part.ids for part in within if part.test is test), None)


def total(library: Library, user: User) -> int:
    """How many entries apps see of a reader's."""
    with library.database.read() as connection:
        return listings.counts(connection, user.id, Listing()).total


def unread_total(library: Library, user: User) -> int:
    """How many unread entries apps see of a reader's."""
    with library.database.read() as connection:
        return listings.counts(connection, user.id, Listing()).unread


def icons_of(library: Library, user: User) -> list[Icon]:
    """The icons of what a reader follows."""
    with library.database.read() as connection:
        return icons.of_reader(connection, user.id)
