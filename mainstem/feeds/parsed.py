"""What a publisher's document says, as it was read and before anything is kept.

Made by ``parsing.parse``; read by ``feeds.changes.decide``. Nothing here is trusted or cleaned:
HTML is as published (``content.clean`` comes later), addresses are absolute where a base was known.
Times are aware UTC, or None where the document gives none that can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote it. Empty strings where the document is silent."""

    name: str = ""
    email: str = ""
    url: str = ""
    image_url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A typed link, as in Atom's ``link`` element. ``rel`` is "alternate" where the document is silent."""

    url: str
    rel: str = "alternate"
    mime_type: str = ""
    title: str = ""
    language: str = ""
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A publisher's category in full: its term, the scheme that defines it, and the label to show."""

    term: str
    scheme: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ParsedEnclosure:
    """A file that belongs to an entry: a picture, a podcast's episode, a video, a document."""

    url: str
    mime_type: str = ""
    medium: str = ""  # image, audio, video, document, or ""
    size_bytes: int | None = None
    duration_seconds: int | None = None
    width: int | None = None
    height: int | None = None
    title: str = ""
    description: str = ""
    thumbnail_url: str = ""
    player_url: str = ""
    credits: tuple[str, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the earth in degrees (WGS 84), with its name where given."""

    latitude: float
    longitude: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A named moment of an episode."""

    starts_after_seconds: float
    title: str = ""
    url: str = ""
    image_url: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """What a podcast's or a channel's entry says about itself."""

    season: str = ""
    number: str = ""
    kind: str = ""  # full, trailer, bonus
    chapters_url: str = ""
    transcript_url: str = ""
    transcript_type: str = ""
    persons: tuple[str, ...] = ()
    is_explicit: bool | None = None
    is_blocked: bool | None = None
    subtitle: str = ""
    keywords: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One entry of a document.

    ``title`` is text, decoded once. ``content`` and ``summary`` are HTML as published (text-typed
    bodies are escaped); ``html`` is the longer true body of the two. ``base_url`` resolves what is
    relative in them. ``date_text`` is the publication date as written.
    """

    guid: str = ""
    is_permalink: bool = False
    url: str = ""
    external_url: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    base_url: str = ""
    language: str = ""
    authors: tuple[Author, ...] = ()
    contributors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    published_at: datetime | None = None
    updated_at: datetime | None = None
    date_text: str = ""
    enclosures: tuple[ParsedEnclosure, ...] = ()
    image_url: str = ""
    comments_url: str = ""
    comments_feed_url: str = ""
    comment_count: int | None = None
    source_title: str = ""
    source_url: str = ""
    license: str = ""
    places: tuple[Place, ...] = ()
    episode: Episode | None = None
    created_at: datetime | None = None
    expires_at: datetime | None = None
    links: tuple[Link, ...] = ()
    category_details: tuple[Category, ...] = ()  # of those that say more than a term
    rights: str = ""
    publisher: Author | None = None
    source: ParsedFeed | None = None  # atom:source, the feed that it was first published in

    @property
    def html(self) -> str:
        """The longer body of content and summary, as published."""
        return self.content if len(self.content) >= len(self.summary) else self.summary


@dataclass(frozen=True, slots=True)
class Cloud:
    """An rssCloud registration point, as in RSS 2.0's ``cloud`` element."""

    domain: str
    port: int
    path: str
    register_procedure: str = ""
    protocol: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A whole document. ``format`` is one of rss-0.90 … rss-2.0, rdf-1.0, rdf-1.1, atom-0.3, atom-1.0,
    json-1.0, json-1.1, cdf, rss-json, h-feed, scraped; ``faults`` lists in words what was mended."""

    format: str
    entries: tuple[ParsedEntry, ...] = ()
    title: str = ""
    description: str = ""
    site_url: str = ""
    self_url: str = ""
    new_url: str = ""  # itunes:new-feed-url
    language: str = ""
    authors: tuple[Author, ...] = ()
    categories: tuple[str, ...] = ()
    icon_url: str = ""
    image_url: str = ""
    generator: str = ""
    license: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None
    hub_urls: tuple[str, ...] = ()
    next_url: str = ""
    previous_archive_url: str = ""
    is_complete: bool = False
    is_archive: bool = False
    ttl: timedelta | None = None
    update_period: timedelta | None = None  # sy:updatePeriod / sy:updateFrequency
    skip_hours: frozenset[int] = frozenset()  # 0-23, UTC
    skip_days: frozenset[int] = frozenset()  # 0 = Monday
    cloud: Cloud | None = None
    encoding: str = ""
    faults: tuple[str, ...] = ()
    guid: str = ""
    rights: str = ""
    publisher: Author | None = None
    contributors: tuple[Author, ...] = ()
    links: tuple[Link, ...] = ()
    category_details: tuple[Category, ...] = ()
    places: tuple[Place, ...] = ()
    generator_url: str = ""
    generator_version: str = ""
    docs_url: str = ""
    image_title: str = ""
    image_link: str = ""
    description_html: str = ""  # the description as published, addresses resolved
    is_explicit: bool | None = None
    is_blocked: bool | None = None
    created_at: datetime | None = None
    expires_at: datetime | None = None
    namespaces: tuple[tuple[str, str], ...] = ()  # (prefix, URI) as declared at the root


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed. ``score`` orders candidates, highest first; ``found_by`` says how."""

    feed_url: str
    title: str = ""
    kind: str = ""  # rss, atom, json, page …; "" where unknown before it is fetched
    score: float = 0.0
    found_by: str = ""
