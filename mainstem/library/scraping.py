"""Pages without a feed: looked at, a recipe proposed and tried, then followed like any feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from mainstem import parsing
from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.feeds.feed import Feed
from mainstem.feeds.parsed import ParsedFeed
from mainstem.fetching import Fetched, Request
from mainstem.library import changing, subscribing
from mainstem.library.context import Library
from mainstem.parsing import Recipe
from mainstem.parsing.encoding import decode
from mainstem.parsing.scraping import check
from mainstem.reading import Subscription
from mainstem.refresh import way
from mainstem.storage import feeds

_REMEMBERED = timedelta(minutes=15)  # while a person points, the page is not asked for again
_PAGES = "text/html, application/xhtml+xml, application/json;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Looked:
    """A page as it came. ``url`` is where it was asked for, which is what will be polled."""

    url: str
    answer: Fetched
    at: datetime

    @property
    def html(self) -> str:
        """The page as text."""
        return decode(self.answer.body, self.answer.headers).data.decode("utf-8", "replace")


def look(library: Library, text: str, *, again: bool = False) -> Looked:
    """The page at an address; one that was looked at within a quarter of an hour is not fetched ``again`` unless
    told to. Raises BadInput, FetchFailed."""
    url = subscribing.address(text)
    had: Looked | None = library.pages.get(url, "")
    if had is not None and not again and library.now() - had.at < _REMEMBERED:
        return had
    answer = library.fetch(Request(url, subscribers=0, accept=_PAGES))
    if not isinstance(answer, Fetched):
        raise BadInput("The page said that nothing is new, though nothing was known of it.", field="url")
    looked = Looked(url, answer, library.now())
    library.pages.put(url, "", looked, len(answer.body))
    return looked


def propose(looked: Looked) -> list[Recipe]:
    """Recipes that find entries on the page, best first; none where nothing repeats."""
    return parsing.propose(looked.answer.body, looked.answer.final_url, looked.answer.headers)


def outcome(looked: Looked, recipe: Recipe) -> ParsedFeed:
    """The feed that a recipe makes of the page. Raises BadInput at the field, NotAFeed where it finds nothing."""
    return parsing.scrape(looked.answer.body, looked.answer.final_url, recipe, looked.answer.headers)


def follow(
    library: Library,
    user: User,
    looked: Looked,
    recipe: Recipe,
    *,
    title: str = "",
    folder_ids: Sequence[int] = (),
) -> Subscription:
    """Follow a page by its recipe. Raises BadInput, NotAFeed, AlreadyExists, NotFound for a folder."""
    came = outcome(looked, recipe)
    feed = _kept(library, looked, recipe)
    with library.database.write() as connection:
        subscribing.check_folders(connection, user, folder_ids)
        name = title.strip() if title.strip() != came.title else ""
        subscribing.follow(connection, user, feed, library.now(), name, folder_ids)
    return subscribing.one(library, user, feed.id)


def change(library: Library, user: User, feed_id: int, looked: Looked, recipe: Recipe) -> Subscription:
    """Follow the page by another recipe; folders, settings and what was read come along. Raises as ``follow``."""
    outcome(looked, recipe)
    return changing.move(library, user, feed_id, _kept(library, looked, recipe))


def recipe_of(library: Library, user: User, feed_id: int) -> Recipe | None:
    """The recipe of a feed that the reader follows; None for one that is a feed by itself. Raises NotFound."""
    subscribing.one(library, user, feed_id)
    with library.database.read() as connection:
        found = feeds.due_by_ids(connection, [feed_id])
    if not found:
        raise NotFound("There is no such feed.")
    return read(found[0].recipe) if found[0].recipe else None


def read(kept: Mapping[str, Any]) -> Recipe:
    """A recipe as it was kept or sent; what is no field of one is left out."""
    known = Recipe("", "").__dataclass_fields__
    values = {name: str(value) for name, value in kept.items() if name in known}
    return Recipe(**{"kind": "html-css", "item": "", **values})


def _kept(library: Library, looked: Looked, recipe: Recipe) -> Feed:
    """The feed of the page and the recipe, with the entries that are on the page now."""
    check(recipe)
    said = {name: value for name, value in asdict(recipe).items() if value}
    with library.database.write() as connection:
        feed = feeds.add(connection, looked.url, library.now(), recipe=said)
        [due] = feeds.due_by_ids(connection, [feed.id])
    if due.fetched_at is None:
        way.follow(due, looked.answer, library.database)
    return feed
