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
class Credit:
    """Somebody who took part, as in Media RSS's ``credit`` or Podcasting 2.0's ``person``."""

    name: str
    role: str = ""  # in lower case: author, host, guest, photographer …
    scheme: str = ""  # the scheme of the role (media), or the group it is of (podcast: cast, writing …)
    url: str = ""
    image_url: str = ""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture that stands for something, with its size in pixels where given."""

    url: str
    width: int | None = None
    height: int | None = None
    starts_after_seconds: float | None = None  # the moment of a video that it shows


@dataclass(frozen=True, slots=True)
class ParsedEnclosure:
    """A file that belongs to an entry: a picture, a podcast's episode, a video, a document.

    ``group`` is the number, from 1, of the ``media:group`` in whose several forms the same thing comes,
    0 outside of any; ``is_default`` marks the form to choose. ``expression`` is sample, full or nonstop.
    ``credits`` are names; who did what stands in the entry's ``credits``.
    """

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
    group: int = 0
    is_default: bool = False
    expression: str = ""
    bitrate_kbps: int | None = None
    thumbnails: tuple[Thumbnail, ...] = ()


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
class Transcript:
    """A file with what is said in an episode. ``rel`` is "captions" where its lines are timed."""

    url: str
    mime_type: str = ""
    language: str = ""
    rel: str = ""


@dataclass(frozen=True, slots=True)
class Episode:
    """What a podcast's or a channel's entry says about itself.

    ``transcript_url`` is the transcript in the form that carries most, ``transcripts`` are all;
    ``persons`` are names, with their roles in the entry's ``credits``.
    """

    season: str = ""
    season_name: str = ""
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
    transcripts: tuple[Transcript, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What an entry answers: RFC 4685's ``in-reply-to``. ``ref`` is the guid of that entry."""

    ref: str = ""
    url: str = ""
    mime_type: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Popularity:
    """How much something was looked at and liked: Media RSS's ``community``, as YouTube fills it."""

    views: int | None = None
    favourites: int | None = None
    average: float | None = None  # of the stars given
    votes: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """One entry of a document.

    ``title`` is text, decoded once. ``content`` and ``summary`` are HTML as published (text-typed
    bodies are escaped), each "" where the document does not give it; ``html`` is the longer true body of
    the two. ``base_url`` resolves what is relative in them; ``language`` is that of the body, and where a
    title or a summary has one of its own, it stands beside. ``date_text`` is the publication date as written.
    ``links`` are all links, RSS's own among them as "alternate"; rels that no vocabulary of links has:
    "comment-api" (wfw:comment), "pingback" and "pingback-target". ``category_details`` are those of
    ``categories`` that say more than a term.
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
    category_details: tuple[Category, ...] = ()
    rights: str = ""
    publisher: Author | None = None
    source: ParsedFeed | None = None  # atom:source, the feed that it was first published in
    credits: tuple[Credit, ...] = ()
    thumbnails: tuple[Thumbnail, ...] = ()
    replies_to: tuple[Reply, ...] = ()
    popularity: Popularity | None = None
    video_id: str = ""  # YouTube's
    channel_id: str = ""  # YouTube's
    title_language: str = ""
    summary_language: str = ""

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
class TextInput:
    """RSS's ``textInput``: a form of one field, called ``name``, that ``url`` answers."""

    title: str = ""
    description: str = ""
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """A whole document. ``format`` is one of rss-0.90 … rss-2.0, rdf-1.0, rdf-1.1, atom-0.3, atom-1.0,
    json-1.0, json-1.1, cdf, rss-json, h-feed, scraped; ``faults`` lists in words what was mended.

    ``description`` is text, ``description_html`` the same as published. ``image_url`` is the feed's picture
    (RSS's image, Atom's logo, a podcast's cover), the other ``image_…`` what is said of it; ``icon_url`` the
    small square one. ``publisher`` is dc:publisher, webMaster or the podcast's owner. ``links`` are all links
    with their rels: "payment" are a podcast's ways to be funded; what others need is told apart
    in ``self_url``, ``hub_urls``, ``next_url`` and ``previous_archive_url`` (RFC 5005).
    """

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
    image_description: str = ""
    image_width: int | None = None  # pixels
    image_height: int | None = None
    text_input: TextInput | None = None
    description_html: str = ""  # the description as published, addresses resolved
    is_explicit: bool | None = None
    is_blocked: bool | None = None
    created_at: datetime | None = None
    expires_at: datetime | None = None
    namespaces: tuple[tuple[str, str], ...] = ()  # (prefix, URI) as declared at the root
    credits: tuple[Credit, ...] = ()
    title_language: str = ""
    description_language: str = ""
    rights_language: str = ""


@dataclass(frozen=True, slots=True)
class EntryPreview:
    """One of the entries that a candidate would bring."""

    title: str
    url: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed. ``score`` orders candidates, highest first; ``found_by`` says how.

    ``preview`` are its first entries, where they are known without asking for it.
    """

    feed_url: str
    title: str = ""
    kind: str = ""  # rss, atom, json, page …; "" where unknown before it is fetched
    score: float = 0.0
    found_by: str = ""
    preview: tuple[EntryPreview, ...] = ()
