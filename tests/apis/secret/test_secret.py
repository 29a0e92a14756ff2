"""The calendar and the briefing under their secret addresses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem import parsing
from mainstem.apis import secret
from mainstem.library import Library, addresses, ahead
from mainstem.library.addresses import Purpose
from mainstem.refresh.gathering import Gathering
from mainstem.storage import Database, happenings, users
from mainstem.stories.dates import Granularity
from mainstem.stories.events import Event, EventKind, Status
from tests.apis.world import World
from tests.storage.library import add_feed, clean, keep
from tests.stories.test_events import TOUR

AT = datetime(2024, 5, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def client(world: World) -> TestClient:
    world.clock[0] = AT
    feed = add_feed(world.library.database, AT, world.user)
    tour = clean(1, title="Marant begins her tour", text=TOUR, published_at=AT, url="https://paper.example/1")
    fair = clean(2, title="Fair", text="The Glass Fair will be held in Oslo on 3 June 2024.", published_at=AT)
    keep(world.library.database, feed, AT, tour, fair)
    Gathering(world.library.database).gather(AT)
    return TestClient(Starlette(routes=secret.routes(world.library)), base_url="https://read.example")


def made(world: World, purpose: Purpose) -> str:
    addresses.renew(world.library, world.user, purpose)
    return addresses.path(world.library, world.user, purpose)


def test_a_calendar_program_reads_what_is_next(client: TestClient, world: World) -> None:
    answer = client.get(made(world, Purpose.CALENDAR))
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    fair = next(one for one in events if "Glass Fair" in one["summary"])
    assert (fair.decoded("dtstart"), fair.decoded("dtend")) == (date(2024, 6, 3), date(2024, 6, 4))
    assert fair["location"] == "Oslo"
    assert round(float(fair["geo"].latitude)) == 60
    assert "The Glass Fair will be held in Oslo on 3 June 2024." in fair["description"]
    tour = next(one for one in events if "harvest fair" in one["summary"])
    assert tour["status"] == "TENTATIVE"  # its weekday is not that of its date
    assert "Thursday" in tour["description"]
    assert len({one["uid"] for one in events}) == len(events)


def test_the_same_event_keeps_its_name_and_what_has_not_changed_is_not_sent_again(
    client: TestClient, world: World
) -> None:
    path = made(world, Purpose.CALENDAR)
    first = client.get(path)
    assert client.get(path, headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_a_renewed_address_shuts_the_old_one(client: TestClient, world: World) -> None:
    old = made(world, Purpose.CALENDAR)
    new = made(world, Purpose.CALENDAR)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    addresses.shut(world.library, world.user, Purpose.CALENDAR)
    assert client.get(new).status_code == 404


def test_an_address_answers_only_in_its_own_form(client: TestClient, world: World) -> None:
    path = made(world, Purpose.CALENDAR)
    assert client.get(path.replace(".ics", ".atom")).status_code == 404
    assert client.get("/secret/guessed-but-never-made.ics").status_code == 404
    assert client.post(path).status_code == 404


def test_the_address_of_a_shut_account_is_void(client: TestClient, world: World) -> None:
    other, _ = world.reader("ole")
    addresses.renew(world.library, other, Purpose.BRIEFING)
    path = addresses.path(world.library, other, Purpose.BRIEFING)
    assert client.get(path).status_code == 200
    with world.library.database.write() as connection:
        users.change(connection, other.id, is_enabled=False)
    assert client.get(path).status_code == 404


def test_the_briefing_is_a_feed_that_our_own_parser_reads(client: TestClient, world: World) -> None:
    world.later(3600)
    answer = client.get(made(world, Purpose.BRIEFING))
    feed = parsing.parse(answer.content, "https://read.example/secret/x.atom", dict(answer.headers))
    (entry,) = feed.entries
    assert feed.title == "Briefing"
    assert entry.title == "Briefing of 16 May 2024"
    assert "https://read.example/entry/" in entry.html
    assert "Marant" in entry.html


def test_a_calendar_of_fifty_thousand_events_is_cut_and_says_so(
    sqlite_database: Database, client: TestClient, world: World
) -> None:
    feed = add_feed(sqlite_database, AT, world.user, url="https://calendar.example/feed")
    ids = keep(sqlite_database, feed, AT, *(clean(number) for number in range(100, 350)))
    first = date(2024, 6, 1)
    told = {
        entry_id: [meeting(number * 200 + at, first) for at in range(200)]
        for number, entry_id in enumerate(ids)
    }
    with sqlite_database.write() as connection:
        happenings.keep(connection, told)
    seen = ahead.look(world.library, world.user)
    assert seen.is_cut
    assert len(seen.coming) == ahead.MOST_COMING
    answer = client.get(made(world, Purpose.CALENDAR))
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert len(events) == ahead.MOST_COMING


def meeting(number: int, first: date) -> Event:
    day = first + timedelta(days=number % 300)
    return Event(
        EventKind.MEETING,
        Status.UPCOMING,
        (),
        f"Meeting {number}",
        "Oslo",
        f"Meeting {number} is held.",
        number,
        number + 20,
        lo=day,
        hi=day,
        granularity=Granularity.DAY,
        is_stated=True,
    )


def test_a_library_without_events_gives_an_empty_calendar(world: World) -> None:
    library: Library = world.library
    client = TestClient(Starlette(routes=secret.routes(library)), base_url="https://read.example")
    answer = client.get(made(world, Purpose.CALENDAR))
    assert icalendar.Calendar.from_ical(answer.content).walk("VEVENT") == []
