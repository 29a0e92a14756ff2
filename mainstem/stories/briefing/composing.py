"""Composing a briefing: the most important stories, each by sentences of its sources, quoted word for word."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mainstem.stories.briefing.disagreement import Disagreement, disagreements
from mainstem.stories.sentences import sentences
from mainstem.stories.words import plain_language, reader

REDUNDANCY = 0.6
POSITION = 0.15
SENTENCES_LOOKED_AT = 12  # of each source
SHORTEST, LONGEST = 30, 400  # signs of a sentence worth quoting
RUNNING_FROM = timedelta(days=2)
QUIET_PACE = 1.0  # entries a day


@dataclass(frozen=True, slots=True)
class Source:
    """An entry of a story. ``feed_pace`` is how many entries a day its feed brings."""

    entry_id: int
    feed_id: int
    feed_title: str
    title: str
    text: str
    url: str
    published_at: datetime
    language: str = ""
    feed_pace: float = 10.0


@dataclass(frozen=True, slots=True)
class StoryNews:
    """A story with its entries since the last visit; ``began_at`` is when it was first seen."""

    story_id: int
    began_at: datetime
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence, word for word, with what it is cited from."""

    text: str
    entry_id: int
    feed_title: str
    url: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class BriefStory:
    """A story of the briefing: the title of its earliest entry, sentences from different feeds."""

    story_id: int
    title: str
    sources: int
    importance: float
    quotations: tuple[Quotation, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """New stories, those that have been running for days, and entries of quiet feeds that no story holds."""

    new: tuple[BriefStory, ...]
    running: tuple[BriefStory, ...]
    quiet: tuple[Quotation, ...]


def compose(stories: Iterable[StoryNews], now: datetime, *, most: int = 10, quotations: int = 3) -> Briefing:
    """The briefing at ``now``: up to ``most`` stories in all, each with up to so many quotations."""
    stories = [story for story in stories if story.sources]
    ranked = sorted(stories, key=lambda story: (-_importance(story, now), story.story_id))
    chosen = [story for story in ranked if _feeds(story) > 1][:most] or ranked[:most]
    briefs = {story.story_id: _brief(story, now, quotations) for story in chosen}
    running = [story for story in chosen if now - story.began_at >= RUNNING_FROM]
    new = [story for story in chosen if now - story.began_at < RUNNING_FROM]
    quiet = [
        _quotation(source, source.title)
        for story in ranked
        for source in story.sources
        if source.feed_pace < QUIET_PACE and story.story_id not in briefs
    ]
    return Briefing(
        tuple(briefs[story.story_id] for story in new),
        tuple(briefs[story.story_id] for story in running),
        tuple(quiet[:most]),
    )


def _feeds(story: StoryNews) -> int:
    return len({source.feed_id for source in story.sources})


def _importance(story: StoryNews, now: datetime) -> float:
    """Independent sources, and how fast they came: twenty within an hour outweigh twenty within a day."""
    times = sorted(source.published_at for source in story.sources)
    hours = max((times[-1] - times[0]).total_seconds() / 3600, 0.5)
    age = max((now - times[-1]).total_seconds() / 3600, 0.0)
    count = _feeds(story)
    return math.log2(1 + count) + 0.5 * math.log2(1 + (count - 1) / hours) - 0.02 * age


def _brief(story: StoryNews, now: datetime, quotations: int) -> BriefStory:
    earliest = min(story.sources, key=lambda source: (source.published_at, source.entry_id))
    return BriefStory(
        story_id=story.story_id,
        title=earliest.title,
        sources=_feeds(story),
        importance=round(_importance(story, now), 3),
        quotations=tuple(_choose(story.sources, quotations)),
        disagreements=tuple(disagreements([(one.entry_id, one.feed_id, one.text) for one in story.sources])),
    )


@dataclass(frozen=True, slots=True)
class _Sentence:
    source: Source
    text: str
    terms: frozenset[int]
    position: int


def _choose(sources: Sequence[Source], most: int) -> list[Quotation]:
    """Sentences near the centre of the story, unlike each other, each from another feed while there is one."""
    pool = [one for source in sources for one in _sentences(source)]
    counts: dict[int, int] = {}
    for one in pool:
        for term in one.terms:
            counts[term] = counts.get(term, 0) + 1
    norm = math.sqrt(sum(count * count for count in counts.values())) or 1.0
    chosen: list[_Sentence] = []
    while pool and len(chosen) < most:
        used = {one.source.feed_id for one in chosen}
        fresh = [one for one in pool if one.source.feed_id not in used] or pool
        best = max(
            fresh, key=lambda one: (_worth(one, counts, norm, chosen), -one.source.entry_id, -one.position)
        )
        if chosen and max(_overlap(best, one) for one in chosen) > 0.7:
            pool.remove(best)
            continue
        chosen.append(best)
        pool.remove(best)
    return [_quotation(one.source, one.text) for one in chosen]


def _sentences(source: Source) -> list[_Sentence]:
    words = reader(plain_language(source.language) or "en")
    found = []
    for position, sentence in enumerate(sentences(source.text[:20_000])[:SENTENCES_LOOKED_AT]):
        terms = frozenset(term for term, _ in words.terms(sentence.text))
        if SHORTEST <= len(sentence.text) <= LONGEST and terms:
            found.append(_Sentence(source, sentence.text, terms, position))
    return found


def _worth(one: _Sentence, counts: dict[int, int], norm: float, chosen: Sequence[_Sentence]) -> float:
    central = sum(counts[term] for term in one.terms) / (norm * math.sqrt(len(one.terms)))
    redundant = max((_overlap(one, other) for other in chosen), default=0.0)
    return central - REDUNDANCY * redundant + POSITION / (1 + one.position)


def _overlap(one: _Sentence, other: _Sentence) -> float:
    return len(one.terms & other.terms) / math.sqrt(len(one.terms) * len(other.terms))


def _quotation(source: Source, text: str) -> Quotation:
    return Quotation(text, source.entry_id, source.feed_title, source.url, source.published_at)
