"""The page that a stranger sees: plain, without scripts, without anything of the reader's."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from mainstem.apis.answers import Answer
from mainstem.apis.shared.sheet import Sheet, title
from mainstem.feeds.entry import Content
from mainstem.reading import ReaderEntry

_STYLE = """:root{color-scheme:light dark}
body{font:1.05rem/1.6 system-ui,sans-serif;max-width:44rem;margin:auto;padding:1rem;overflow-wrap:anywhere}
article{border-top:1px solid #8886;padding:.5rem 0 1rem}h2{font-size:1.2rem;line-height:1.3;margin:.5rem 0 0}
.by{color:GrayText;margin:.2rem 0 .8rem}img,video,iframe{max-width:100%;height:auto}pre{overflow-x:auto}
nav a{margin-right:1rem}form{margin:1rem 0}input{font:inherit;width:min(20rem,60%)}button{font:inherit}"""
_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
_HEADERS = (
    (b"content-type", b"text/html; charset=utf-8"),
    (
        b"content-security-policy",
        f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src http: https: data:; media-src http: https:;"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'".encode(),
    ),
)
_FEEDS = (("rss", "RSS", "application/rss+xml"), ("atom", "Atom", "application/atom+xml"),
          ("json", "JSON Feed", "application/feed+json"))  # fmt: skip


def answer(sheet: Sheet) -> Answer:
    """The page."""
    return Answer("".join(_page(sheet)).encode("utf-8", "replace"), 200, _HEADERS)


def _page(sheet: Sheet) -> Iterator[str]:
    search = sheet.shared.search
    yield '<!doctype html><html lang="en"><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{escape(sheet.title)}</title><style>{_STYLE}</style>"
    for form, name, kind in _FEEDS:
        yield f'<link rel="alternate" type="{kind}" title="{name}" href="{escape(sheet.at(form))}">'
    yield f"<header><h1>{escape(search.name)}</h1>"
    if search.description:
        yield f"<p>{escape(search.description)}</p>"
    yield f'<form role="search"><input type="search" name="search" value="{escape(sheet.search)}" aria-label="Search">'
    yield " <button>Search</button></form><nav>"
    yield from _links(sheet)
    yield "</nav></header><main>"
    for one, content, feed in sheet.rows():
        yield from _article(one, content, feed)
    if not sheet.shared.page.entries:
        yield "<p>There is nothing here.</p>"
    yield "</main>"
    if sheet.shared.page.next:
        yield f'<nav><a rel="next" href="{escape(sheet.at(after=sheet.shared.page.next))}">Older entries</a></nav>'


def _links(sheet: Sheet) -> Iterator[str]:
    for form, name, _ in _FEEDS:
        yield f'<a href="{escape(sheet.at(form))}">{name}</a>'
    if sheet.shared.search.shares_feeds:
        yield f'<a href="{escape(sheet.address)}.opml">OPML</a>'


def _article(one: ReaderEntry, content: Content, feed: str) -> Iterator[str]:
    entry = one.entry
    heading = escape(title(one))
    if entry.url:
        heading = f'<a href="{escape(entry.url)}" rel="noopener noreferrer">{heading}</a>'
    language = f' lang="{escape(entry.language)}"' if entry.language else ""
    moment = entry.published_at.strftime("%Y-%m-%d %H:%M UTC")
    by = " · ".join(escape(part) for part in (feed, ", ".join(entry.authors)) if part)
    yield f'<article dir="auto"{language}><h2>{heading}</h2><p class="by">{by} · '
    yield f'<time datetime="{entry.published_at.isoformat()}">{moment}</time></p>'
    yield f"{content.html}</article>"
