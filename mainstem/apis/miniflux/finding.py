"""Finding feeds, and lists of subscriptions in and out."""

from __future__ import annotations

from mainstem.apis.answers import XML, Answer, of_json
from mainstem.apis.miniflux import request
from mainstem.apis.miniflux.request import Request
from mainstem.feeds.errors import BadInput, NotAFeed, NotFound
from mainstem.library import imports, subscribing

_KINDS = {"rss": "rss", "atom": "atom", "json": "json", "rdf": "rdf"}


def discover(asked: Request) -> Answer:
    """The feeds behind an address."""
    url = request.text(asked.body(), "url") or ""
    if not url.strip():
        raise BadInput("The URL is mandatory.", field="url")
    try:
        found = subscribing.find(asked.library, url)
    except NotAFeed as error:
        raise NotFound(str(error)) from error
    if not found:
        raise NotFound("No feed was found.")
    return of_json(
        [
            {"url": one.feed_url, "title": one.title or one.feed_url, "type": _KINDS.get(one.kind, "rss")}
            for one in found
        ]
    )


def give(asked: Request) -> Answer:
    """All subscriptions as OPML."""
    return Answer(imports.export_opml(asked.library, asked.user), 200, (XML,))


def take(asked: Request) -> Answer:
    """Follow everything in an OPML file; new feeds are fetched by and by."""
    came = imports.import_opml(asked.library, asked.user, asked.call.body)
    told = f"Feeds imported successfully: {came.added} new, {came.known} known."
    return of_json({"message": " ".join((told, *came.faults))}, 201)


ROWS = (
    ("POST", "/v1/discover", discover),
    ("GET", "/v1/export", give),
    ("POST", "/v1/import", take),
)
