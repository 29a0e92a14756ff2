"""An entry as it is drawn: what the template shows, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from typing import Any

from markupsafe import Markup, escape

from mainstem import content
from mainstem.content import SafeHTML, trusted
from mainstem.feeds.entry import Content, Enclosure, Has
from mainstem.library import highlighting, listening, positions
from mainstem.library.highlighting import Sought
from mainstem.library.listening import Chapter
from mainstem.reading import ReaderEntry, State, View
from mainstem.reading.overview import Followed, Overview
from mainstem.web.outline import icon
from mainstem.web.visit import Visit

INLINE_CHARACTERS = 20_000  # a longer body is fetched when its entry is opened
INLINE_TOGETHER = 96_000  # and so are those beyond this, so that a page stays light
_LONGEST_TITLE = 300
_WORDS_PER_MINUTE = 230
_LETTERS_PER_WORD = 6
_SUMMARY = 300  # characters
_PICTURE = re.compile(r'<img [^>]*?src="(https?://[^"]+)"')


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of an entry. ``kind`` is image, audio, video or file; ``place`` its number in the entry, under
    which ``seconds`` are kept: how far the reader has come."""

    file: Enclosure
    kind: str
    name: str
    place: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """An entry with its feed, ready to be shown; ``html`` is None where it is fetched later."""

    id: int
    url: str
    title: str
    feed_id: int
    feed: str
    icon: Markup
    authors: tuple[str, ...]
    published_at: datetime
    state: State
    html: SafeHTML | None
    language: str
    image_url: str
    summary: str
    categories: tuple[str, ...]
    enclosures: tuple[Enclosed, ...]
    chapters: tuple[Chapter, ...]
    episode: Mapping[str, Any]
    comments_url: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Around:
    """What entries are drawn with: their feeds, how far the reader is in their sounds, what was searched for."""

    sources: Mapping[int, Followed] = field(default_factory=dict)
    places: Mapping[tuple[int, int], int] = field(default_factory=dict)
    sought: Sought | None = None


def around(visit: Visit, seen: Overview, shown: Iterable[ReaderEntry], view: View | None = None) -> Around:
    """All that is needed to draw some entries; ``view`` is where they were found."""
    heard = [one.entry.id for one in shown if one.entry.has & (Has.AUDIO | Has.VIDEO)]
    return Around(
        {one.feed_id: one for one in seen.followed},
        positions.of_entries(visit.library, visit.reader, heard) if heard else {},
        highlighting.sought(visit.library, visit.reader, view) if view else None,
    )


def draw(
    one: ReaderEntry, given: Around | None = None, *, room: int = 10**9, html: str | None = None
) -> Drawn:
    """An entry as it is drawn; ``room`` is how many characters of text may stand in the page, ``html`` a clean
    body to show instead of its own."""
    entry, body, given = one.entry, one.content or Content(one.entry.id, ""), given or Around()
    source = given.sources.get(entry.feed_id)
    html = (body.html or body.summary) if html is None else html
    episode = body.extras.get("episode")
    return Drawn(
        id=entry.id,
        url=web_address(entry.url),
        title=_title(one, given.sought),
        feed_id=entry.feed_id,
        feed=source.title if source else "",
        icon=icon(source) if source else Markup(""),
        authors=entry.authors,
        published_at=entry.published_at,
        state=one.state,
        html=text(html, entry.language, given.sought) if one.content and len(html) <= room else None,
        language=entry.language,
        image_url=_picture(one, html),
        summary=_summary(html, entry.language, given.sought),
        categories=body.categories,
        enclosures=_enclosures(body, html, given.places),
        chapters=listening.told_chapters(episode or {}),
        episode=episode or {},
        comments_url=web_address(body.extras.get("comments_url", "")),
        minutes=minutes(entry.length),
    )


def draw_all(shown: Sequence[ReaderEntry], given: Around) -> dict[int, Drawn]:
    """A page of entries by their ids; the bodies that stand in it weigh no more than ``INLINE_TOGETHER``."""
    left = INLINE_TOGETHER
    drawn = {}
    for one in shown:
        drawn[one.entry.id] = found = draw(one, given, room=min(left, INLINE_CHARACTERS))
        left -= len(found.html or "")
    return drawn


def text(html: str, language: str, sought: Sought | None) -> SafeHTML:
    """A clean body, with what was searched for marked."""
    safe = trusted(html)
    return content.highlight(safe, lambda said: sought.in_text(said, language)) if sought else safe


def title(one: ReaderEntry) -> str:
    """The title; else how the text begins; else the guid."""
    found = " ".join(one.entry.title.split())
    if not found and one.content:
        found = content.excerpt(one.content.html, 75)
    found = found or one.entry.guid
    return found if len(found) <= _LONGEST_TITLE else found[: _LONGEST_TITLE - 1].rstrip() + "…"


def _title(one: ReaderEntry, sought: Sought | None) -> str:
    found = title(one)
    return _marked(found, sought.in_title(found, one.entry.language)) if sought else found


def _summary(html: str, language: str, sought: Sought | None) -> str:
    """How the text begins; after a search, what stands around its first word."""
    if sought is None:
        return content.excerpt(html, _SUMMARY)
    plain = " ".join(content.text(html).split())
    said, places = sought.excerpt(plain, language, _SUMMARY)
    return _marked(said, places)


def _marked(said: str, places: Sequence[tuple[int, int]]) -> Markup:
    out, at = Markup(""), 0
    for start, end in places:
        out += Markup("{}<mark>{}</mark>").format(said[at:start], said[start:end])
        at = end
    return out + escape(said[at:])


def minutes(length: int) -> int:
    """How long reading so many characters takes; 0 for what is read at a glance."""
    return max(1, round(length / _LETTERS_PER_WORD / _WORDS_PER_MINUTE)) if length > 600 else 0


def web_address(url: str) -> str:
    """The address if it is one that may be linked to, else ""."""
    return url if url.startswith(("https://", "http://")) else ""


def _picture(one: ReaderEntry, html: str) -> str:
    """The picture that stands for an entry: its own, one of its files, or the first in its text."""
    if one.entry.image_url:
        return web_address(one.entry.image_url)
    for each in one.content.enclosures if one.content else ():
        if found := each.thumbnail_url or (each.url if kind(each) == "image" else ""):
            return web_address(found)
    first = _PICTURE.search(html[:INLINE_CHARACTERS])
    return unescape(first[1]) if first else ""


def _enclosures(body: Content, html: str, places: Mapping[tuple[int, int], int]) -> tuple[Enclosed, ...]:
    """The files that the text does not show already."""
    escaped = html.replace("&amp;", "&") if body.enclosures else ""
    return tuple(
        Enclosed(each, kind(each), name(each), place, places.get((body.entry_id, place), 0))
        for place, each in enumerate(body.enclosures)
        if web_address(each.url) and each.url not in escaped
    )


def name(enclosure: Enclosure) -> str:
    """What a file is called."""
    return enclosure.title or enclosure.url.rpartition("/")[2].partition("?")[0] or enclosure.url


def kind(enclosure: Enclosure) -> str:
    """How an enclosure is shown: image, audio, video, or file."""
    for one in ("image", "audio", "video"):
        if enclosure.medium == one or enclosure.mime_type.startswith(f"{one}/"):
            return one
    return "file"
