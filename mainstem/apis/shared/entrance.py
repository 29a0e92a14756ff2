"""From a call to an answer: which search, in which form; every trouble looks like an address that is none."""

from __future__ import annotations

import re
from collections.abc import Callable

from mainstem.apis import remembering
from mainstem.apis.answers import Answer, of_text
from mainstem.apis.calls import Call
from mainstem.apis.shared import atom, json, page, rss
from mainstem.apis.shared.sheet import Sheet
from mainstem.apis.tagged import unless_had
from mainstem.feeds.errors import BadInput, MainstemError, NotFound, StorageTrouble
from mainstem.library import Library, saving
from mainstem.reading import opml

PREFIX = "/shared"
_ENTRIES = 50
_ADDRESS = re.compile(r"/shared/([A-Za-z0-9_-]{10,100})(?:\.(rss|atom|json|greader|opml|html))?/?")
_FORMS: dict[str, Callable[[Sheet], Answer]] = {
    "": page.answer,
    "html": page.answer,
    "rss": rss.answer,
    "atom": atom.answer,
    "json": json.feed,
    "greader": json.reader,
}
_OPML = (
    (b"content-type", b"text/x-opml; charset=utf-8"),
    (b"content-disposition", b'inline; filename="feeds.opml"'),
)
_SECRET = ((b"x-robots-tag", b"noindex, nofollow"), (b"referrer-policy", b"no-referrer"))


def enter(library: Library, call: Call) -> Answer:
    """Answer a call. Raises NotFound, BadInput."""
    match = _ADDRESS.fullmatch(call.path)
    if match is None or call.method != "GET":
        raise NotFound("There is nothing shared at this address.")
    token, form = match[1], match[2] or ""
    made = remembering.answer(call, lambda: _made(library, call, token, form))
    return unless_had(made, call, *_SECRET)


def _made(library: Library, call: Call, token: str, form: str) -> Answer:
    if form == "opml":
        return Answer(opml.write(saving.shared_feeds(library, token)), 200, _OPML)
    asked = call.form()
    search = asked.one("search")[:1000].strip()
    shared = saving.shared(
        library,
        token,
        search=search,
        limit=asked.number("n", _ENTRIES) or _ENTRIES,
        after=asked.one("after") or asked.one("c"),
        hours=min(max(asked.number("hours", 0) or 0, 0), 100_000),
    )
    base = library.public_url or call.base_url
    return _FORMS[form](Sheet(shared, f"{base}{PREFIX}/{token}", search))


def refuse(error: MainstemError) -> Answer:
    """Only what the visitor typed is explained."""
    if isinstance(error, BadInput):
        return of_text(f"{error} {error.advice}".strip(), 400, *_SECRET)
    if isinstance(error, StorageTrouble):
        return of_text("This cannot be answered now.", 503, *_SECRET)
    return of_text("There is nothing shared at this address.", 404, *_SECRET)
