"""Stories as a reader sees them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import Library, ahead, stories
from mainstem.library.briefings import composing
from mainstem.refresh.gathering import Gathering
from mainstem.storage import Database, users
from tests.refresh.test_gathering import bring, grouped
from tests.storage.library import add_feed, add_reader, clean, keep


@pytest.fixture
def library(database: Database, now: datetime) -> Library:
    return Library(database, b"x" * 32, now=lambda: now + timedelta(hours=1))


def test_a_story_shows_all_its_sources_with_the_reason(library: Library, now: datetime) -> None:
    known = bring(library.database, now)
    Gathering(library.database).gather(now)
    ida = reader_of(library)
    ferry = [entry_id for entry_id, name in known.items() if name == "ferry"]
    page = stories.story(library, ida, ferry[1])
    assert [one.shown.entry.id for one in page.entries] == ferry
    assert page.sources == 3
    assert page.entries[0].evidence == ()
    assert {word.word.lower() for word in page.entries[1].evidence[0].words} >= {"hvaldal", "reef"}


def reader_of(library: Library) -> User:
    with library.database.read() as connection:
        found = users.by_name(connection, "ida")
    assert found is not None
    return found[0]


def test_an_entry_that_another_reader_has_is_in_no_story_of_mine(library: Library, now: datetime) -> None:
    known = bring(library.database, now)
    Gathering(library.database).gather(now)
    ole = add_reader(library.database, now, "ole")
    with pytest.raises(NotFound):
        stories.story(library, ole, next(iter(known)))
    with pytest.raises(NotFound):
        stories.correct(library, ole, *list(known)[:2], same=False)
    assert composing.make(library, ole, now).told.new == ()


def test_a_reader_mends_a_story(library: Library, now: datetime) -> None:
    known = bring(library.database, now)
    gathering = Gathering(library.database)
    gathering.gather(now)
    ida = reader_of(library)
    ferry = [entry_id for entry_id, name in known.items() if name == "ferry"]
    for other in ferry[1:]:
        stories.correct(library, ida, ferry[0], other, same=False)
    assert [one.shown.entry.id for one in stories.story(library, ida, ferry[0]).entries] == [ferry[0]]
    assert [one.shown.entry.id for one in stories.story(library, ida, ferry[1]).entries] == ferry[1:]
    assert frozenset(ferry) in grouped(library.database, now)  # nobody else's story changed
    with pytest.raises(BadInput):
        stories.correct(library, ida, ferry[0], ferry[0], same=True)


def test_a_date_that_cannot_be_right_is_noted_on_the_page(library: Library, now: datetime) -> None:
    ida = add_reader(library.database, now)
    feed = add_feed(library.database, now, ida)
    text = "The fair opens on Monday, 7 June 2024 in Oslo."
    (entry_id,) = keep(library.database, feed, now, clean(1, title="Fair", text=text, published_at=now))
    Gathering(library.database).gather(now)
    (shown,) = stories.story(library, ida, entry_id).entries
    assert shown.contradictions[0].text == "Monday, 7 June 2024"


def test_the_briefing_quotes_what_came_since(library: Library, now: datetime) -> None:
    bring(library.database, now)
    Gathering(library.database).gather(now)
    found = composing.make(library, reader_of(library), now - timedelta(hours=1)).told
    assert [story.sources for story in found.new] == [3, 2]
    quoted = found.new[0].quotations
    assert len({one.entry_id for one in quoted}) == len(quoted) == 3
    assert composing.make(library, reader_of(library), now + timedelta(hours=2)).told.new == ()


def test_what_is_next_comes_from_every_feed_of_the_reader(library: Library, now: datetime) -> None:
    ida, ole = add_reader(library.database, now), add_reader(library.database, now, "ole")
    texts = [
        "The Baltic Fisheries Summit will be held in Gdańsk on 3 April 2026.",
        "Baltic Fisheries Summit takes place in Gdańsk on 3 April 2026.",
        "The Inland Waters Conference was held in Turin on 3 January 2026.",
    ]
    for number, text in enumerate(texts):
        feed = add_feed(library.database, now, ida, url=f"https://{number}.example/feed")
        keep(library.database, feed, now, clean(number, title=f"News {number}", text=text, published_at=now))
    Gathering(library.database).gather(now)
    (summit,) = ahead.look(library, ida).coming
    assert (summit.told.event.what, summit.told.event.where) == ("Baltic Fisheries Summit", "Gdańsk")
    assert summit.told.day.isoformat() == "2026-04-03"
    assert len(summit.told.entry_ids) == 2
    assert ahead.look(library, ole).coming == ()
