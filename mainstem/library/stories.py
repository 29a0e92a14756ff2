"""Stories as a reader sees them: all sources of one happening, what was said of it, and mending it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from mainstem.accounts.user import User
from mainstem.feeds.entry import Content
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library.context import Library
from mainstem.reading import ReaderEntry
from mainstem.refresh.understanding import STILL_NEWS
from mainstem.storage import Connection, entries, folding, happenings, mended, names, stories, threads
from mainstem.storage.stories import Linked
from mainstem.stories import Correction, Evidence, contradictions
from mainstem.stories.briefing import Disagreement, disagreements
from mainstem.stories.contradictions import Contradiction
from mainstem.stories.events import Told, timeline
from mainstem.stories.names import NameKind
from mainstem.stories.understanding import understand

MOST_SOURCES = 200  # entries of a story that a page reads
MOST_TEXTS = 40  # of which the texts are compared
READ_NOW = (
    10  # entries of the archive, which nobody read for events before, that are read while the page waits
)
MOST_BESIDE = 30
MOST_NAMES = 20
LONGEST_TEXT = 20_000  # signs that are read for dates while a page waits


@dataclass(frozen=True, slots=True)
class StoryEntryShown:
    """An entry of a story: why it stands here, whether it is a reprint of another, what cannot be right in it."""

    shown: ReaderEntry
    evidence: tuple[Evidence, ...]
    copy_of: int | None
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Another story of the same thread, by its latest entry that the reader has."""

    entry_id: int
    title: str
    arrived_at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that this reader has of a story, in the order of arrival. ``sources`` counts feeds; ``total`` counts
    entries, also those beyond the first that are shown.
    """

    story_id: int
    entries: tuple[StoryEntryShown, ...]
    total: int
    sources: int
    first_seen_at: datetime
    disagreements: tuple[Disagreement, ...]
    timeline: tuple[Told, ...]
    names: tuple[tuple[str, NameKind, int], ...]
    thread: tuple[Beside, ...]


def story(library: Library, user: User, entry_id: int) -> StoryPage:
    """The story of an entry. Raises NotFound where the reader has no such entry, or it was not yet gathered."""
    with library.database.read() as connection:
        story_id, linked = mended.story(connection, user.id, entry_id)
        ids = [one.entry_id for one in linked[:MOST_SOURCES]]
        if entry_id not in ids and any(one.entry_id == entry_id for one in linked):
            ids.append(entry_id)
        shown = entries.of_reader(connection, user.id, ids)
        told = happenings.of_entries(connection, ids)
        doubts = happenings.doubts(connection, ids)
        named = names.of_entries(connection, ids)
        thread = _thread(connection, user, linked)
    if all(one.entry.id != entry_id for one in shown):
        raise NotFound("This entry stands in no story yet.")
    for one in [one for one in shown if _is_archive(one)][:READ_NOW]:
        read = understand(one.entry.title, _text(one.content), one.entry.published_at, one.entry.language)
        told += [Told(event, (one.entry.id,), one.entry.published_at) for event in read.events]
        doubts[one.entry.id] = read.doubts
        named = named or {name: (kind, 1) for name, kind in read.names.items()}
    links = {one.entry_id: one for one in linked}
    texts = [(one.entry.id, one.entry.feed_id, _text(one.content)) for one in shown[:MOST_TEXTS]]
    return StoryPage(
        story_id=story_id,
        entries=tuple(_shown(one, links[one.entry.id], doubts.get(one.entry.id, [])) for one in shown),
        total=len(linked),
        sources=len({one.entry.feed_id for one in shown}),
        first_seen_at=min(one.entry.arrived_at for one in shown),
        disagreements=tuple(disagreements(texts)),
        timeline=tuple(timeline(told)),
        names=_most_named(named, len(ids)),
        thread=thread,
    )


def _is_archive(one: ReaderEntry) -> bool:
    return one.entry.arrived_at - one.entry.published_at > STILL_NEWS


def _shown(one: ReaderEntry, link: Linked, doubts: Sequence[Contradiction]) -> StoryEntryShown:
    return StoryEntryShown(one, link.evidence, link.copy_of, tuple(doubts))


def _most_named(
    named: Mapping[str, tuple[NameKind, int]], entry_count: int
) -> tuple[tuple[str, NameKind, int], ...]:
    """Names of which the kind is certain, or that several entries have."""
    worth = [
        (name, kind, count) for name, (kind, count) in named.items() if kind or count > 1 or entry_count == 1
    ]
    return tuple(sorted(worth, key=lambda one: (-one[2], not one[1], one[0]))[:MOST_NAMES])


def _thread(connection: Connection, user: User, linked: Sequence[Linked]) -> tuple[Beside, ...]:
    """The other stories of the thread, the latest first, as far as the reader has entries of them."""
    here = {one.story_id for one in linked}
    others = [one for one in threads.beside(connection, sorted(here)) if one not in here][:MOST_BESIDE]
    latest = stories.latest(connection, user.id, others)
    held = entries.of_reader(connection, user.id, [entry_id for entry_id, _ in latest], with_content=False)
    counts = dict(latest)
    return tuple(
        Beside(one.entry.id, one.entry.title, one.entry.arrived_at, counts[one.entry.id]) for one in held
    )


def doubts(library: Library, one: ReaderEntry) -> list[Contradiction]:
    """The dates of an entry that cannot be right."""
    if _is_archive(one):
        text, entry = _text(one.content), one.entry
        return contradictions.find(text[:LONGEST_TEXT], entry.published_at, entry.language or "en")
    with library.database.read() as connection:
        return happenings.doubts(connection, [one.entry.id]).get(one.entry.id, [])


def sources(library: Library, user: User, entry_ids: Sequence[int]) -> dict[int, int]:
    """From how many feeds the reader has the stories of those entries; only where it is more than one."""
    with library.database.read() as connection:
        return stories.sources(connection, user.id, entry_ids)


def stories_of(library: Library, user: User, entry_ids: Sequence[int]) -> dict[int, int]:
    """The reader's stories of entries; what was not gathered yet is absent."""
    with library.database.read() as connection:
        own = mended.own(connection, user.id)
        gathered = mended.stories_of(connection, entry_ids)
    return {entry_id: own.of(entry_id, story_id) for entry_id, story_id in gathered.items()}


def _text(content: Content | None) -> str:
    return content.text if content is not None else ""


def correct(library: Library, user: User, entry_a: int, entry_b: int, *, same: bool) -> None:
    """Keep for good that two entries tell the same story, or do not, for this reader; obeyed at once.

    Raises BadInput for an entry with itself, NotFound for entries that the reader does not have.
    """
    if entry_a == entry_b:
        raise BadInput("An entry always tells the same story as itself.", field="entry")
    with library.database.write() as connection:
        held = entries.of_reader(connection, user.id, [entry_a, entry_b], with_content=False)
        if len(held) < 2:
            raise NotFound("There is no such entry.")
        now = library.now()
        mended.correct(connection, user.id, Correction(entry_a, entry_b, same), now)
        folding.refold(connection, user.id, now)
        if folding.is_enrolled(connection, user.id):
            told = mended.stories_of(connection, [entry_a, entry_b])
            folding.fold(connection, [user.id], told.values(), now)  # however old they are
