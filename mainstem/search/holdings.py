"""What a reader has, as far as expressions name it: subscriptions, nested folders, labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from mainstem.reading.stream import Visibility
from mainstem.reading.subscription import Folder, Label, ReaderEntry, Subscription
from mainstem.search import folding
from mainstem.search.matching import is_below
from mainstem.search.query import Kind
from mainstem.search.view import EntryView


@dataclass(frozen=True)
class Holdings:
    """A reader's things at one moment; resolves names to ids and makes views of entries."""

    subscriptions: Sequence[Subscription] = ()
    folders: Sequence[Folder] = ()
    labels: Sequence[Label] = ()

    @cached_property
    def _by_feed(self) -> dict[int, Subscription]:
        return {one.feed.id: one for one in self.subscriptions}

    @cached_property
    def _chains(self) -> dict[int, tuple[Folder, ...]]:
        """Each folder with all above it, outermost first; a ring ends where it closes."""
        by_id = {one.id: one for one in self.folders}
        chains = {}
        for folder in self.folders:
            chain, at = [folder], folder
            while at.parent_id in by_id and by_id[at.parent_id] not in chain:
                at = by_id[at.parent_id]
                chain.append(at)
            chains[folder.id] = tuple(reversed(chain))
        return chains

    @cached_property
    def _above(self) -> dict[int, frozenset[int]]:
        """The folders of each feed with all above them."""
        return {
            one.feed.id: frozenset(
                folder.id for held in one.folder_ids for folder in self._chains.get(held, ())
            )
            for one in self.subscriptions
        }

    def feeds_in(self, folder_ids: Iterable[int]) -> tuple[int, ...]:
        """Feeds in any of the folders or below them."""
        wanted = frozenset(folder_ids)
        return tuple(feed_id for feed_id, above in self._above.items() if above & wanted)

    def important(self) -> tuple[int, ...]:
        """Feeds whose subscription is marked important."""
        return tuple(one.feed.id for one in self.subscriptions if one.visibility >= Visibility.IMPORTANT)

    def named(self, kind: Kind, names: Iterable[str]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """(feed ids, label ids) of what is called so: feeds, folders with all below, or labels."""
        wanted = {folding.fold(name) for name in names}
        feed_ids: dict[int, None] = {}
        if kind in {Kind.FEED, Kind.ANY}:
            feed_ids |= dict.fromkeys(
                one.feed.id for one in self.subscriptions if folding.fold(one.title) in wanted
            )
        if kind in {Kind.FOLDER, Kind.ANY}:
            feed_ids |= dict.fromkeys(self.feeds_in(self._folders_named(wanted)))
        is_labels = kind in {Kind.LABEL, Kind.ANY}
        label_ids = [one.id for one in self.labels if is_labels and folding.fold(one.name) in wanted]
        return tuple(feed_ids), tuple(label_ids)

    def _folders_named(self, wanted: set[str]) -> list[int]:
        return [
            folder_id
            for folder_id, chain in self._chains.items()
            if any(is_below([one.name for one in chain], name) for name in wanted)
        ]

    def view(self, found: ReaderEntry, *, is_updated: bool = False) -> EntryView:
        """An entry of the reader's as expressions look at it."""
        held = self._by_feed.get(found.entry.feed_id)
        names = {one.id: one.name for one in self.labels}
        return EntryView(
            entry=found.entry,
            state=found.state,
            content=found.content,
            feed_title=held.title if held else "",
            folder_ids=self._above.get(found.entry.feed_id, frozenset()),
            folder_paths=tuple(
                tuple(one.name for one in self._chains[folder_id])
                for folder_id in (held.folder_ids if held else ())
                if folder_id in self._chains
            ),
            label_names=tuple(names[one] for one in found.state.label_ids if one in names),
            is_important=held is not None and held.visibility >= Visibility.IMPORTANT,
            is_updated=is_updated,
        )
