"""Taking subscriptions in from other readers, and giving them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import AlreadyExists, BadInput
from mainstem.feeds.feed import DueFeed
from mainstem.fetching import stored
from mainstem.library import sealing, sidebar
from mainstem.library.context import Library
from mainstem.library.folders import LONGEST_NAME
from mainstem.library.sidebar import Sidebar
from mainstem.library.subscribing import address, follow
from mainstem.reading import Folder, Subscription, Visibility, opml
from mainstem.reading import settings as declared
from mainstem.reading.opml import OpmlFeed, OpmlFolder, OpmlList, sources
from mainstem.storage import Connection, feeds, subscriptions

_OTHERS = "opml"  # among a subscription's settings: other programs' words, for the way back


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
            _set_folder(connection, _folder(connection, user, folder.path), folder)
        for feed in came.subscriptions:
            try:
                is_new = _take(library, connection, user, feed)
            except BadInput as error:
                faults.append(f"{feed.title or feed.feed_url}: {error}")
                continue
            added, known = added + is_new, known + (not is_new)
            if secret := sources.left_out(feed):
                faults.append(
                    f"{feed.title or feed.feed_url}: {', '.join(secret)} may hold secrets: set it anew."
                )
    return Imported(added, known, tuple(faults))


def _take(library: Library, connection: Connection, user: User, came: OpmlFeed) -> bool:
    url, signed_in = stored.parted(address(came.feed_url))
    feed = feeds.add(
        connection,
        url,
        library.now(),
        title=came.title,
        site_url=came.site_url,
        options=sealing.seal_options(library, {**sources.options(came), **signed_in}),
        recipe=sources.recipe(came) or None,
    )
    folder_ids = [_folder(connection, user, path) for path in came.folders]
    title = came.title if came.title != feed.title else ""
    try:
        held = follow(connection, user, feed, library.now(), title, folder_ids)
        _set_subscription(connection, held, came)
    except AlreadyExists:
        had = subscriptions.one(connection, user.id, feed.id)
        if had is not None:
            subscriptions.set_folders(connection, had.id, [*had.folder_ids, *folder_ids])
        return False
    return True


def _set_subscription(connection: Connection, subscription_id: int, came: OpmlFeed) -> None:
    """What the list says of reading it; what cannot be understood is as if it were not said."""
    said = declared.resolved_from_text(came.settings)
    is_ours = any(name.startswith("mainstem:") for name in came.settings)
    if not is_ours and (minutes := sources.interval_minutes(came)):
        said["interval_minutes"] = minutes
    if others := sources.others(came):
        said[_OTHERS] = others
    values: dict[str, Any] = {"settings": said} if said else {}
    visibility = (came.settings.get("mainstem:visibility", "") or sources.visibility(came)).upper()
    if visibility in Visibility.__members__:
        values["visibility"] = int(Visibility[visibility])
    is_disabled = "true" in (came.settings.get("mainstem:isMuted"), came.settings.get("miniflux:disabled"))
    if is_disabled or sources.is_muted(came):
        values["is_muted"] = True
    if values:
        subscriptions.change(connection, subscription_id, values)


def _set_folder(connection: Connection, folder_id: int, came: OpmlFolder) -> None:
    said = declared.resolved_from_text(came.settings)
    if came.opml_url:
        said["opml_url"] = came.opml_url
    if said:
        subscriptions.change_folder(connection, folder_id, {"settings": said})


def _folder(connection: Connection, user: User, path: Sequence[str]) -> int:
    parent_id: int | None = None
    for name in path:
        parent_id = subscriptions.add_folder(connection, user.id, name[:LONGEST_NAME], parent_id)
    assert parent_id is not None, "a path has at least one name"
    return parent_id


def export_opml(library: Library, user: User) -> bytes:
    """A reader's subscriptions and folders as an OPML file."""
    seen = sidebar.look(library, user)
    with library.database.read() as connection:
        asked = feeds.due_by_ids(connection, [one.feed.id for one in seen.subscriptions])
    due = {one.id: one for one in asked}
    paths = {folder.id: _path(seen, folder.id) for folder in seen.folders}
    return opml.write(
        OpmlList(
            title=f"Subscriptions of {user.name}",
            subscriptions=tuple(
                _outline(library, one, paths, due[one.feed.id])
                for one in seen.subscriptions
                if one.feed.id in due
            ),
            folders=tuple(_folder_outline(folder, paths[folder.id]) for folder in seen.folders),
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


def _outline(
    library: Library, one: Subscription, paths: dict[int, tuple[str, ...]], due: DueFeed
) -> OpmlFeed:
    options = sealing.open_options(library, due.options)
    plain = {name: value for name, value in options.items() if isinstance(value, str)}
    kind, settings = sources.written(due.recipe or {}, plain)
    settings |= declared.as_text(one.settings)
    settings |= {**one.settings.get(_OTHERS, {})}
    minutes = one.settings.get("interval_minutes")
    settings |= sources.reading(one.visibility.name.lower(), minutes, muted=one.is_muted)
    if one.visibility is not Visibility.MAIN:
        settings["mainstem:visibility"] = one.visibility.name.lower()
    if one.is_muted:
        settings["mainstem:isMuted"] = "true"
    return OpmlFeed(
        feed_url=one.feed.feed_url,
        title=one.title,
        site_url=one.feed.site_url,
        description=one.feed.description,
        folders=tuple(paths[folder_id] for folder_id in one.folder_ids),
        kind=kind,
        settings=settings,
    )


def _folder_outline(folder: Folder, path: tuple[str, ...]) -> OpmlFolder:
    opml_url = str(folder.settings.get("opml_url", ""))
    return OpmlFolder(path, opml_url, declared.as_text(folder.settings))
