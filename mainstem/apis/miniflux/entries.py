"""One entry: looking at it, changing it, fetching its full text, sending it on, importing one."""

from __future__ import annotations

from typing import Any

from mainstem.apis.answers import Answer, of_json
from mainstem.apis.miniflux import request
from mainstem.apis.miniflux.feeds import shape
from mainstem.apis.miniflux.request import ACCEPTED, Request
from mainstem.apis.miniflux.shapes.category import category_id
from mainstem.apis.miniflux.shapes.entry import entry, reading_time
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import importing, listings, rewriting, sending, subscribing
from mainstem.reading import ReaderEntry, Subscription


def one(asked: Request) -> Answer:
    """An entry."""
    return _shown(asked, *_found(asked))


def of_feed(asked: Request) -> Answer:
    """An entry of a feed."""
    kept, held = _found(asked)
    if held.feed.id != asked.id("feed", "feed"):
        raise NotFound("entry not found")
    return _shown(asked, kept, held)


def of_category(asked: Request) -> Answer:
    """An entry of a category."""
    kept, held = _found(asked)
    if category_id(held) != asked.id("category", "category"):
        raise NotFound("entry not found")
    return _shown(asked, kept, held)


def change(asked: Request) -> Answer:
    """Give an entry another title or content; the earlier version is kept."""
    kept, _ = _found(asked)
    body = asked.body()
    title, html = request.text(body, "title"), request.text(body, "content")
    if title is not None and not title.strip():
        raise BadInput("The entry title is empty.", field="title")
    if html is not None and not html.strip():
        raise BadInput("The entry content is empty.", field="content")
    rewriting.rewrite(asked.library, asked.user, kept.entry.id, title=title, html=html)
    return _shown(asked, *listings.one(asked.library, asked.user, kept.entry.serial), status=201)


def save(asked: Request) -> Answer:
    """Send an entry to the services that the reader has set up."""
    kept, _ = _found(asked)
    if not sending.save(asked.library, asked.user, kept.entry.id):
        raise BadInput("no third-party integration enabled")
    return ACCEPTED


def fetch_content(asked: Request) -> Answer:
    """The full text of the entry's page; ``update_content=true`` keeps it."""
    kept, _ = _found(asked)
    html = rewriting.full_text(
        asked.library, asked.user, kept.entry.id, is_kept=bool(asked.flag("update_content"))
    )
    return of_json({"content": html, "reading_time": reading_time(kept.entry)})


def take(asked: Request) -> Answer:
    """Put an entry into a feed by hand."""
    feed_id = asked.id("feed", "feed")
    subscribing.one(asked.library, asked.user, feed_id)
    body = asked.body()
    status = request.text(body, "status")
    if status not in (None, "read", "unread", "removed"):
        raise BadInput(f"Invalid entry status {status!r}: use read or unread.", field="status")
    came = importing.Brought(
        url=(request.text(body, "url") or "").strip(),
        title=request.text(body, "title") or "",
        author=request.text(body, "author") or "",
        html=request.text(body, "content") or "",
        published_at=request.integer(body, "published_at"),
        guid=request.text(body, "external_id") or "",
        categories=_tags(body),
        comments_url=request.text(body, "comments_url") or "",
        is_read=status != "unread",
        is_starred=request.boolean(body, "starred") or False,
    )
    serial, is_new = importing.bring(asked.library, asked.user, feed_id, came, asked.app.actor)
    return of_json({"id": serial}, 201 if is_new else 200)


def status(asked: Request) -> Answer:
    """Whether the reader has set up any service to send entries to."""
    return of_json({"has_integrations": sending.is_set_up(asked.library, asked.user)})


def _tags(body: dict[str, Any]) -> tuple[str, ...]:
    tags = body.get("tags") or []
    if not isinstance(tags, list) or not all(isinstance(one, str) for one in tags):
        raise BadInput("tags is no list of texts.", field="tags")
    return tuple(tags)


def _found(asked: Request) -> tuple[ReaderEntry, Subscription]:
    return listings.one(asked.library, asked.user, asked.id("entry", "entry"))


def _shown(asked: Request, kept: ReaderEntry, held: Subscription, status: int = 200) -> Answer:
    return of_json(entry(asked.user, kept, shape(asked, held)), status)


ROWS = (
    ("GET", "/v1/integrations/status", status),
    ("GET", "/v1/entries/{entry}", one),
    ("PUT", "/v1/entries/{entry}", change),
    ("POST", "/v1/entries/{entry}/save", save),
    ("GET", "/v1/entries/{entry}/fetch-content", fetch_content),
    ("POST", "/v1/feeds/{feed}/entries/import", take),
    ("GET", "/v1/feeds/{feed}/entries/{entry}", of_feed),
    ("GET", "/v1/categories/{category}/entries/{entry}", of_category),
)
