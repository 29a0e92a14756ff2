"""A feed and its entries while their elements are being read, before what is missing is filled in.

Readers of elements write here; ``finished.py`` turns drafts into ParsedFeed and ParsedEntry. Class
attributes are the defaults, so that a draft costs only what its elements set.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mainstem.feeds.parsed import (
    Author,
    Category,
    Chapter,
    Cloud,
    Link,
    ParsedEnclosure,
    ParsedFeed,
    Place,
    Popularity,
    TextInput,
)

NOTHING: dict[str, tuple[int, str]] = {}
NONE: dict[str, dict[Any, None]] = {}


class Draft:
    """What feeds and entries have in common. Texts of dates stay texts until the end."""

    guid = ""
    title = ""
    title_language = ""
    url = ""
    language = ""
    rights = ""
    license = ""
    published_text = ""
    updated_text = ""
    created_text = ""
    expires_text = ""
    dated_text = ""  # dc:date: whichever of the two is missing
    image_url = ""
    summary_base = ""
    is_explicit: bool | None = None
    is_blocked: bool | None = None
    publisher: Author | None = None

    def __init__(self) -> None:
        self.authors: list[Author] = []
        self.spare_authors: list[Author] = []
        self.contributors: list[Author] = []
        self.categories: list[str] = []
        self.category_details: list[Category] = []
        self.links: list[Link] = []
        self.places: list[Place] = []
        self.spare = NOTHING
        self.rare = NONE

    def offer(self, field: str, rank: int, value: str) -> None:
        """``value`` for ``field`` should nothing better come; the lowest rank wins, then the first."""
        if not value:
            return
        if self.spare is NOTHING:
            self.spare = {}
        held = self.spare.get(field)
        if held is None or rank < held[0]:
            self.spare[field] = (rank, value)

    def spared(self, field: str) -> str:
        held = self.spare.get(field)
        return held[1] if held else ""

    def add(self, field: str, value: object) -> None:
        """One more of what few entries have, each once: credits, thumbnails, transcripts …"""
        if self.rare is NONE:
            self.rare = {}
        self.rare.setdefault(field, {})[value] = None

    def added(self, field: str) -> tuple[Any, ...]:
        return tuple(self.rare.get(field, ()))


class EntryDraft(Draft):
    """One entry."""

    is_permalink = False
    summary = ""
    summary_language = ""
    content = ""
    base_url = ""
    comments_url = ""
    comments_feed_url = ""
    comment_count: int | None = None
    source_title = ""
    source_url = ""
    source: ParsedFeed | None = None
    original_url = ""
    season = ""
    season_name = ""
    episode_number = ""
    episode_kind = ""
    chapters_url = ""
    subtitle = ""
    video_id = ""
    channel_id = ""
    groups = 0
    popularity: Popularity | None = None
    duration_seconds: int | None = None
    has_episode = False
    keywords: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.enclosures: list[ParsedEnclosure] = []


class FeedDraft(Draft):
    """The feed itself."""

    description = ""
    description_html = ""
    description_language = ""
    rights_language = ""
    info = ""
    info_html = ""
    icon_url = ""
    new_url = ""
    generator = ""
    generator_url = ""
    generator_version = ""
    docs_url = ""
    image_title = ""
    image_link = ""
    image_description = ""
    image_width: int | None = None
    image_height: int | None = None
    text_input: TextInput | None = None
    ttl: timedelta | None = None
    period = ""
    frequency = 1
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    cloud: Cloud | None = None
    is_complete = False
    is_archive = False
    namespaces: tuple[tuple[str, str], ...] = ()
