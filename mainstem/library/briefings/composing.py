"""Composing a briefing of what a reader has: since the last visit, or of the last days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from mainstem.accounts.user import User
from mainstem.library import ahead
from mainstem.library import names as named
from mainstem.library.context import Library
from mainstem.reading import ReaderEntry
from mainstem.storage import Connection, briefings, entries, mended, stories, subscriptions, tastes, threads
from mainstem.storage.stories import Linked
from mainstem.stories.briefing import Briefing, Source, StoryNews, compose
from mainstem.stories.events import Next
from mainstem.stories.names import Rising

LONGEST = timedelta(days=7)
FIRST = timedelta(days=1)  # where there was no visit yet
A_VISIT = timedelta(minutes=30)  # looking again so soon after is the same visit
MOST_TEXTS = 40  # of a story
MOST_NEXT = 5
MOST_RISING = 8


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing with what is next and the names of the hour; ``since`` is where it begins."""

    since: datetime
    made_at: datetime
    told: Briefing
    coming: tuple[Next, ...]
    rising: tuple[Rising, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of the time."""
        return not (self.told.new or self.told.running or self.told.quiet)


def visit(library: Library, user: User) -> datetime:
    """Note that the reader looks now; returns the end of the visit before, at most a week ago."""
    now = library.now()
    with library.database.write() as connection:
        last = briefings.wishes(connection, user.id).visited_at
        if last is None or now - last >= A_VISIT:
            briefings.change(connection, user.id, {"visited_at": now})
    return max(last or now - FIRST, now - LONGEST)


def last_visit(library: Library, user: User) -> datetime | None:
    """When the reader last looked, without noting it as a visit."""
    with library.database.read() as connection:
        return briefings.wishes(connection, user.id).visited_at


def make(library: Library, user: User, since: datetime, *, most: int = 10) -> Brief:
    """What matters of all that arrived since a time (at most a week ago), each sentence quoted."""
    now = library.now()
    begin = max(since, now - LONGEST)
    with library.database.read() as connection:
        linked = stories.of_reader(connection, user.id, begin)
        news = _news(connection, user, linked, now)
        told = compose(_with_texts(connection, user, news, compose(news, now, most=most)), now, most=most)
    calendar = ahead.look(library, user)
    rising = named.rising(library, user)
    return Brief(
        begin,
        now,
        told,
        calendar.coming[:MOST_NEXT],
        tuple(rising[:MOST_RISING]),
    )


def _news(connection: Connection, user: User, linked: Sequence[Linked], now: datetime) -> list[StoryNews]:
    """The stories without the texts of their entries: which matter is told by times and feeds alone."""
    held = entries.of_reader(connection, user.id, [one.entry_id for one in linked], with_content=False)
    titles = {one.feed.id: one.title for one in subscriptions.every(connection, user.id)}
    own = mended.own(connection, user.id)
    story_of = {one.entry_id: own.of(one.entry_id, one.story_id) for one in linked if one.copy_of is None}
    pace = tastes.pace(connection, user.id, now)
    grouped: dict[int, list[Source]] = {}
    for one in held:
        if one.entry.id in story_of:
            feed_id = one.entry.feed_id
            source = _source(one, titles.get(feed_id, ""), pace.get(feed_id, 0.0))
            grouped.setdefault(story_of[one.entry.id], []).append(source)
    began = _began(connection, linked)
    return [
        StoryNews(story_id, min(began[one.entry_id] for one in sources), tuple(sources))
        for story_id, sources in grouped.items()
    ]


def _with_texts(
    connection: Connection, user: User, news: Sequence[StoryNews], chosen: Briefing
) -> list[StoryNews]:
    """The same with the texts of what was chosen, as far as they are compared."""
    ids = {one.story_id for one in (*chosen.new, *chosen.running)}
    wanted = [one.entry_id for story in news if story.story_id in ids for one in story.sources[:MOST_TEXTS]]
    texts = {
        one.entry.id: one.content.text
        for one in entries.of_reader(connection, user.id, wanted)
        if one.content
    }
    return [
        replace(story, sources=tuple(replace(one, text=texts.get(one.entry_id, "")) for one in story.sources))
        for story in news
    ]


def _began(connection: Connection, linked: Iterable[Linked]) -> Mapping[int, datetime]:
    """By entry, when its story began, or the thread that it goes on."""
    story_of = {one.entry_id: one.story_id for one in linked}
    began = stories.began(connection, set(story_of.values()))
    thread_of = threads.of_stories(connection, sorted(set(story_of.values())))
    first = threads.began(connection, set(thread_of.values()))
    return {
        entry_id: min(began[story], first.get(thread_of.get(story, 0), began[story]))
        for entry_id, story in story_of.items()
    }


def _source(one: ReaderEntry, feed_title: str, pace: float) -> Source:
    entry = one.entry
    return Source(
        entry_id=entry.id,
        feed_id=entry.feed_id,
        feed_title=feed_title,
        title=entry.title,
        text="",
        url=entry.url,
        published_at=entry.published_at,
        language=entry.language,
        feed_pace=pace,
    )
