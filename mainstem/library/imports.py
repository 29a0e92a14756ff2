"""Taking subscriptions in from other readers, and giving them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mainstem.accounts.user import User
from mainstem.feeds.errors import AlreadyExists, BadInput
from mainstem.library import sidebar
from mainstem.library.context import Library
from mainstem.library.folders import LONGEST_NAME
from mainstem.library.sidebar import Sidebar
from mainstem.library.subscribing import address, follow
from mainstem.reading import Subscription, opml
from mainstem.reading.opml import OpmlFeed, OpmlFolder, OpmlList
from mainstem.storage import Connection, feeds, subscriptions


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. ``faults`` says in words what could not be taken and why."""

    added: int
    known: int
    faults: tuple[str, ...]


def import_opml(library: Library, user: User, data: bytes) -> Imported:
    """Follow everything in an OPML file; what is followed already only gains folders. Raises BadFile.

    Nothing is fetched here: new feeds are due at once, and the refresh takes them at its own pace.
    """
    came = opml.read(data)
    added = known = 0
    faults = list(came.faults)
    with library.database.write() as connection:
        for folder in came.folders:
            _folder(connection, user, folder.path)
        for feed in came.subscriptions:
            try:
                is_new = _take(library, connection, user, feed)
            except BadInput as error:
                faults.append(f"{feed.title or feed.feed_url}: {error}")
                continue
            added, known = added + is_new, known + (not is_new)
    return Imported(added, known, tuple(faults))


def _take(library: Library, connection: Connection, user: User, came: OpmlFeed) -> bool:
    feed = feeds.add(
        connection, address(came.feed_url), library.now(), title=came.title, site_url=came.site_url
    )
    folder_ids = [_folder(connection, user, path) for path in came.folders]
    title = came.title if came.title != feed.title else ""
    try:
        follow(connection, user, feed, library.now(), title, folder_ids)
    except AlreadyExists:
        had = subscriptions.one(connection, user.id, feed.id)
        if had is not None:
            subscriptions.set_folders(connection, had.id, [*had.folder_ids, *folder_ids])
        return False
    return True


def _folder(connection: Connection, user: User, path: Sequence[str]) -> int:
    parent_id: int | None = None
    for name in path:
        parent_id = subscriptions.add_folder(connection, user.id, name[:LONGEST_NAME], parent_id)
    assert parent_id is not None, "a path has at least one name"
    return parent_id


def export_opml(library: Library, user: User) -> bytes:
    """A reader's subscriptions and folders as an OPML file."""
    seen = sidebar.look(library, user)
    paths = {folder.id: _path(seen, folder.id) for folder in seen.folders}
    return opml.write(
        OpmlList(
            title=f"Subscriptions of {user.name}",
            subscriptions=tuple(_outline(one, paths) for one in seen.subscriptions),
            folders=tuple(OpmlFolder(path) for path in paths.values()),
        )
    )


def _path(seen: Sidebar, folder_id: int) -> tuple[str, ...]:
    by_id = {folder.id: folder for folder in seen.folders}
    names: list[str] = []
    above: int | None = folder_id
    while above is not None and len(names) < len(by_id):
        names.insert(0, by_id[above].name)
        above = by_id[above].parent_id
    return tuple(names)


def _outline(one: Subscription, paths: dict[int, tuple[str, ...]]) -> OpmlFeed:
    return OpmlFeed(
        feed_url=one.feed.feed_url,
        title=one.title,
        site_url=one.feed.site_url,
        description=one.feed.description,
        folders=tuple(paths[folder_id] for folder_id in one.folder_ids),
    )
