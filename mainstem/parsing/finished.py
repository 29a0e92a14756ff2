"""Drafts → ParsedEntry and ParsedFeed: what is missing is filled in from what there is."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from mainstem.feeds.parsed import (
    Author,
    Episode,
    Link,
    ParsedEnclosure,
    ParsedEntry,
    ParsedFeed,
    Place,
    Transcript,
)
from mainstem.parsing import files
from mainstem.parsing.dates import parse_date
from mainstem.parsing.draft import NONE, NOTHING, Draft, EntryDraft, FeedDraft
from mainstem.parsing.making import make_entry, make_link
from mainstem.parsing.markup import first_image
from mainstem.parsing.people import unique
from mainstem.parsing.scope import Scope

_T = TypeVar("_T")
_WEB = ("http://", "https://")
_PAGES = frozenset(("", "text/html", "application/xhtml+xml", "html", "xhtml"))
_BEST = (
    "text/vtt",
    "application/x-subrip",
    "application/srt",
    "text/html",
    "application/json",
    "text/plain",
    "",
)
_NO_TRANSCRIPT = Transcript("")
_AS_DRAFTED = tuple(
    sys.intern(name)  # keywords that are not interned are matched ten times as slowly
    for name in """
    title_language description_language rights_language new_url icon_url image_title image_link image_description
    image_width image_height text_input generator generator_url generator_version license is_complete is_archive ttl
    skip_hours skip_days cloud namespaces guid rights publisher docs_url is_explicit is_blocked
    """.split()
)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}


def entry(draft: EntryDraft, scope: Scope) -> ParsedEntry:
    """The entry that a draft describes."""
    published_at, updated_at = _moments(draft)
    has_spares = draft.spare is not NOTHING
    has_rare = draft.rare is not NONE
    url = _entry_url(draft, scope)
    language = draft.language or (draft.spared("language") if has_spares else "") or scope.language
    others = [link for link in draft.links if link.rel != "alternate"] if draft.links else draft.links
    enclosures = files.gathered(draft, others) if draft.enclosures or others else ()
    authors = draft.authors or draft.spare_authors
    return make_entry(
        guid=draft.guid or (draft.spared("guid") if has_spares else ""),
        is_permalink=draft.is_permalink and draft.guid == url,
        url=url,
        external_url=_first(others, "related") if others else "",
        title=draft.title or (draft.spared("title") if has_spares else ""),
        summary=draft.summary or (draft.spared("summary") if has_spares else ""),
        content=draft.content,
        base_url=draft.base_url or draft.summary_base or scope.base,
        language=language,
        authors=(authors[0],) if len(authors) == 1 else unique(authors),
        contributors=unique(draft.contributors) if draft.contributors else (),
        categories=_once(draft.categories) if draft.categories else (),
        published_at=published_at,
        updated_at=updated_at,
        date_text=draft.published_text or draft.dated_text or draft.created_text or draft.updated_text,
        enclosures=enclosures,
        image_url=_image(draft, enclosures),
        comments_url=draft.comments_url or (_replies(others, is_page=True) if others else ""),
        comments_feed_url=draft.comments_feed_url or (_replies(others, is_page=False) if others else ""),
        comment_count=draft.comment_count,
        source_title=draft.source_title,
        source_url=draft.source_url,
        license=draft.license,
        places=_places(draft) if draft.places else (),
        episode=_episode(draft) if draft.has_episode or draft.is_explicit is not None else None,
        created_at=parse_date(draft.created_text) if draft.created_text else None,
        expires_at=parse_date(draft.expires_text) if draft.expires_text else None,
        links=_links(draft, url),
        category_details=_once(draft.category_details) if draft.category_details else (),
        rights=draft.rights,
        publisher=draft.publisher,
        source=draft.source,
        credits=draft.added("credits") if has_rare else (),
        thumbnails=draft.added("thumbnails") if has_rare else (),
        replies_to=draft.added("replies_to") if has_rare else (),
        popularity=draft.popularity,
        video_id=draft.video_id,
        channel_id=draft.channel_id,
        title_language=draft.title_language if scope.has_languages else language,
        summary_language=draft.summary_language if scope.has_languages else language,
    )


def _moments(draft: Draft) -> tuple[datetime | None, datetime | None]:
    """Publication and update. Each stands in for the other's absence only where a reader needs it:
    an entry that was updated but never published was published then."""
    published_at = parse_date(draft.published_text) if draft.published_text else None
    updated_at = published_at
    if draft.updated_text != draft.published_text:
        updated_at = parse_date(draft.updated_text) if draft.updated_text else None
    dated_at = parse_date(draft.dated_text) if draft.dated_text else None
    if published_at is None and draft.created_text:
        published_at = dated_at or parse_date(draft.created_text)
    return published_at or dated_at or updated_at, updated_at or dated_at


def _entry_url(draft: EntryDraft, scope: Scope) -> str:
    url = draft.original_url or draft.url or (_page(draft.links) if draft.links else "")
    if url:
        return url
    is_address = draft.guid.startswith(_WEB)
    if is_address and draft.is_permalink:
        return draft.guid
    spare = draft.spared("url") or (draft.enclosures[0].url if draft.enclosures else "")
    spare = spare or _first(draft.links, "enclosure")
    if spare or not is_address or scope.format.startswith("rss"):
        return spare
    return draft.guid  # RSS would say so of its guid; Atom and RDF cannot


def _page(links: list[Link]) -> str:
    """The alternate link, a page before anything else."""
    other = ""
    for link in links:
        if link.rel == "alternate":
            if link.mime_type in _PAGES:
                return link.url
            other = other or link.url
    return other


def _first(links: list[Link], rel: str) -> str:
    return next((link.url for link in links if link.rel == rel), "")


def _links(draft: Draft, url: str) -> tuple[Link, ...]:
    """All links, the page itself among them however it was told."""
    if not draft.links:
        return (make_link(url),) if url else ()
    if not url or url in [link.url for link in draft.links]:
        return tuple(draft.links)
    return (make_link(url), *draft.links)


def _replies(links: list[Link], *, is_page: bool) -> str:
    return next(
        (one.url for one in links if one.rel == "replies" and ("html" in one.mime_type) == is_page), ""
    )


def _once(values: list[_T]) -> tuple[_T, ...]:
    return (values[0],) if len(values) == 1 else tuple(dict.fromkeys(values))


def _image(draft: EntryDraft, enclosures: tuple[ParsedEnclosure, ...]) -> str:
    found = draft.spared("image") if draft.spare is not NOTHING else ""
    if found:
        return found
    if enclosures:
        pictured = next((one.thumbnail_url for one in enclosures if one.thumbnail_url), "")
        pictured = pictured or next((one.url for one in enclosures if one.medium == "image"), "")
        if pictured:
            return pictured
    return first_image(draft.content or draft.summary)


def _places(draft: Draft) -> tuple[Place, ...]:
    name = draft.spared("place")
    places = dict.fromkeys(draft.places)
    return tuple(replace(place, name=place.name or name) if name else place for place in places)


def _rank(one: Transcript) -> int:
    """Which form of a transcript carries most: lines with their times, then text with its shape."""
    return _BEST.index(one.mime_type) if one.mime_type in _BEST else len(_BEST)


def _episode(draft: EntryDraft) -> Episode:
    transcripts = draft.added("transcripts")
    best = min(transcripts, key=_rank, default=_NO_TRANSCRIPT)
    return Episode(
        season=draft.season,
        season_name=draft.season_name,
        number=draft.episode_number,
        kind=draft.episode_kind,
        chapters_url=draft.chapters_url,
        transcript_url=best.url,
        transcript_type=best.mime_type,
        transcripts=transcripts,
        persons=draft.added("persons"),
        is_explicit=draft.is_explicit,
        is_blocked=draft.is_blocked,
        subtitle=draft.subtitle,
        keywords=draft.keywords,
        chapters=draft.chapters,
    )


def feed(
    draft: FeedDraft, entries: tuple[ParsedEntry, ...], scope: Scope, faults: tuple[str, ...] = ()
) -> ParsedFeed:
    """The feed that a draft describes, with its entries."""
    authors: list[Author] = draft.authors or draft.spare_authors
    if not authors and draft.publisher:
        authors = [draft.publisher]
    dated_at = parse_date(draft.dated_text)
    site_url = draft.url or _page(draft.links) or draft.spared("url")
    period = _PERIODS.get(draft.period)
    return ParsedFeed(
        format=scope.format,
        entries=entries,
        title=draft.title or draft.spared("title"),
        description=draft.description or draft.spared("description") or draft.info,
        description_html=draft.description_html or draft.spared("summary") or draft.info_html,
        site_url=site_url,
        self_url=_first(draft.links, "self"),
        language=draft.language or scope.language,
        authors=unique(authors),
        contributors=unique(draft.contributors),
        categories=_once(draft.categories),
        category_details=_once(draft.category_details) if draft.category_details else (),
        image_url=draft.image_url or draft.spared("image") or first_image(draft.description_html),
        published_at=parse_date(draft.published_text) or dated_at,
        updated_at=parse_date(draft.updated_text) or dated_at,
        created_at=parse_date(draft.created_text),
        expires_at=parse_date(draft.expires_text),
        hub_urls=tuple(dict.fromkeys(link.url for link in draft.links if link.rel == "hub")),
        next_url=_first(draft.links, "next"),
        previous_archive_url=_first(draft.links, "prev-archive"),
        update_period=period / max(draft.frequency, 1) if period else None,
        faults=faults,
        encoding=scope.encoding,
        links=_links(draft, site_url),
        places=_places(draft),
        credits=draft.added("credits"),
        **{name: getattr(draft, name) for name in _AS_DRAFTED},
    )
