"""Atom, RFC 4287; the next page is linked as RFC 5005 says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mainstem.apis.answers import Answer
from mainstem.apis.shared.markup import element
from mainstem.apis.shared.sheet import Sheet, name, title
from mainstem.feeds.entry import Content
from mainstem.reading import ReaderEntry

_KIND = (b"content-type", b"application/atom+xml; charset=utf-8")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'


def answer(sheet: Sheet) -> Answer:
    """The document."""
    changed = [_changed(one) for one in sheet.shared.page.entries]
    newest = max(changed).isoformat() if changed else "1970-01-01T00:00:00+00:00"
    parts = [_HEAD, element("id", sheet.address), element("title", sheet.title), element("updated", newest)]
    parts += [_link("self", sheet.at("atom")), _link("alternate", sheet.at())]
    if sheet.shared.search.description:
        parts.append(element("subtitle", sheet.shared.search.description))
    if sheet.shared.page.next:
        parts.append(_link("next", sheet.at("atom", after=sheet.shared.page.next)))
    for one, content, feed in sheet.rows():
        parts += ["<entry>", *_entry(one, content, feed), "</entry>"]
    return Answer("".join((*parts, "</feed>\n")).encode(), 200, (_KIND,))


def _changed(one: ReaderEntry) -> datetime:
    return one.entry.updated_at or one.entry.published_at


def _link(rel: str, href: str, kind: str = "") -> str:
    return element("link", attributes={"rel": rel, "href": href, "type": kind})


def _entry(one: ReaderEntry, content: Content, feed: str) -> Iterator[str]:
    entry = one.entry
    yield element("id", name(one))
    yield element("title", title(one))
    if entry.url:
        yield _link("alternate", entry.url, "text/html")
    yield element("published", entry.published_at.isoformat())
    yield element("updated", _changed(one).isoformat())
    for author in entry.authors or (feed or "–",):  # an entry needs one
        yield f"<author>{element('name', author)}</author>"
    for category in content.categories:
        yield element("category", attributes={"term": category})
    yield from (_link("enclosure", file.url, file.mime_type) for file in content.enclosures)
    if content.summary:
        yield element("summary", content.summary, {"type": "html"})
    yield element("content", content.html, {"type": "html"})
