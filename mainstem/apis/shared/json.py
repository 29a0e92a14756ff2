"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), and the JSON of Google Reader's streams."""

from __future__ import annotations

from typing import Any

from mainstem.apis.answers import JSON, Answer, dumps
from mainstem.apis.shared.sheet import Sheet, name, title
from mainstem.feeds.entry import Content, Enclosure
from mainstem.reading import ReaderEntry

_KIND = (b"content-type", b"application/feed+json; charset=utf-8")


def feed(sheet: Sheet) -> Answer:
    """A JSON Feed."""
    said = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": sheet.title,
        "description": sheet.shared.search.description,
        "icon": sheet.shared.search.image_url,
        "home_page_url": sheet.at(),
        "feed_url": sheet.at("json"),
        "next_url": sheet.at("json", after=sheet.shared.page.next) if sheet.shared.page.next else "",
    }
    items = [_item(one, content) for one, content, _ in sheet.rows()]
    return Answer(dumps({**_said(said), "items": items}), 200, (_KIND,))


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def _item(one: ReaderEntry, content: Content) -> dict[str, Any]:
    entry = one.entry
    optional = {
        "url": entry.url,
        "summary": content.summary,
        "image": entry.image_url,
        "date_modified": entry.updated_at.isoformat() if entry.updated_at else "",
        "authors": [{"name": author} for author in entry.authors],
        "tags": list(content.categories),
        "language": entry.language,
        "attachments": [_attachment(file) for file in content.enclosures],
    }
    always = {"id": name(one), "title": title(one), "content_html": content.html}
    return {**always, "date_published": entry.published_at.isoformat(), **_said(optional)}


def _attachment(file: Enclosure) -> dict[str, Any]:
    return {
        "url": file.url,
        "mime_type": file.mime_type or "application/octet-stream",
        **_said({"size_in_bytes": file.size_bytes, "duration_in_seconds": file.duration_seconds}),
    }


def reader(sheet: Sheet) -> Answer:
    """As a Google Reader's API writes a stream; states and labels are the reader's own and not told."""
    page = sheet.shared.page
    items = [_stream_item(one, content, source, sheet) for one, content, source in sheet.rows()]
    updated = max((one.entry.id // 1_000_000 for one in page.entries), default=0)
    said = {"direction": "ltr", "id": "user/-/state/com.google/reading-list", "title": sheet.title}
    after = {"continuation": page.next} if page.next else {}
    return Answer(dumps({**said, "updated": updated, **after, "items": items}), 200, (JSON,))


def _stream_item(one: ReaderEntry, content: Content, source: str, sheet: Sheet) -> dict[str, Any]:
    entry, held = one.entry, sheet.shared.subscriptions[one.entry.feed_id].feed
    return {
        "id": f"tag:google.com,2005:reader/item/{entry.id:016x}",
        "crawlTimeMsec": str(entry.id // 1000),
        "timestampUsec": str(entry.id),
        "published": int(entry.published_at.timestamp()),
        "title": title(one),
        "canonical": [{"href": entry.url}],
        "alternate": [{"href": entry.url, "type": "text/html"}],
        "categories": list(content.categories),
        "origin": {"streamId": f"feed/{held.feed_url}", "htmlUrl": held.site_url, "title": source},
        "summary": {"content": content.html},
        **_said({"author": ", ".join(entry.authors)}),
        **_said({"enclosure": [_enclosure(file) for file in content.enclosures]}),
    }


def _enclosure(file: Enclosure) -> dict[str, Any]:
    return {"href": file.url, "type": file.mime_type, **_said({"length": file.size_bytes})}
