"""Stories as a reader sees them: all sources of one happening, what was said of it, the briefing of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mainstem.accounts.user import User
from mainstem.feeds.entry import Content
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library.context import Library
from mainstem.reading import ReaderEntry
from mainstem.storage import Connection, entries, folding, happenings, mended, stories, subscriptions
from mainstem.storage.stories import Linked
from mainstem.stories import Correction, Evidence, contradictions
from mainstem.stories.briefing import Briefing, Disagreement, Source, StoryNews, compose, disagreements
from mainstem.stories.contradictions import Contradiction
from mainstem.stories.events import Next, Told, find, timeline
from mainstem.stories.events import upcoming as whats_next

MOST_SOURCES = 200  # entries of a story that a page reads
LONGEST_BRIEFING = timedelta(days=7)
READ_FOR_EVENTS = 20  # entries of a story whose text is read for its timeline


@dataclass(frozen=True, slots=True)
class StoryEntryShown:
    """An entry of a story: why it stands here, whether it is a reprint of another, what cannot be right in it."""

    shown: ReaderEntry
    evidence: tuple[Evidence, ...]
    copy_of: int | None
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """All that this reader has of a story, in the order of arrival. ``sources`` counts feeds."""

    story_id: int
    entries: tuple[StoryEntryShown, ...]
    sources: int
    first_seen_at: datetime
    disagreements: tuple[Disagreement, ...]
    timeline: tuple[Told, ...]


def story(library: Library, user: User, entry_id: int) -> StoryPage:
    """The story of an entry. Raises NotFound where the reader has no such entry, or it was not yet gathered."""
    with library.database.read() as connection:
        story_id, linked = mended.story(connection, user.id, entry_id)
        linked = linked[:MOST_SOURCES]
        shown = entries.of_reader(connection, user.id, [one.entry_id for one in linked])
    if all(one.entry.id != entry_id for one in shown):
        raise NotFound("This entry stands in no story yet.")
    links = {one.entry_id: one for one in linked}
    texts = [(one.entry.id, one.entry.feed_id, _text(one.content)) for one in shown]
    return StoryPage(
        story_id=story_id,
        entries=tuple(_shown(one, links[one.entry.id]) for one in shown),
        sources=len({one.entry.feed_id for one in shown}),
        first_seen_at=min(one.entry.arrived_at for one in shown),
        disagreements=tuple(disagreements(texts)),
        timeline=tuple(timeline(told for one in shown[:READ_FOR_EVENTS] for told in _told(one))),
    )


def _shown(one: ReaderEntry, link: Linked) -> StoryEntryShown:
    entry = one.entry
    found = contradictions.find(_text(one.content), entry.published_at, entry.language or "en")
    return StoryEntryShown(one, link.evidence, link.copy_of, tuple(found))


def _told(one: ReaderEntry) -> list[Told]:
    entry = one.entry
    found = find(_text(one.content), entry.published_at, entry.language or "en")
    return [Told(event, (entry.id,), entry.published_at) for event in found]


def _text(content: Content | None) -> str:
    return content.text if content is not None else ""


def upcoming(library: Library, user: User) -> list[Next]:
    """What is next, the soonest first, told by entries that the reader has; each with its sources counted."""
    now = library.now()
    with library.database.read() as connection:
        told = happenings.ahead(connection, user.id, now.date())
    return whats_next(told, now)


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
        mended.correct(connection, user.id, Correction(entry_a, entry_b, same), library.now())
        folding.refold(connection, user.id, library.now())


def briefing(library: Library, user: User, since: datetime, *, most: int = 10) -> Briefing:
    """What matters of all that arrived since a time (at most a week ago), each sentence quoted."""
    now = library.now()
    begin = max(since, now - LONGEST_BRIEFING)
    with library.database.read() as connection:
        linked = stories.of_reader(connection, user.id, begin)
        news = _news(connection, user, linked, now)
    return compose(news, now, most=most)


def _news(connection: Connection, user: User, linked: Sequence[Linked], now: datetime) -> list[StoryNews]:
    held = entries.of_reader(connection, user.id, [one.entry_id for one in linked])
    titles = {one.feed.id: one.title for one in subscriptions.every(connection, user.id)}
    began = stories.began(connection, {one.story_id for one in linked})
    pace = _pace(held, now)
    grouped: dict[int, list[Source]] = {}
    story_of = {one.entry_id: one.story_id for one in linked if one.copy_of is None}
    for one in held:
        if one.entry.id in story_of:
            feed_id = one.entry.feed_id
            source = _source(one, titles.get(feed_id, ""), pace.get(feed_id, 0.0))
            grouped.setdefault(story_of[one.entry.id], []).append(source)
    return [StoryNews(story_id, began[story_id], tuple(sources)) for story_id, sources in grouped.items()]


def _pace(held: Sequence[ReaderEntry], now: datetime) -> dict[int, float]:
    """Entries a day of each feed, over as long as these entries reach back."""
    days = max((now - min((one.entry.arrived_at for one in held), default=now)) / timedelta(days=1), 1.0)
    counts: dict[int, float] = {}
    for one in held:
        counts[one.entry.feed_id] = counts.get(one.entry.feed_id, 0.0) + 1 / days
    return counts


def _source(one: ReaderEntry, feed_title: str, pace: float) -> Source:
    entry = one.entry
    return Source(
        entry_id=entry.id,
        feed_id=entry.feed_id,
        feed_title=feed_title,
        title=entry.title,
        text=_text(one.content),
        url=entry.url,
        published_at=entry.published_at,
        language=entry.language,
        feed_pace=pace,
    )
