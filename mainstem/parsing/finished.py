"""Drafts → ParsedEntry and ParsedFeed: what is missing is filled in from what there is."""

from __future__ import annotations

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
)
from mainstem.parsing.dates import parse_date
from mainstem.parsing.draft import NOTHING, Draft, EntryDraft, FeedDraft
from mainstem.parsing.making import make_enclosure, make_entry
from mainstem.parsing.markup import first_image
from mainstem.parsing.people import unique
from mainstem.parsing.scope import Scope

_T = TypeVar("_T")
_PAGES = frozenset(("", "text/html", "application/xhtml+xml", "html", "xhtml"))
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_MEDIA = ("image", "audio", "video")
_ENDINGS = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg",
    "wav": "audio/wav", "flac": "audio/flac", "aac": "audio/aac", "mp4": "video/mp4", "m4v": "video/mp4",
    "webm": "video/webm", "mov": "video/quicktime", "mkv": "video/x-matroska", "ogv": "video/ogg",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp",
    "avif": "image/avif", "svg": "image/svg+xml", "pdf": "application/pdf", "epub": "application/epub+zip",
}  # fmt: skip


def entry(draft: EntryDraft, scope: Scope) -> ParsedEntry:
    """The entry that a draft describes."""
    published_at, updated_at = _moments(draft)
    has_spares = draft.spare is not NOTHING
    url = _entry_url(draft)
    others = [link for link in draft.links if link.rel != "alternate"] if draft.links else draft.links
    enclosures = _enclosures(draft, others) if draft.enclosures or others else ()
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
        language=draft.language or (draft.spared("language") if has_spares else "") or scope.language,
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
        links=tuple(draft.links) if draft.links else (),
        category_details=_once(draft.category_details) if draft.category_details else (),
        rights=draft.rights,
        publisher=draft.publisher,
        source=draft.source,
    )


def _moments(draft: Draft) -> tuple[datetime | None, datetime | None]:
    """Publication and update. Each stands in for the other's absence only where a reader needs it:
    an entry that was updated but never published was published then."""
    published_at = parse_date(draft.published_text) if draft.published_text else None
    updated_at = parse_date(draft.updated_text) if draft.updated_text else None
    dated_at = parse_date(draft.dated_text) if draft.dated_text else None
    if published_at is None and draft.created_text:
        published_at = dated_at or parse_date(draft.created_text)
    return published_at or dated_at or updated_at, updated_at or dated_at


def _entry_url(draft: EntryDraft) -> str:
    if draft.original_url:
        return draft.original_url
    url = draft.url or (_page(draft.links) if draft.links else "")
    if url:
        return url
    if draft.is_permalink and draft.guid.startswith(("http://", "https://")):
        return draft.guid
    if draft.spare is not NOTHING and draft.spared("url"):
        return draft.spared("url")
    if draft.enclosures:
        return draft.enclosures[0].url
    return _first(draft.links, "enclosure")


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


def _replies(links: list[Link], *, is_page: bool) -> str:
    return next(
        (one.url for one in links if one.rel == "replies" and ("html" in one.mime_type) == is_page), ""
    )


def _once(values: list[_T]) -> tuple[_T, ...]:
    return (values[0],) if len(values) == 1 else tuple(dict.fromkeys(values))


def _enclosures(draft: EntryDraft, links: list[Link]) -> tuple[ParsedEnclosure, ...]:
    """Enclosures of every vocabulary, each address once, what they say of it put together."""
    found = draft.enclosures
    for link in links:
        if link.rel == "enclosure":
            found.append(
                make_enclosure(
                    link.url,
                    link.mime_type,
                    size_bytes=link.size_bytes,
                    title=link.title,
                    language=link.language,
                )
            )
    if not found:
        return ()
    by_url: dict[str, ParsedEnclosure] = {}
    for one in found:
        held = by_url.get(one.url)
        by_url[one.url] = _completed(one) if held is None else _merged(held, _completed(one))
    kept = list(by_url.values())
    _lend(draft, kept)
    return tuple(kept)


def _lend(draft: EntryDraft, kept: list[ParsedEnclosure]) -> None:
    """Give the only enclosure the duration and the player that the entry names beside it."""
    for index, one in enumerate(kept):
        if draft.duration_seconds is not None and one.duration_seconds is None and one.medium != "image":
            kept[index] = one = replace(one, duration_seconds=draft.duration_seconds)
        if len(kept) == 1 and not one.player_url and draft.spared("player"):
            kept[index] = replace(one, player_url=draft.spared("player"))


def _completed(one: ParsedEnclosure) -> ParsedEnclosure:
    mime_type = one.mime_type or _by_ending(one.url)
    medium = one.medium or mime_type.partition("/")[0]
    if medium not in _MEDIA:
        medium = "document" if mime_type or one.medium else ""
    if mime_type == one.mime_type and medium == one.medium:
        return one
    return replace(one, mime_type=mime_type, medium=medium)


def _by_ending(url: str) -> str:
    path = url.partition("?")[0].partition("#")[0]
    return _ENDINGS.get(path.rpartition(".")[2].lower(), "")


def _merged(first: ParsedEnclosure, second: ParsedEnclosure) -> ParsedEnclosure:
    fields = {name: getattr(first, name) or getattr(second, name) for name in ParsedEnclosure.__slots__}
    return ParsedEnclosure(**fields)


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


def _episode(draft: EntryDraft) -> Episode:
    return Episode(
        season=draft.season,
        number=draft.episode_number,
        kind=draft.episode_kind,
        chapters_url=draft.chapters_url,
        transcript_url=draft.transcript_url,
        transcript_type=draft.transcript_type,
        persons=draft.persons,
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
    period = _PERIODS.get(draft.period)
    return ParsedFeed(
        format=scope.format,
        entries=entries,
        title=draft.title or draft.spared("title"),
        description=draft.description or draft.spared("description") or draft.info,
        description_html=draft.description_html or draft.spared("summary") or draft.info_html,
        site_url=draft.url or _page(draft.links) or draft.spared("url"),
        self_url=_first(draft.links, "self"),
        new_url=draft.new_url,
        language=draft.language or scope.language,
        authors=unique(authors),
        contributors=unique(draft.contributors),
        categories=_once(draft.categories),
        category_details=_once(draft.category_details) if draft.category_details else (),
        icon_url=draft.icon_url,
        image_url=draft.image_url or draft.spared("image") or first_image(draft.description_html),
        image_title=draft.image_title,
        image_link=draft.image_link,
        generator=draft.generator,
        generator_url=draft.generator_url,
        generator_version=draft.generator_version,
        license=draft.license,
        published_at=parse_date(draft.published_text),
        updated_at=parse_date(draft.updated_text) or dated_at,
        created_at=parse_date(draft.created_text),
        expires_at=parse_date(draft.expires_text),
        hub_urls=tuple(dict.fromkeys(link.url for link in draft.links if link.rel == "hub")),
        next_url=_first(draft.links, "next"),
        previous_archive_url=_first(draft.links, "prev-archive"),
        is_complete=draft.is_complete,
        is_archive=draft.is_archive,
        ttl=draft.ttl,
        update_period=period / max(draft.frequency, 1) if period else None,
        skip_hours=draft.skip_hours,
        skip_days=draft.skip_days,
        cloud=draft.cloud,
        faults=faults,
        encoding=scope.encoding,
        namespaces=draft.namespaces,
        guid=draft.guid,
        rights=draft.rights,
        publisher=draft.publisher,
        links=tuple(draft.links),
        places=_places(draft),
        docs_url=draft.docs_url,
        is_explicit=draft.is_explicit,
        is_blocked=draft.is_blocked,
    )
