"""Other words for an entry: by hand, or the full text of its page. The earlier version is kept."""

from __future__ import annotations

from dataclasses import replace

from mainstem import content
from mainstem.accounts.user import User
from mainstem.feeds.changes import Changed, Decided
from mainstem.feeds.entry import CleanEntry, Content, Entry
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.fetching import Fetched, Request
from mainstem.library import owning, streams
from mainstem.library.context import Library
from mainstem.refresh.reading import url_key
from mainstem.storage import Connection, entries

_PAGES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"


def rewrite(
    library: Library, user: User, entry_id: int, *, title: str | None = None, html: str | None = None
) -> None:
    """Give an entry another title or (untrusted) body; what is None stays. Raises NotFound, NotAllowed."""
    with library.database.write() as connection:
        kept, body = _kept(connection, entry_id)
        owning.check(connection, user, kept.feed_id)
        changed = as_it_is(kept, body)
        if title is not None:
            changed = replace(changed, title=title.strip())
        if html is not None:
            safe = content.clean(html, kept.url)
            changed = replace(changed, html=safe, text=content.text(safe), policy=content.POLICY)
        decided = Decided((), (Changed(entry_id, changed),), ())
        entries.keep(connection, kept.feed_id, decided, library.now())


def full_text(library: Library, user: User, entry_id: int, *, is_kept: bool) -> str:
    """The clean text of an entry's own page; kept as its body if asked for. Raises NotFound, FetchFailed,
    BadInput where the entry has no page or the page no text, NotAllowed where it may not be kept."""
    kept = streams.entry(library, user, entry_id).entry
    if not kept.url:
        raise BadInput("This entry has no address of its own.", field="url")
    answer = library.fetch(Request(kept.url, subscribers=0, accept=_PAGES))
    page = answer.body.decode("utf-8", "replace") if isinstance(answer, Fetched) else ""
    html = content.extract(page, kept.url).html
    if not html:
        raise BadInput("No text was found on the entry's page.")
    if is_kept:
        rewrite(library, user, entry_id, html=html)
    return str(html)


def _kept(connection: Connection, entry_id: int) -> tuple[Entry, Content]:
    kept = entries.by_ids(connection, [entry_id]).get(entry_id)
    if kept is None:
        raise NotFound("There is no such entry here; it may have been deleted.")
    return kept, entries.contents_of(connection, [entry_id])[entry_id]


def as_it_is(kept: Entry, body: Content) -> CleanEntry:
    """A kept entry in the form in which entries are kept."""
    return CleanEntry(
        guid=kept.guid,
        url=kept.url,
        title=kept.title,
        html=body.html,
        text=body.text,
        summary=body.summary,
        authors=kept.authors,
        categories=body.categories,
        enclosures=body.enclosures,
        published_at=kept.published_at,
        updated_at=kept.updated_at,
        language=kept.language,
        image_url=kept.image_url,
        url_key=url_key(kept.url),
        extras=body.extras,
        policy=body.policy,
    )
