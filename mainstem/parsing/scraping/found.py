"""What a recipe finds in one item, before it is an entry."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mainstem.feeds.parsed import Author, ParsedEntry, ParsedFeed
from mainstem.parsing import finished, texts
from mainstem.parsing.dates import parse_date
from mainstem.parsing.draft import EntryDraft, FeedDraft
from mainstem.parsing.markup import resolve_html
from mainstem.parsing.scope import Scope, join
from mainstem.parsing.scraping import dateforms


@dataclass(frozen=True, slots=True)
class Found:
    """Texts as they stand in the item; ``content`` is HTML."""

    title: str = ""
    url: str = ""
    content: str = ""
    image: str = ""
    author: str = ""
    date: str = ""
    categories: tuple[str, ...] = ()
    guid: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing that a reader could be shown."""
        return not (self.title or self.url or self.content)


def entry(found: Found, base: str, date_form: str) -> ParsedEntry:
    """The entry; one without an identifier gets one made of its title, content and address."""
    draft = EntryDraft()
    scope = Scope(base)
    draft.title = texts.from_unknown(found.title)
    draft.url = join(base, found.url)
    draft.content = resolve_html(found.content.strip(), base)
    draft.base_url = base
    draft.offer("image", 1, join(base, found.image))
    draft.authors = [Author(" ".join(found.author.split()))] if found.author.strip() else []
    draft.categories = [word for word in (" ".join(one.split()) for one in found.categories) if word]
    draft.guid = found.guid.strip() or _made_guid(draft)
    moment = dateforms.read(found.date, date_form) if date_form else parse_date(found.date)
    draft.published_text = moment.isoformat() if moment else found.date.strip()
    return finished.entry(draft, scope)


def _made_guid(draft: EntryDraft) -> str:
    words = f"{draft.title}{draft.content}{draft.url}"
    return f"urn:sha1:{hashlib.sha1(words.encode('utf-8', 'replace'), usedforsecurity=False).hexdigest()}"


def feed(title: str, url: str, entries: list[ParsedEntry], language: str = "") -> ParsedFeed:
    """The feed made of them."""
    scope = Scope(url)
    scope.format = "scraped"
    scope.language = language
    draft = FeedDraft()
    draft.title = " ".join(title.split())
    draft.url = url
    return finished.feed(draft, tuple(entries), scope)
