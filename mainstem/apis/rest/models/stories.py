"""Stories, the briefing, what comes next: each with the sentence or the words that say so."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from mainstem.apis.rest.models import entries
from mainstem.apis.rest.models.entries import Entry
from mainstem.apis.rest.models.moments import written
from mainstem.library.ahead import Calendar as Ahead
from mainstem.library.ahead import Gone as Past
from mainstem.library.briefings.composing import Brief as Composed
from mainstem.library.stories import StoryEntryShown, StoryPage
from mainstem.stories import Evidence as Why
from mainstem.stories.briefing import BriefStory as Brief
from mainstem.stories.briefing import Quotation as Quoted
from mainstem.stories.events import Next as Coming
from mainstem.stories.events import Told as Heard
from mainstem.stories.events.event import Event as Found


class SharedWord(BaseModel):
    """A word that two entries have in common, and its part of their likeness."""

    word: str
    weight: float


class Evidence(BaseModel):
    """Why an entry stands in its story."""

    reason: str = Field(description="reader, address, text, reprint or words.")
    other_id: int = Field(description="The entry that it stands with.")
    strength: float
    words: list[SharedWord]


class Doubt(BaseModel):
    """Something in an entry's text that cannot be right, like a date on another weekday."""

    text: str
    sentence: str
    readings: list[date]


class Told(BaseModel):
    """What happens somewhere at some time, and the sentence that says so."""

    kind: str
    status: str
    who: list[str]
    what: str
    where: str
    sentence: str
    first_day: date | None
    last_day: date | None
    is_stated: bool = Field(description="The date is written there, not inferred.")
    after: str
    doubt: str


class Happening(Told):
    """The same with the entries that tell it, the earliest first."""

    entry_ids: list[int]
    published_at: datetime


class Claim(BaseModel):
    """What one source says: so many of a thing."""

    entry_id: int
    feed_id: int
    value: float
    sentence: str


class Disagreement(BaseModel):
    """A thing that sources count differently."""

    thing: str
    claims: list[Claim]


class StoryEntry(BaseModel):
    """An entry of a story."""

    entry: Entry
    evidence: list[Evidence] = Field(description="Empty where it began the story.")
    copy_of: int | None = Field(description="The entry of which it is a reprint.")
    doubts: list[Doubt]


class Story(BaseModel):
    """All that the reader has of one happening, in the order of arrival."""

    story_id: int
    sources: int
    first_seen_at: datetime
    entries: list[StoryEntry]
    disagreements: list[Disagreement]
    timeline: list[Happening]


class Correction(BaseModel):
    """That two entries tell the same story, or do not; kept for good, for this reader."""

    entry_id: int = Field(ge=1, lt=2**63)
    other_id: int = Field(ge=1, lt=2**63)
    is_same: bool


class Quotation(BaseModel):
    """A sentence, word for word."""

    text: str
    entry_id: int
    feed_title: str
    url: str
    published_at: datetime


class BriefStory(BaseModel):
    """A story of the briefing."""

    story_id: int
    title: str
    sources: int
    importance: float
    quotations: list[Quotation]
    disagreements: list[Disagreement]


class Next(Happening):
    """What comes, and what is said to come then, without a date."""

    then: list[Told]


class Report(BaseModel):
    """What a later entry says of it."""

    entry_id: int
    sentence: str


class Gone(Happening):
    """An event whose day has passed, and what was reported since."""

    reports: list[Report]


class Calendar(BaseModel):
    """What is next, the soonest first; what has just been, the latest first."""

    coming: list[Next]
    gone: list[Gone]


class Briefing(BaseModel):
    """What mattered: new stories, those that go on for days, what rare feeds wrote; and what is next."""

    since: datetime
    new: list[BriefStory]
    running: list[BriefStory]
    quiet: list[Quotation]
    coming: list[Next]


def story(one: StoryPage) -> dict[str, Any]:
    """A story."""
    return {
        "story_id": one.story_id,
        "sources": one.sources,
        "first_seen_at": written(one.first_seen_at),
        "entries": [_entry(each) for each in one.entries],
        "disagreements": [asdict(each) for each in one.disagreements],
        "timeline": [_happening(each) for each in one.timeline],
    }


def _entry(one: StoryEntryShown) -> dict[str, Any]:
    doubts = [
        {
            "text": each.text,
            "sentence": each.sentence,
            "readings": [day.isoformat() for day in each.readings],
        }
        for each in one.contradictions
    ]
    evidence = [_evidence(each) for each in one.evidence]
    return {
        "entry": entries.entry(one.shown),
        "evidence": evidence,
        "copy_of": one.copy_of,
        "doubts": doubts,
    }


def _evidence(one: Why) -> dict[str, Any]:
    return {**asdict(one), "reason": one.reason.value}


def _told(one: Found) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "status": one.status.value,
        "who": list(one.who),
        "what": one.what,
        "where": one.where,
        "sentence": one.sentence,
        "first_day": one.lo.isoformat() if one.lo else None,
        "last_day": one.hi.isoformat() if one.hi else None,
        "is_stated": one.is_stated,
        "after": one.after,
        "doubt": one.doubt,
    }


def _happening(one: Heard) -> dict[str, Any]:
    published = written(one.published_at)
    return {**_told(one.event), "entry_ids": list(one.entry_ids), "published_at": published}


def calendar(one: Ahead) -> dict[str, Any]:
    """What comes, and what has been."""
    return {"coming": [_coming(each) for each in one.coming], "gone": [_gone(each) for each in one.gone]}


def _coming(one: Coming) -> dict[str, Any]:
    return {**_happening(one.told), "then": [_told(each) for each in one.then]}


def _gone(one: Past) -> dict[str, Any]:
    reports = [{"entry_id": each.report_id, "sentence": each.sentence} for each in one.reports]
    return {**_happening(one.told), "reports": reports}


def briefing(one: Composed) -> dict[str, Any]:
    """A briefing."""
    return {
        "since": written(one.since),
        "new": [_brief(each) for each in one.told.new],
        "running": [_brief(each) for each in one.told.running],
        "quiet": [_quotation(each) for each in one.told.quiet],
        "coming": [_coming(each) for each in one.coming],
    }


def _brief(one: Brief) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("story_id", "title", "sources", "importance")}
    return {
        **plain,
        "quotations": [_quotation(each) for each in one.quotations],
        "disagreements": [asdict(each) for each in one.disagreements],
    }


def _quotation(one: Quoted) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("text", "entry_id", "feed_title", "url")}
    return {**plain, "published_at": written(one.published_at)}
