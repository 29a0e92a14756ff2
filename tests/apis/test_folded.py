"""Folded stories in apps that know nothing of stories: the lead is unread, its copies are read and say whose they
are; reading any of them settles the story.
"""

from __future__ import annotations

import pytest

from mainstem.library import accounts, listings, streams, sync
from mainstem.library.retelling import LABEL
from mainstem.reading.listing import Listing
from mainstem.reading.sync import Sieve
from mainstem.storage import stories
from mainstem.storage.stories import Linked
from tests.apis.google_reader.app import App
from tests.apis.household import Household
from tests.apis.voices import VOICES, Voice


def fold(home: Household) -> tuple[int, int, int]:
    """The first entry of each of Ida's feeds tells the same story, and she wants stories folded."""
    first, second, third = home.ids[:3]
    home.tick(minutes=1)
    with home.library.database.write() as connection:
        stories.link(connection, [Linked(one, 7, None, ()) for one in (first, second, third)])
    accounts.prefer(home.library, home.ida, fold_stories=True)
    home.tick(minutes=1)
    return first, second, third


def voice_of(home: Household, kind: type[Voice], name: str = "ida") -> tuple[Voice, dict[int, int]]:
    held = streams.some(home.library, home.ida, home.ids)
    serials = {one.entry.id: one.entry.serial for one in held}
    return kind(home.library, name, home.secret, serials), serials


@pytest.mark.parametrize("kind", VOICES)
def test_apps_get_the_lead_as_unread_and_reading_a_copy_settles_it(
    home: Household, kind: type[Voice]
) -> None:
    lead, copy, other = fold(home)
    voice, serials = voice_of(home, kind)
    assert serials[lead] in voice.unread()
    assert not {serials[copy], serials[other]} & voice.unread()
    assert voice.counted() == len(home.ids) - 2
    voice.mark([serials[copy]], "read")
    assert serials[lead] not in voice.unread()
    voice.mark([serials[lead]], "unread")
    assert voice.unread() & {serials[one] for one in (lead, copy, other)} == {serials[lead]}


@pytest.mark.parametrize("kind", VOICES)
def test_without_the_switch_apps_see_all(home: Household, kind: type[Voice]) -> None:
    fold(home)
    accounts.prefer(home.library, home.ida, fold_stories=False)
    voice, serials = voice_of(home, kind)
    assert voice.unread() == {serials[one] for one in home.ids}


def test_the_lead_lists_its_sources_at_its_end_and_copies_are_labelled(home: Household) -> None:
    lead, copy, _ = fold(home)
    page = sync.page(home.library, home.ida, Sieve(), 100)
    by_id = {one.id: one for one in page.copies}
    told = streams.entry(home.library, home.ida, copy).entry
    assert by_id[lead].html.endswith("</ul>")
    assert by_id[lead].html.count("<li>") == 2
    assert f'<a href="{told.url}">{told.title}</a>' in by_id[lead].html
    assert by_id[copy].html.startswith("<p>The same story as: <a ")
    items = App(home).get("stream/contents/user/-/state/com.google/reading-list", n=100)["items"]
    labelled = {
        int(one["id"].rpartition("/")[2], 16) for one in items if f"user/-/label/{LABEL}" in one["categories"]
    }
    assert labelled == set(home.ids[1:3])


def test_listings_tell_the_same(home: Household) -> None:
    lead, copy, other = fold(home)
    listed = listings.page(home.library, home.ida, Listing(limit=100))
    contents = {one.entry.id: one.content for one in listed.entries if one.content}
    assert contents[lead].html.endswith("</ul>")
    assert {one for one, held in contents.items() if LABEL in held.categories} == {copy, other}
    accounts.prefer(home.library, home.ida, fold_stories=False)
    again = listings.page(home.library, home.ida, Listing(limit=100))
    assert not any("The same story" in one.content.html for one in again.entries if one.content)


def test_nothing_that_a_publisher_writes_becomes_mark_up(home: Household) -> None:
    from sqlalchemy import update

    from mainstem.storage.schema import entries

    _, copy, _ = fold(home)
    bad = {"title": "<script>alert(1)</script>", "url": 'javascript:alert("1")'}
    with home.library.database.write() as connection:
        connection.execute(update(entries).where(entries.c.id == copy).values(**bad))
    (lead, *_) = home.ids
    page = sync.some(home.library, home.ida, [lead])
    assert "<script" not in page.copies[0].html
    assert "javascript:" not in page.copies[0].html
