"""RSS 2.0 with content, authors, categories and enclosures."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import format_datetime

from mainstem.apis.answers import Answer
from mainstem.apis.shared.markup import element
from mainstem.apis.shared.sheet import Sheet, name, title
from mainstem.feeds.entry import Content
from mainstem.reading import ReaderEntry

_KIND = (b"content-type", b"application/rss+xml; charset=utf-8")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"><channel>'
)


def answer(sheet: Sheet) -> Answer:
    """The document."""
    own = {"rel": "self", "href": sheet.at("rss"), "type": "application/rss+xml"}
    parts = [_HEAD, element("title", sheet.title), element("link", sheet.at())]
    parts += [element("description", sheet.shared.search.description or sheet.title)]
    parts += [element("atom:link", attributes=own), element("generator", "Mainstem")]
    for one, content, feed in sheet.rows():
        parts += ["<item>", *_item(one, content), element("source", feed, _source(sheet, one)), "</item>"]
    return Answer("".join((*parts, "</channel></rss>\n")).encode(), 200, (_KIND,))


def _source(sheet: Sheet, one: ReaderEntry) -> dict[str, str]:
    return {"url": sheet.shared.subscriptions[one.entry.feed_id].feed.feed_url}


def _item(one: ReaderEntry, content: Content) -> Iterator[str]:
    entry = one.entry
    yield element("title", title(one))
    if entry.url:
        yield element("link", entry.url)
    yield element("guid", name(one), {"isPermaLink": "false"})
    yield element("pubDate", format_datetime(entry.published_at))
    yield from (element("dc:creator", author) for author in entry.authors)
    yield from (element("category", category) for category in content.categories)
    yield element("description", content.summary or content.html)
    if content.summary:
        yield element("content:encoded", content.html)
    if entry.image_url:
        yield element("media:thumbnail", attributes={"url": entry.image_url})
    for one_file in content.enclosures[:1]:  # RSS allows one
        said = {"url": one_file.url, "length": str(one_file.size_bytes or 0)}
        yield element(
            "enclosure", attributes={**said, "type": one_file.mime_type or "application/octet-stream"}
        )
    for more in content.enclosures[1:]:
        yield element("media:content", attributes={"url": more.url, "type": more.mime_type})
