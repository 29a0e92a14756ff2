"""An entry as it is drawn: what the template shows, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from mainstem.content import SafeHTML, excerpt, trusted
from mainstem.feeds.entry import Enclosure
from mainstem.reading import ReaderEntry, State
from mainstem.reading.overview import Followed
from mainstem.web.outline import icon

INLINE_CHARACTERS = 20_000  # a longer body is fetched when its entry is opened
INLINE_TOGETHER = 96_000  # and so are those beyond this, so that a page stays light
_LONGEST_TITLE = 300
_WORDS_PER_MINUTE = 230
_LETTERS_PER_WORD = 6


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
    enclosures: tuple[Enclosure, ...]
    minutes: int
    entry: Any


def draw(one: ReaderEntry, source: Followed | None, *, room: int = 10**9, html: str | None = None) -> Drawn:
    """An entry as it is drawn; ``room`` is how many characters of text may stand in the page, ``html`` a clean
    body to show instead of its own."""
    entry, content = one.entry, one.content
    if html is None:
        html = content.html or content.summary if content else ""
    return Drawn(
        id=entry.id,
        url=web_address(entry.url),
        title=title(one),
        feed_id=entry.feed_id,
        feed=source.title if source else "",
        icon=icon(source) if source else Markup(""),
        authors=entry.authors,
        published_at=entry.published_at,
        state=one.state,
        html=trusted(html) if content and len(html) <= room else None,
        language=entry.language,
        image_url=web_address(entry.image_url),
        summary=excerpt(html, 300),
        categories=content.categories if content else (),
        enclosures=_enclosures(one, html),
        minutes=max(1, round(entry.length / _LETTERS_PER_WORD / _WORDS_PER_MINUTE))
        if entry.length > 600
        else 0,
        entry=entry,
    )


def draw_all(entries: tuple[ReaderEntry, ...], sources: dict[int, Followed]) -> list[Drawn]:
    """A page of entries; the bodies that stand in it weigh no more than ``INLINE_TOGETHER``."""
    left = INLINE_TOGETHER
    drawn = []
    for one in entries:
        drawn.append(draw(one, sources.get(one.entry.feed_id), room=min(left, INLINE_CHARACTERS)))
        left -= len(drawn[-1].html or "")
    return drawn


def title(one: ReaderEntry) -> str:
    """The title; else how the text begins; else the guid."""
    found = " ".join(one.entry.title.split())
    if not found and one.content:
        found = excerpt(one.content.html, 75)
    found = found or one.entry.guid
    return found if len(found) <= _LONGEST_TITLE else found[: _LONGEST_TITLE - 1].rstrip() + "…"


def web_address(url: str) -> str:
    """The address if it is one that may be linked to, else ""."""
    return url if url.startswith(("https://", "http://")) else ""


def _enclosures(one: ReaderEntry, html: str) -> tuple[Enclosure, ...]:
    """The enclosures that the text does not show already."""
    if one.content is None:
        return ()
    escaped = html.replace("&amp;", "&")
    return tuple(each for each in one.content.enclosures if web_address(each.url) and each.url not in escaped)


def kind(enclosure: Enclosure) -> str:
    """How an enclosure is shown: image, audio, video, or file."""
    for name in ("image", "audio", "video"):
        if enclosure.medium == name or enclosure.mime_type.startswith(f"{name}/"):
            return name
    return "file"
