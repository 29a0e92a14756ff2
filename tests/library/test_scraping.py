"""Pages without a feed: proposed, tried, followed, polled again, and followed by another recipe."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mainstem.feeds.errors import AlreadyExists, BadInput, NotAFeed
from mainstem.fetching import FakeInternet, Page
from mainstem.library import Actor, Library, folders, marking, scraping, setting, sidebar, streams
from mainstem.parsing import Recipe
from mainstem.reading import Kind, Show, Stream, View, Visibility
from mainstem.storage import Database
from tests.library.world import open_library, reader, refresh

URL = "https://club.example/news"
GOOD = Recipe("html-css", "article.post", title="h2", url="h2 a@href", date="time", content="p")


def page(*titles: str) -> Page:
    """A page with a block for each title."""
    blocks = "".join(
        f'<article class="post"><h2><a href="/{number}">{title} and more of it</a></h2>'
        f'<time datetime="2026-03-0{number}">then</time><p>About {title}.</p></article>'
        for number, title in enumerate(titles, 1)
    )
    html = f"<title>The Club</title><nav><a href='/'>Home</a></nav><div>{blocks}</div>"
    return Page(html.encode(), headers={"content-type": "text/html; charset=utf-8"})


@pytest.fixture
def world(database: Database) -> tuple[Library, FakeInternet]:
    """A page that gains an entry."""
    internet = FakeInternet()
    internet.put(URL, page("One", "Two"), page("One", "Two", "Three"))
    return open_library(database, internet), internet


def titles(library: Library, feed_id: int, name: str = "ida") -> set[str]:
    from mainstem.library import accounts

    user = accounts.named(library, name)
    found = streams.page(library, user, View(Stream(Kind.FEED, feed_id), Show.ALL))
    return {one.entry.title.removesuffix(" and more of it") for one in found.entries}


def test_a_page_is_proposed_followed_and_polled_by_its_recipe(world: tuple[Library, FakeInternet]) -> None:
    library, internet = world
    ida = reader(library)
    looked = scraping.look(library, URL)
    recipe = scraping.propose(looked)[0]
    assert [one.title for one in scraping.outcome(looked, recipe).entries] == [
        "One and more of it",
        "Two and more of it",
    ]
    made = scraping.follow(library, ida, looked, recipe)
    assert (made.title, made.unread_count) == ("The Club", 2)
    refresh(library, internet, made.feed.id)
    assert titles(library, made.feed.id) == {"One", "Two", "Three"}


def test_a_page_is_fetched_once_while_its_recipe_is_made(world: tuple[Library, FakeInternet]) -> None:
    library, internet = world
    ida = reader(library)
    for _ in range(3):
        scraping.look(library, URL)
    scraping.follow(library, ida, scraping.look(library, URL), GOOD)
    assert len(internet.asked) == 1


def test_nothing_is_followed_that_finds_nothing(world: tuple[Library, FakeInternet]) -> None:
    library, _ = world
    ida = reader(library)
    looked = scraping.look(library, URL)
    with pytest.raises(NotAFeed):
        scraping.follow(library, ida, looked, Recipe("html-css", "article.nothing", title="h2"))
    with pytest.raises(BadInput) as raised:
        scraping.follow(library, ida, looked, Recipe("html-css", "article..", title="h2"))
    assert raised.value.field == "item"


def test_a_page_is_not_followed_twice_by_one_recipe(world: tuple[Library, FakeInternet]) -> None:
    library, _ = world
    ida = reader(library)
    looked = scraping.look(library, URL)
    scraping.follow(library, ida, looked, GOOD)
    with pytest.raises(AlreadyExists):
        scraping.follow(library, ida, looked, GOOD)


def test_another_recipe_keeps_what_was_done(world: tuple[Library, FakeInternet]) -> None:
    library, _ = world
    ida = reader(library)
    looked = scraping.look(library, URL)
    folder = folders.add(library, ida, "Clubs")
    first = scraping.follow(library, ida, looked, GOOD, title="My club", folder_ids=[folder.id])
    setting.set_feeds(library, ida, [first.feed.id], {"keep_days": 7}, visibility=Visibility.IMPORTANT)
    entry = streams.page(library, ida, View(Stream(Kind.FEED, first.feed.id), Show.ALL)).entries[0].entry
    marking.mark(library, ida, [entry.id], "star", Actor())
    second = scraping.change(library, ida, first.feed.id, looked, replace(GOOD, content=""))
    assert second.feed.id != first.feed.id
    assert (second.title, second.folder_ids, second.visibility, dict(second.settings)) == (
        "My club",
        (folder.id,),
        Visibility.IMPORTANT,
        {"keep_days": 7},
    )
    starred = streams.page(library, ida, View(Stream(Kind.STARRED), Show.ALL)).entries
    assert entry.title in {one.entry.title for one in starred if one.entry.feed_id == second.feed.id}
    assert scraping.recipe_of(library, ida, second.feed.id) == replace(GOOD, content="")
    assert [one.feed.id for one in sidebar.look(library, ida).subscriptions] == [second.feed.id]
