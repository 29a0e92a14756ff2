"""The briefing by mail: asked for, confirmed, sent at its hour, stopped."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, MailFailed, NotFound, TooManyTries
from mainstem.fetching.mail import Letter
from mainstem.library import Library, accounts
from mainstem.library.briefings import mailing
from mainstem.refresh.gathering import Gathering
from mainstem.storage import Database
from tests.refresh.test_gathering import bring

PASSWORD = "a long enough one"
ADDRESS = "ida@mail.example"


class World:
    """A reader with two stories, a clock, and a post box."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.now = now
        self.sent: list[Letter] = []
        self.is_broken = False
        bring(database, now)
        Gathering(database).gather(now)
        self.library = Library(
            database, b"x" * 32, mail=self.mail, now=lambda: self.now, public_url="https://read.example"
        )
        self.user: User = accounts.named(self.library, "ida")

    def mail(self, letter: Letter) -> None:
        if self.is_broken:
            raise MailFailed("The letter was not taken: 451 come back later")
        self.sent.append(letter)

    def ask(self, days: str = "daily", hour: int = 7) -> str:
        mailing.wish(self.library, self.user, days, hour, ADDRESS)
        return self.sent[-1].text.rpartition("/")[2].strip()

    def confirmed(self, days: str = "daily", hour: int = 7) -> None:
        mailing.confirm(self.library, self.user.id, self.ask(days, hour))
        self.sent.clear()


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return World(sqlite_database, datetime(2026, 3, 14, 12, 0, tzinfo=UTC))


def test_nothing_goes_to_an_address_that_nobody_confirmed(world: World) -> None:
    token = world.ask()
    assert world.sent[0].to == ADDRESS
    assert mailing.send_due(world.library) == 0
    with pytest.raises(NotFound):
        mailing.confirm(world.library, world.user.id, token[:-1] + "x")
    mailing.confirm(world.library, world.user.id, token)
    assert mailing.send_due(world.library) == 1


def test_a_letter_quotes_the_stories_with_links_and_can_be_stopped(world: World) -> None:
    world.confirmed()
    mailing.send_due(world.library)
    (letter,) = world.sent
    assert letter.subject == "Briefing of 14 March 2026"
    assert "https://read.example/story/" in letter.text
    assert "<blockquote>" in letter.html
    assert letter.leave_url in letter.text
    token = letter.leave_url.rpartition("/")[2]
    with pytest.raises(NotFound):
        mailing.leave(world.library, world.user.id, "0" * len(token))
    mailing.leave(world.library, world.user.id, token)
    world.now += timedelta(days=1)
    assert mailing.send_due(world.library) == 0


def test_one_letter_goes_out_at_its_hour_on_the_readers_clock(world: World) -> None:
    accounts.prefer(world.library, world.user, timezone="America/New_York")
    world.confirmed(hour=9)
    assert mailing.send_due(world.library) == 0  # it is eight there
    world.now += timedelta(hours=1)
    assert [mailing.send_due(world.library) for _ in range(3)] == [1, 0, 0]
    world.now += timedelta(hours=23, minutes=59)
    assert mailing.send_due(world.library) == 0
    world.now += timedelta(minutes=1)
    assert mailing.send_due(world.library) == 1


def test_a_weekly_letter_waits_for_its_day(world: World) -> None:
    world.confirmed(days="0")  # Monday; it is Saturday
    assert mailing.send_due(world.library) == 0
    world.now += timedelta(days=2)
    assert mailing.send_due(world.library) == 1


def test_a_letter_that_is_not_taken_is_told_and_tried_again_in_an_hour(world: World) -> None:
    world.confirmed()
    world.is_broken = True
    assert mailing.send_due(world.library) == 0
    assert "451" in mailing.wishes(world.library, world.user).mail_trouble
    world.is_broken = False
    assert mailing.send_due(world.library) == 0
    world.now += timedelta(hours=1)
    assert mailing.send_due(world.library) == 1
    assert mailing.wishes(world.library, world.user).mail_trouble == ""


def test_another_address_has_to_be_confirmed_again(world: World) -> None:
    world.confirmed()
    mailing.wish(world.library, world.user, "daily", 7, "new@mail.example")
    assert re.search(r"/briefing/mail/\d+/[0-9a-f]{64}", world.sent[-1].text)
    world.sent.clear()
    mailing.send_due(world.library)
    assert [one.to for one in world.sent] == [ADDRESS]


def test_nobody_has_strangers_written_to_at_will(world: World) -> None:
    for number in range(5):
        mailing.wish(world.library, world.user, "daily", 7, f"stranger{number}@mail.example")
    with pytest.raises(TooManyTries):
        mailing.wish(world.library, world.user, "daily", 7, "another@mail.example")
    assert len(world.sent) == 5


@pytest.mark.parametrize(
    ("days", "hour", "address"),
    [("daily", 7, "nobody"), ("daily", 24, ADDRESS), ("9", 7, ADDRESS), ("daily", 7, "a@b\nBcc: c@d")],
)
def test_what_is_wished_wrongly_is_refused(world: World, days: str, hour: int, address: str) -> None:
    with pytest.raises(BadInput):
        mailing.wish(world.library, world.user, days, hour, address)
    assert world.sent == []


def test_an_installation_without_a_mail_server_says_so(sqlite_database: Database, now: datetime) -> None:
    library = Library(sqlite_database, b"x" * 32, public_url="https://read.example")
    user = accounts.add(library, "ole", PASSWORD)
    with pytest.raises(MailFailed, match="sends no mail"):
        mailing.wish(library, user, "daily", 7, ADDRESS)
