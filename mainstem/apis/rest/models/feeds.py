"""Subscriptions, the feeds behind them, how they fare, and candidates."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from mainstem.apis.rest.models.moments import written
from mainstem.feeds.parsed import Candidate as Found
from mainstem.feeds.poll import Poll as Kept
from mainstem.library.polls import Explanation as Why
from mainstem.reading import Subscription as Held
from mainstem.reading import Visibility

VisibilityName = Literal["important", "main", "folder", "feed", "hidden"]


class Subscription(BaseModel):
    """What the reader follows, with counts and how the feed fares."""

    feed_id: int
    title: str
    feed_url: str
    site_url: str
    description: str
    language: str
    visibility: VisibilityName
    is_muted: bool
    folder_ids: list[int]
    subscribed_at: datetime | None
    total_count: int
    unread_count: int
    starred_count: int
    fetched_at: datetime | None
    succeeded_at: datetime | None
    changed_at: datetime | None
    due_at: datetime | None
    failing_since: datetime | None
    faults: int
    fault: str
    is_gone: bool
    settings: dict[str, Any]


class NewSubscription(BaseModel):
    """A feed to follow, by its address or that of a page."""

    url: str = Field(min_length=1, max_length=8000)
    title: str = Field("", max_length=500)
    folder_ids: list[int] = Field(default_factory=list, max_length=100)


class SubscriptionChange(BaseModel):
    """What to change; what is left out stays."""

    title: str | None = Field(None, max_length=500)
    visibility: VisibilityName | None = None
    is_muted: bool | None = None
    folder_ids: list[int] | None = Field(None, max_length=100)


class Address(BaseModel):
    """What somebody pasted."""

    url: str = Field(min_length=1, max_length=8000)


class Candidate(BaseModel):
    """An address that may be a feed."""

    feed_url: str
    title: str
    kind: str
    score: float
    found_by: str


class Poll(BaseModel):
    """One look at a feed."""

    polled_at: datetime
    cause: str
    outcome: str
    status: int
    bytes: int
    milliseconds: int
    new_count: int
    changed_count: int
    words: str
    due_at: datetime | None
    why: str


class Explanation(BaseModel):
    """Why a feed was asked when it was, and why it is asked next when it will be."""

    polls: list[Poll] = Field(description="Newest first.")
    reasons: list[str] = Field(description="The deciding one first.")
    host: str = Field(description="Whether the host's budget is tight.")
    note: str = Field(description="What to tell the publisher.")


class Refreshed(BaseModel):
    """What came of asking a feed now."""

    new_entry_ids: list[int]
    changed: int


class Health(BaseModel):
    """How the reader's feeds fare."""

    feeds: int
    failing: list[Subscription] = Field(description="Worst first.")
    gone: list[Subscription]
    muted: int


def subscription(one: Held) -> dict[str, Any]:
    """A subscription."""
    feed = one.feed
    return {
        "feed_id": feed.id,
        "title": one.title,
        "feed_url": feed.feed_url,
        "site_url": feed.site_url,
        "description": feed.description,
        "language": feed.language,
        "visibility": one.visibility.name.lower(),
        "is_muted": one.is_muted,
        "folder_ids": list(one.folder_ids),
        "subscribed_at": written(one.subscribed_at),
        "total_count": one.total_count,
        "unread_count": one.unread_count,
        "starred_count": one.starred_count,
        "fetched_at": written(feed.fetched_at),
        "succeeded_at": written(feed.succeeded_at),
        "changed_at": written(feed.changed_at),
        "due_at": written(feed.due_at),
        "failing_since": written(feed.failing_since),
        "faults": feed.faults,
        "fault": feed.fault,
        "is_gone": feed.is_gone,
        "settings": dict(one.settings),
    }


def visibility(name: str) -> Visibility:
    """The visibility of a name."""
    return Visibility[name.upper()]


def candidate(one: Found) -> dict[str, Any]:
    """A candidate."""
    return {name: getattr(one, name) for name in Candidate.model_fields}


def explanation(one: Why) -> dict[str, Any]:
    """Why polls were made."""
    shown = [poll(each) for each in one.polls]
    return {"polls": shown, "reasons": list(one.reasons), "host": one.host, "note": one.note}


def poll(one: Kept) -> dict[str, Any]:
    """A poll."""
    values = {name: getattr(one, name) for name in Poll.model_fields}
    return {
        **values,
        "polled_at": written(one.polled_at),
        "due_at": written(one.due_at),
        "outcome": one.outcome.value,
    }
