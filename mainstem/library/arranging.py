"""The order of feeds, folders and labels by hand, and feeds from folder to folder. What was never put in an order
follows by name."""

from __future__ import annotations

from collections.abc import Sequence

from mainstem.accounts.user import User
from mainstem.feeds.errors import NotFound
from mainstem.library import subscribing
from mainstem.library.context import Library
from mainstem.reading import Subscription
from mainstem.storage import labels as kept_labels
from mainstem.storage import subscriptions


def feeds(library: Library, user: User, feed_ids: Sequence[int]) -> None:
    """Put these feeds in this order. Raises NotFound, and then nothing is changed."""
    with library.database.write() as connection:
        held = {one.feed.id: one.id for one in subscriptions.some(connection, user.id, feed_ids)}
        _check(feed_ids, held)
        for place, feed_id in enumerate(dict.fromkeys(feed_ids), 1):
            subscriptions.change(connection, held[feed_id], {"position": place})


def folders(library: Library, user: User, folder_ids: Sequence[int]) -> None:
    """Put these folders, which stand beside each other, in this order. Raises NotFound."""
    with library.database.write() as connection:
        _check(folder_ids, {one.id: 0 for one in subscriptions.folders_of(connection, user.id)})
        for place, folder_id in enumerate(dict.fromkeys(folder_ids), 1):
            subscriptions.change_folder(connection, folder_id, {"position": place})


def labels(library: Library, user: User, label_ids: Sequence[int]) -> None:
    """Put the reader's labels in this order. Raises NotFound."""
    with library.database.write() as connection:
        _check(label_ids, {one.id: 0 for one in kept_labels.every(connection, user.id)})
        for place, label_id in enumerate(dict.fromkeys(label_ids), 1):
            kept_labels.change(connection, label_id, {"position": place})


def by_name(library: Library, user: User) -> None:
    """Forget every order: all stand by name again."""
    with library.database.write() as connection:
        for one in subscriptions.every(connection, user.id):
            if one.position is not None:
                subscriptions.change(connection, one.id, {"position": None})
        for folder in subscriptions.folders_of(connection, user.id):
            subscriptions.change_folder(connection, folder.id, {"position": None})
        for label in kept_labels.every(connection, user.id):
            kept_labels.change(connection, label.id, {"position": None})


def move(library: Library, user: User, feed_id: int, out_of: int | None, into: int | None) -> Subscription:
    """Take a feed out of one folder and put it into another; None is where feeds without a folder stand. Other
    folders that it is in stay. Raises NotFound."""
    had = subscribing.one(library, user, feed_id)
    kept = [folder_id for folder_id in had.folder_ids if folder_id not in (out_of, into)]
    wanted = [*kept, into] if into is not None else kept
    return subscribing.change(library, user, feed_id, folder_ids=wanted)


def _check(wanted: Sequence[int], held: dict[int, int]) -> None:
    if set(wanted) - set(held):
        raise NotFound("One of these is gone meanwhile.", advice="Load the page again.")
