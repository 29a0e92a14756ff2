"""Pages of entries as Atom, for the clients that only read that."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from mainstem.apis.answers import XML, Answer
from mainstem.apis.google_reader import items, named
from mainstem.apis.google_reader.numbers import long_form
from mainstem.apis.google_reader.visit import Visit
from mainstem.library.sync import Copies
from mainstem.reading.sync import Copy, Followed

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"'
    ' xmlns:gr="http://www.google.com/schemas/reader/atom/">'
)
_SCHEME = "http://www.google.com/reader/"
# XML 1.0 has no way to write these, not even escaped
_UNWRITABLE = {code: None for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)}


def date(seconds: int) -> str:
    """RFC 3339."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return "1970-01-01T00:00:00Z"


def of_page(visit: Visit, stream: named.Named, page: Copies) -> Answer:
    """An Atom document."""
    source = next(iter(page.followed.values()), None) if stream.id.startswith("feed/") else None
    parts = [_HEAD, _text("id", f"tag:google.com,2005:reader/{stream.id}")]
    parts += [_text("title", source.title if source else stream.id), _text("updated", date(visit.now))]
    if page.next:
        parts.append(_text("gr:continuation", str(page.next)))
    parts += [_entry(copy, page.followed[copy.feed_id], page) for copy in page.copies]
    return Answer("".join((*parts, "</feed>")).encode(), 200, (XML,))


def _entry(copy: Copy, source: Followed, page: Copies) -> str:
    parts = [f'<entry gr:crawl-timestamp-msec="{copy.id // 1000}">', _text("id", long_form(copy.id))]
    parts += [_category(term) for term in _terms(copy, source, page)]
    parts.append(f'<title type="html">{_escaped(escape(items.title(copy)))}</title>')
    parts += [_text("published", date(copy.published)), _text("updated", date(copy.updated))]
    parts.append(f'<link rel="alternate" href="{_escaped(copy.url)}" type="text/html"/>')
    for one in copy.enclosures:
        kind = f' type="{_escaped(str(one["mime_type"]))}"' if one.get("mime_type") else ""
        parts.append(f'<link rel="enclosure" href="{_escaped(str(one.get("url") or ""))}"{kind}/>')
    parts.append(f'<content type="html">{_escaped(copy.html)}</content>')
    if copy.authors:
        parts.append(f"<author>{_text('name', copy.authors)}</author>")
    parts.append(f"<source>{_text('id', named.feed(source.feed_id))}{_text('title', source.title)}</source>")
    return "".join((*parts, "</entry>"))


def _terms(copy: Copy, source: Followed, page: Copies) -> list[str]:
    terms = [named.READING_LIST, named.READ if copy.is_read else f"{named.STATE}fresh"]
    terms += [named.STARRED] if copy.is_starred else []
    terms.append(items.folder_id(source, page.folders))
    return terms + [f"{named.LABEL}{page.labels[one]}" for one in copy.label_ids if one in page.labels]


def _category(term: str) -> str:
    label = term.rpartition("/")[2]
    return f'<category term="{_escaped(term)}" scheme="{_SCHEME}" label="{_escaped(label)}"/>'


def _text(name: str, text: str) -> str:
    return f"<{name}>{_escaped(text)}</{name}>"


def _escaped(text: str) -> str:
    return escape(text.translate(_UNWRITABLE))
