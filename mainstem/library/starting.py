"""The first feeds of a reader: followed all at once, and asked at once, so that there is something to read."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed

from mainstem.accounts.user import User
from mainstem.feeds.errors import AlreadyExists, FetchFailed, MainstemError
from mainstem.library import folders, subscribing
from mainstem.library.context import Library
from mainstem.library.taking import Progress, Taken, nothing
from mainstem.storage import feeds

_AT_ONCE = 6


def follow(library: Library, user: User, wanted: Mapping[str, str], progress: Progress = nothing) -> Taken:
    """Follow feeds by their addresses, each in the folder of that name. One that does not answer now is followed
    all the same, and asked again soon."""
    taken = Taken()
    held = {name: folders.add(library, user, name).id for name in dict.fromkeys(wanted.values())}
    with ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="starting") as threads:
        asked = [threads.submit(_one, library, user, url, held[name]) for url, name in wanted.items()]
        for done, one in enumerate(as_completed(asked), 1):
            fault = one.result()
            taken.followed += 1
            if fault:
                taken.fault(fault)
            progress(done, len(asked))
    return taken


def _one(library: Library, user: User, url: str, folder_id: int) -> str:
    """Follow one feed; returns why nothing of it is here yet."""
    try:
        subscribing.subscribe(library, user, url, folder_ids=[folder_id])
    except AlreadyExists:
        return ""
    except FetchFailed as trouble:
        _later(library, user, url, folder_id)
        return f"{url}: {trouble}"
    except MainstemError as trouble:
        return f"{url}: {trouble}"
    return ""


def _later(library: Library, user: User, url: str, folder_id: int) -> None:
    with library.database.write() as connection:
        feed = feeds.add(connection, url, library.now())
        subscribing.follow(connection, user, feed, library.now(), "", [folder_id])
