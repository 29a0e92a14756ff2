"""Names as a reader knows them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from mainstem.accounts import User
from mainstem.feeds.errors import BadInput, NotFound
from mainstem.library import Library, accounts, names
from mainstem.refresh.gathering import Gathering
from mainstem.storage import Database
from mainstem.stories.names import NameKind
from tests.storage.library import add_feed, add_reader, clean, keep


def told(database: Database, now: datetime, *texts: str, name: str = "ida") -> Library:
    """A library in which a reader has entries with these texts, each of a feed of its own, all of now."""
    reader = add_reader(database, now, name)
    for number, text in enumerate(texts):
        feed = add_feed(database, now, reader, url=f"https://{name}{number}.example/feed")
        keep(database, feed, now, clean(number, title=f"News {number}", text=text, published_at=now))
    Gathering(database).gather(now)
    return Library(database, b"x" * 32, now=lambda: now + timedelta(hours=1))


def reader(library: Library, name: str = "ida") -> User:
    """The account of that name."""
    return accounts.named(library, name)


def test_rising_names_are_those_of_today_that_were_rare_before(database: Database, now: datetime) -> None:
    old = ["Chancellor Olaf Brandt spoke in Turin."] * 4
    library = told(database, now - timedelta(days=5), *old)
    ida = reader(library)
    feed = add_feed(database, now, ida, url="https://today.example/feed")
    for number in range(12):
        text = f"Queen Maud Larsen rode a bicycle in Turin, number {number}."
        keep(database, feed, now, clean(900 + number, title=f"Bicycle {number}", text=text, published_at=now))
    Gathering(database).gather(now + timedelta(minutes=10))
    today = Library(database, b"x" * 32, now=lambda: now + timedelta(hours=1))
    rising = [one.name for one in names.rising(today, ida)]
    assert "Maud Larsen" in rising
    assert "Olaf Brandt" not in rising


def test_a_place_has_coordinates_and_a_person_has_none(database: Database, now: datetime) -> None:
    library = told(database, now, "Prime Minister Ida Nordmann will travel to Oslo on 17 March 2026.")
    ida = reader(library)
    oslo, person = names.page(library, ida, "Oslo"), names.page(library, ida, "Ida Nordmann")
    assert oslo.kind is NameKind.PLACE
    assert oslo.place is not None
    assert (round(oslo.place.latitude), round(oslo.place.longitude)) == (60, 11)
    assert person.place is None
    assert [one.event.where for one in person.timeline] == ["Oslo"]


def test_a_mended_name_gathers_what_was_said_under_either_form(database: Database, now: datetime) -> None:
    library = told(database, now, "Chancellor Olaf Brandt spoke.", "Chancellor Ole Brandt spoke.")
    ida = reader(library)
    names.mend(library, ida, "Ole Brandt", "Olaf Brandt", "person")
    page = names.page(library, ida, "Ole Brandt")
    assert (page.name, page.forms, len(page.entries)) == ("Olaf Brandt", ("Ole Brandt",), 2)
    names.unmend(library, ida, "Ole Brandt")
    assert len(names.page(library, ida, "Olaf Brandt").entries) == 1


def test_what_others_have_is_not_told(database: Database, now: datetime) -> None:
    library = told(database, now, "Chancellor Olaf Brandt spoke.")
    add_reader(database, now, "ole")
    with pytest.raises(NotFound):
        names.page(library, reader(library, "ole"), "Olaf Brandt")


@pytest.mark.parametrize(
    ("form", "name", "kind"), [("", "a", ""), ("a", " ", ""), ("a" * 201, "b", ""), ("a", "b", "x")]
)
def test_what_is_no_name_is_refused(
    database: Database, now: datetime, form: str, name: str, kind: str
) -> None:
    library = told(database, now)
    with pytest.raises(BadInput):
        names.mend(library, reader(library), form, name, kind)
