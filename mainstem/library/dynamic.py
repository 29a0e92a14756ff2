"""Folders that follow somebody else's list: what is added there is followed here, what goes there is muted.

Nothing is unsubscribed by a list, and of its attributes only addresses and titles are taken: a stranger's
list sets no headers, cookies, recipes or folders of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mainstem.accounts.user import User
from mainstem.feeds.errors import AlreadyExists, BadInput, MainstemError, NotFound
from mainstem.fetching import Fetched, Request
from mainstem.library.context import Library
from mainstem.library.subscribing import address, follow
from mainstem.reading import Folder, opml
from mainstem.reading.opml import OpmlList
from mainstem.storage import Connection, feeds, subscriptions, users

EVERY = timedelta(hours=12)
MOST_FEEDS = 5_000  # of one list
_URL, _AT, _MUTED, _FAULT = "opml_url", "opml_at", "opml_muted", "opml_fault"


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of asking a list. ``fault`` says why nothing could be taken, "" where it could."""

    folder_id: int
    added: int = 0
    muted: int = 0
    unmuted: int = 0
    fault: str = ""


def set_list(library: Library, user: User, folder_id: int, url: str) -> None:
    """Let a folder follow the list at an address; "" lets go of it, and everything stays. Raises BadInput,
    NotFound."""
    url = address(url) if url.strip() else ""
    with library.database.write() as connection:
        folder = _folder(connection, user, folder_id)
        kept = {name: value for name, value in folder.settings.items() if not name.startswith("opml_")}
        subscriptions.change_folder(connection, folder_id, {"settings": kept | ({_URL: url} if url else {})})


def refresh_due(library: Library) -> list[Followed]:
    """Ask every list of every reader whose time has come; trouble with one stops no other."""
    found = []
    with library.database.read() as connection:
        everybody = users.every(connection)
        due = [
            (user, folder)
            for user in everybody
            if user.is_enabled
            for folder in subscriptions.folders_of(connection, user.id)
            if folder.settings.get(_URL) and _is_due(folder, library.now())
        ]
    for user, folder in due:
        found.append(refresh(library, user, folder.id))
    return found


def refresh(library: Library, user: User, folder_id: int) -> Followed:
    """Ask a folder's list now, and follow what it says. Raises NotFound."""
    with library.database.read() as connection:
        url = str(_folder(connection, user, folder_id).settings.get(_URL, ""))
    if not url:
        raise NotFound("This folder follows no list.")
    try:
        answer = library.fetch(Request(url, subscribers=0, accept="text/x-opml, text/xml, */*;q=0.5"))
        came = opml.read(answer.body) if isinstance(answer, Fetched) else OpmlList()
        if len(came.subscriptions) > MOST_FEEDS:
            raise BadInput(
                f"The list has {len(came.subscriptions)} feeds; at most {MOST_FEEDS} are followed."
            )
        if not came.subscriptions:
            raise BadInput("The list is empty, so nothing was changed.")
    except MainstemError as trouble:
        with library.database.write() as connection:
            _remember(
                connection, user, folder_id, {_AT: library.now().isoformat(), _FAULT: str(trouble)[:500]}
            )
        return Followed(folder_id, fault=str(trouble))
    with library.database.write() as connection:
        return _settle(library, connection, user, folder_id, came)


def _settle(library: Library, connection: Connection, user: User, folder_id: int, came: OpmlList) -> Followed:
    wanted = _add(library, connection, user, folder_id, came)
    folder = _folder(connection, user, folder_id)
    by_us = {int(feed_id) for feed_id in folder.settings.get(_MUTED, ())}
    held = [one for one in subscriptions.every(connection, user.id) if folder_id in one.folder_ids]
    gone = [one for one in held if one.feed.id not in wanted and not one.is_muted]
    back = [one for one in held if one.feed.id in wanted and one.is_muted and one.feed.id in by_us]
    for one in gone + back:
        subscriptions.change(connection, one.id, {"is_muted": one in gone})
    muted = sorted((by_us | {one.feed.id for one in gone}) - {one.feed.id for one in back})
    _remember(connection, user, folder_id, {_AT: library.now().isoformat(), _FAULT: "", _MUTED: muted})
    new = sum(wanted.values())
    return Followed(folder_id, new, len(gone), len(back))


def _add(
    library: Library, connection: Connection, user: User, folder_id: int, came: OpmlList
) -> dict[int, bool]:
    """The ids of the list's feeds, with whether each is followed newly."""
    wanted: dict[int, bool] = {}
    for outline in came.subscriptions:
        try:
            feed = feeds.add(connection, address(outline.feed_url), library.now(), title=outline.title)
            follow(connection, user, feed, library.now(), "", [folder_id])
            wanted[feed.id] = True
        except AlreadyExists:
            wanted[feed.id] = False
            had = subscriptions.one(connection, user.id, feed.id)
            if had is not None and folder_id not in had.folder_ids:
                subscriptions.set_folders(connection, had.id, [*had.folder_ids, folder_id])
        except BadInput:
            continue
    return wanted


def _remember(connection: Connection, user: User, folder_id: int, values: Mapping[str, Any]) -> None:
    kept = {**_folder(connection, user, folder_id).settings, **values}
    subscriptions.change_folder(connection, folder_id, {"settings": kept})


def _is_due(folder: Folder, now: datetime) -> bool:
    asked = folder.settings.get(_AT)
    try:
        return not asked or datetime.fromisoformat(str(asked)) <= now - EVERY
    except (TypeError, ValueError):
        return True


def _folder(connection: Connection, user: User, folder_id: int) -> Folder:
    found = next((one for one in subscriptions.folders_of(connection, user.id) if one.id == folder_id), None)
    if found is None:
        raise NotFound("There is no such folder.")
    return found
