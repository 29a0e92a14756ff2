"""What a reader follows, with the counts of every stream: one look for pages and APIs alike."""

from __future__ import annotations

from dataclasses import dataclass

from mainstem.accounts.user import User
from mainstem.library.context import Library
from mainstem.reading import Folder, Kind, Label, Stream, Subscription, Visibility
from mainstem.storage import entries, labels, subscriptions


@dataclass(frozen=True, slots=True)
class Sidebar:
    """All of a reader's subscriptions (by title), folders and labels; ``newest_id`` is the newest entry id
    that could be seen at that moment. Counts are exact. ``left`` are subscriptions that were given up, whose
    starred entries are still the reader's."""

    subscriptions: tuple[Subscription, ...]
    folders: tuple[Folder, ...]
    labels: tuple[Label, ...]
    newest_id: int
    left: tuple[Subscription, ...] = ()

    def unread(self, stream: Stream) -> int:
        """How many unread entries a stream has; counted over subscriptions, never over entries."""
        if stream.kind is Kind.LABEL:
            return sum(label.unread_count for label in self.labels if label.id == stream.id)
        if stream.kind is Kind.STARRED:
            return sum(one.starred_unread_count for one in (*self._in(stream), *self.left))
        return sum(one.unread_count for one in self._in(stream))

    def total(self, stream: Stream) -> int:
        """How many entries a stream has, read or not."""
        if stream.kind is Kind.LABEL:
            return sum(label.total_count for label in self.labels if label.id == stream.id)
        if stream.kind is Kind.STARRED:
            return sum(one.starred_count for one in (*self._in(stream), *self.left))
        return sum(one.total_count for one in self._in(stream))

    @property
    def listed(self) -> tuple[Subscription, ...]:
        """The subscriptions that apps are shown: all but the hidden ones."""
        return tuple(self._at_least(Visibility.FEED))

    def name(self, stream: Stream) -> str:
        """The name of a folder's, feed's or label's stream; "" for the others, which pages name."""
        for one in self.subscriptions:
            if stream.kind is Kind.FEED and one.feed.id == stream.id:
                return one.title
        named = (
            self.folders if stream.kind is Kind.FOLDER else self.labels if stream.kind is Kind.LABEL else ()
        )
        return next((one.name for one in named if one.id == stream.id), "")

    def below(self, folder_id: int) -> set[int]:
        """The ids of a folder and of all folders inside it."""
        found, grown = {folder_id}, True
        while grown:
            more = {one.id for one in self.folders if one.parent_id in found} - found
            found |= more
            grown = bool(more)
        return found

    def in_folder(self, folder_id: int) -> list[Subscription]:
        """The subscriptions directly in a folder."""
        return [one for one in self.subscriptions if folder_id in one.folder_ids]

    def _in(self, stream: Stream) -> list[Subscription]:
        if stream.kind is Kind.FEED:
            return [one for one in self.subscriptions if one.feed.id == stream.id]
        if stream.kind is Kind.FOLDER:
            ids = self.below(stream.id)
            return [one for one in self._at_least(Visibility.FOLDER) if ids.intersection(one.folder_ids)]
        return self._at_least(LEAST.get(stream.kind, Visibility.FEED))

    def _at_least(self, visibility: Visibility) -> list[Subscription]:
        return [one for one in self.subscriptions if one.visibility >= visibility]


# the visibility that a subscription needs to show in a stream
LEAST = {
    Kind.MAIN: Visibility.MAIN,
    Kind.IMPORTANT: Visibility.IMPORTANT,
    Kind.FOLDER: Visibility.FOLDER,
    Kind.ALL: Visibility.FEED,
    Kind.STARRED: Visibility.FEED,
}


def look(library: Library, user: User) -> Sidebar:
    """A reader's sidebar as it is now."""
    with library.database.read() as connection:
        return Sidebar(
            tuple(subscriptions.every(connection, user.id)),
            tuple(subscriptions.folders_of(connection, user.id)),
            tuple(labels.every(connection, user.id)),
            entries.newest_id(connection),
            tuple(subscriptions.left(connection, user.id)),
        )
