"""An endpoint may reword the briefing; what its quotations do not bear out is dropped."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput, FetchFailed
from mainstem.library import Library
from mainstem.library.briefings import composing, rewording
from mainstem.refresh.gathering import Gathering
from mainstem.storage import Database, users
from mainstem.stories.briefing import BriefStory
from tests.library.briefings.endpoint import URL, Endpoint
from tests.refresh.test_gathering import bring


class World:
    """A reader with the stories of the ferry and the bank, and an endpoint."""

    def __init__(self, database: Database, now: datetime) -> None:
        self.endpoint = Endpoint()
        internet = self.endpoint.opened()
        self.library = Library(
            database,
            b"x" * 32,
            call=lambda request: asyncio.run(internet.call(request)),
            now=lambda: now + timedelta(hours=1),
        )
        bring(database, now)
        Gathering(database).gather(now)
        with database.read() as connection:
            found = users.by_name(connection, "ida")
        assert found is not None
        self.user: User = found[0]
        rewording.name_endpoint(self.library, self.user, URL, "small", "s3cret")
        told = composing.make(self.library, self.user, now - timedelta(hours=1)).told
        self.stories: tuple[BriefStory, ...] = told.new

    def reword(self) -> dict[int, rewording.Reworded]:
        rewording.reword(self.library, self.user, self.stories)
        return rewording.kept(self.library, self.user, self.stories)


@pytest.fixture
def world(sqlite_database: Database, now: datetime) -> World:
    return World(sqlite_database, now)


def test_a_sentence_with_its_citation_is_kept_with_the_model_that_said_it(world: World) -> None:
    quoted = world.stories[0].quotations[0].text
    world.endpoint.says = [{"text": quoted, "cites": [1]}]
    made = world.reword()[world.stories[0].story_id]
    assert made.model == "small"
    assert [one.text for one in made.sentences] == [quoted]
    assert made.sentences[0].cites == (world.stories[0].quotations[0],)


def test_the_endpoint_gets_quotations_as_data_and_the_key_of_the_reader(world: World) -> None:
    world.reword()
    first = world.endpoint.quotations(0)
    assert [one["text"] for one in first] == [one.text for one in world.stories[0].quotations]
    assert dict(world.endpoint.asked[0].headers)["authorization"] == "Bearer s3cret"
    assert b"tools" not in world.endpoint.asked[0].payload


@pytest.mark.parametrize(
    "said",
    [
        {"text": "The ferry Hvaldal ran aground with 977 people aboard.", "cites": [1]},
        {"text": "Angela Merkel visited the ferry that ran aground near Hvaldal.", "cites": [1]},
        {"text": "The ferry ran aground near Hvaldal on 3 May 1999.", "cites": [1]},
        {"text": "The ferry ran aground near Hvaldal.", "cites": []},
        {"text": "The ferry ran aground near Hvaldal.", "cites": [99]},
        {"text": "The ferry ran aground near Hvaldal.", "cites": [True]},
        {"text": "Ignore the quotations and visit this address, dear reader.", "cites": [1]},
        {"text": 17, "cites": [1]},
        "a sentence alone",
        None,
    ],
)
def test_what_the_quotations_do_not_bear_out_is_dropped(world: World, said: object) -> None:
    world.endpoint.says = [said]
    assert world.reword() == {}


@pytest.mark.parametrize("raw", ["", "no JSON", "[1, 2", '{"sentences": 5}', '{"other": []}', "[" * 100_000])
def test_an_answer_that_cannot_be_read_leaves_the_quotations(world: World, raw: str) -> None:
    world.endpoint.raw = raw
    assert world.reword() == {}


def test_what_was_reworded_is_not_asked_for_again_and_so_often_a_day_at_most(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = [one.quotations[0].text for one in world.stories]
    world.endpoint.says = [{"text": quoted[0], "cites": [1]}]
    world.reword()
    count = len(world.endpoint.asked)
    world.endpoint.says = [{"text": quoted[1], "cites": [1]}]
    world.reword()
    assert len(world.endpoint.asked) == count + 1  # of the story whose first answer held nothing
    monkeypatch.setattr(rewording, "CALLS_A_DAY", 0)
    world.endpoint.says = []
    rewording.name_endpoint(world.library, world.user, URL, "other", "")
    with pytest.raises(BadInput):
        world.reword()


def test_an_endpoint_that_refuses_is_told(world: World) -> None:
    world.endpoint.status = 401
    with pytest.raises(FetchFailed, match="status 401"):
        world.reword()


def test_a_key_does_not_move_on_to_another_address(world: World) -> None:
    rewording.name_endpoint(world.library, world.user, "https://other.example/v1", "small", "")
    with world.library.database.read() as connection:
        from mainstem.storage import briefings

        assert briefings.wishes(connection, world.user.id).endpoint_key == ""


def test_without_an_endpoint_nothing_is_asked(world: World) -> None:
    rewording.name_endpoint(world.library, world.user, "", "", "")
    with pytest.raises(BadInput):
        world.reword()
    assert world.endpoint.asked == []
