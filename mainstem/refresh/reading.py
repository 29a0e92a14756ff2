"""From bytes to clean entries: the part of a feed's way that only computes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from mainstem import content, parsing
from mainstem.content import links
from mainstem.content.addresses import LINK_SCHEMES
from mainstem.feeds import identity, traces
from mainstem.feeds.entry import CleanEntry, Enclosure, digest
from mainstem.feeds.errors import BadInput, NotAFeed
from mainstem.feeds.parsed import ParsedEnclosure, ParsedEntry, ParsedFeed
from mainstem.parsing import Recipe

_LONGEST_TITLE = 2_000
_LONGEST_URL = 8_000


@dataclass(frozen=True, slots=True)
class Reading:
    """A document as it was read: what it says of the feed, and its entries cleaned, in its order.

    ``feed`` is without its entries, of which only what was cleaned is needed, and ``dates``, a publication of
    each or None. ``familiar`` are the guid keys of entries that stand in it just as in the document before:
    those are not cleaned again. ``churned`` counts entries that came again under another guid. ``traces`` are to be
    remembered for the next reading.
    """

    feed: ParsedFeed
    entries: tuple[CleanEntry, ...]
    body_hash: str
    guid_policy: str
    fault: str = ""
    familiar: tuple[str, ...] = ()
    churned: int = 0
    traces: bytes = b""
    dates: tuple[datetime | None, ...] = ()


def body_hash(body: bytes) -> str:
    """Tells whether a body is the one that came last time."""
    return sha256(body).hexdigest()[:32]


def read(
    body: bytes,
    url: str,
    headers: Mapping[str, str],
    guid_policy: str = "guid",
    known: bytes = b"",
    recipe: Mapping[str, str] | None = None,
) -> Reading:
    """Parse and clean a document; ``known`` are the traces of the one before, ``recipe`` says how a page is a
    feed. Raises NotAFeed."""
    feed = scraped(body, url, recipe, headers) if recipe else parsing.parse(body, url, headers)
    identified = identity.identify(feed.entries, url, guid_policy)
    came = traces.of(feed.entries, identified.guids, content.POLICY)
    seen = traces.compare(came, known)
    entries = tuple(
        _clean(entry, guid, feed, url)
        for entry, guid, is_new in zip(feed.entries, identified.guids, seen.strange, strict=True)
        if is_new
    )
    familiar = tuple(
        digest(guid) for guid, is_same in zip(identified.guids, seen.same, strict=True) if is_same
    )
    return Reading(
        replace(feed, entries=()),
        entries,
        body_hash(body),
        identified.policy,
        identified.fault,
        familiar,
        seen.churned,
        traces.packed(came),
        tuple(entry.published_at for entry in feed.entries),
    )


def scraped(body: bytes, url: str, kept: Mapping[str, str], headers: Mapping[str, str]) -> ParsedFeed:
    """The feed that a kept recipe makes of a page. Raises NotAFeed."""
    known = {field.name for field in fields(Recipe)}
    given = {name: value for name, value in kept.items() if name in known}
    try:
        return parsing.scrape(body, url, Recipe(**{"kind": "", "item": "", **given}), headers)
    except BadInput as fault:
        raise NotAFeed(f"The recipe of this page cannot be used: {fault}") from fault


def _clean(entry: ParsedEntry, guid: str, feed: ParsedFeed, url: str) -> CleanEntry:
    base_url = entry.base_url or entry.url or feed.site_url or url
    html = content.clean(entry.html, base_url)
    text = content.text(html)
    shorter = entry.summary if entry.html is entry.content else entry.content
    address = (_followable(entry.url) or _web_address(guid))[:_LONGEST_URL]
    return CleanEntry(
        guid=guid,
        url=address,
        title=entry.title[:_LONGEST_TITLE] or _title_of(text, guid),
        html=html,
        text=text,
        summary=content.clean(shorter, base_url) if shorter else "",
        authors=tuple(
            one.name or one.email for one in entry.authors or feed.authors if one.name or one.email
        ),
        categories=entry.categories,
        enclosures=tuple(_enclosure(one) for one in entry.enclosures if _web_address(one.url)),
        published_at=_possible(entry.published_at or entry.updated_at),
        updated_at=_possible(entry.updated_at),
        language=entry.language or feed.language,
        image_url=_web_address(entry.image_url),
        url_key=url_key(address),
        extras=_extras(entry),
        policy=content.POLICY,
    )


def _title_of(text: str, guid: str) -> str:
    """An entry without a title goes by its first words, or by its guid."""
    words = " ".join(text[:400].split())
    return f"{words[:75].rstrip()}…" if len(words) > 75 else words or guid[:200]


def url_key(url: str) -> int:
    """63 bits of the canonical address: two entries with one key tell of the same page."""
    if not url:
        return 0
    return int.from_bytes(sha256(links.canonical(url).encode("utf-8", "replace")).digest()[:8], "big") >> 1


def _followable(url: str) -> str:
    """The address of an entry, if somebody may follow it in any app (magnet: yes, javascript: no)."""
    return url if url.partition(":")[0].lower() in LINK_SCHEMES else ""


def _web_address(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def _possible(moment: datetime | None) -> datetime | None:
    """A date that a reader's calendar can show in every time zone; others are as good as none."""
    return moment if moment and 1 < moment.year < 9999 else None


def _enclosure(came: ParsedEnclosure) -> Enclosure:
    return Enclosure(
        url=came.url,
        mime_type=came.mime_type,
        medium=came.medium,
        size_bytes=came.size_bytes,
        duration_seconds=came.duration_seconds,
        width=came.width,
        height=came.height,
        title=came.title,
        description=content.text(came.description),
        thumbnail_url=_web_address(came.thumbnail_url),
        credits=came.credits,
    )


def _extras(entry: ParsedEntry) -> dict[str, Any]:
    """What few entries have and pages show: kept as it is, without what is empty."""
    extras: dict[str, Any] = {
        "comments_url": _web_address(entry.comments_url),
        "comment_count": entry.comment_count,
        "external_url": _web_address(entry.external_url),
        "source_title": entry.source_title,
        "source_url": _web_address(entry.source_url),
        "license": entry.license,
        "places": [asdict(place) for place in entry.places],
        "episode": _episode(entry),
        "date_text": entry.date_text if entry.published_at is None else "",
    }
    return {name: value for name, value in extras.items() if value not in ("", None, [], {})}


def _episode(entry: ParsedEntry) -> dict[str, Any]:
    if entry.episode is None:
        return {}
    return {name: value for name, value in asdict(entry.episode).items() if value not in ("", None, ())}
