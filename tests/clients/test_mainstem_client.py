"""The client for other people's programs, against a live server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mainstem.apis.rest import routes
from mainstem.storage import Database
from tests.apis.world import FEED_URL, World, build, served

FILE = Path(__file__).parents[2] / "clients" / "mainstem_client.py"
sys.path.insert(0, str(FILE.parent))

from mainstem_client import Mainstem, Refused  # noqa: E402


@pytest.fixture
def world(sqlite_database: Database) -> World:
    return build(sqlite_database)


@pytest.fixture
def client(world: World) -> Iterator[Mainstem]:
    with served(routes, world.library) as address, Mainstem(address, world.secret) as client:
        yield client


def test_a_stream_is_walked_marked_and_the_mark_undone(world: World, client: Mainstem) -> None:
    world.feed(1, 5)
    assert [one["serial"] for one in client.walk("main", limit=2)] == [5, 4, 3, 2, 1]
    page = client.page("main", limit=1, with_content=False)
    assert page["entries"][0]["html"] is None
    change = client.mark_stream("main", page["newest_id"])
    assert change is not None
    assert client.counts()["main"] == (0, 5)
    assert client.reasons(page["entries"][0]["id"])[0]["action"] == "read"
    assert client.undo(change["id"])["count"] == 5
    assert client.counts()["main"] == (5, 5)


def test_entries_are_marked_and_changed(world: World, client: Mainstem) -> None:
    world.feed(1, 2)
    first, second = (one["id"] for one in client.walk())
    assert client.mark([first, second], "star") is not None
    assert client.mark([first], "star") is None
    assert client.change_entry(first, is_read=True, note="See?")["state"]["note"] == "See?"
    assert [one["id"] for one in client.walk("main", show="unread")] == [second]
    assert client.entry(first)["state"]["is_starred"]


def test_feeds_are_followed_and_left(client: Mainstem) -> None:
    made = client.subscribe(FEED_URL)
    assert [one["title"] for one in client.subscriptions()] == ["Tidepool"]
    assert client.refresh(made["feed_id"]) == []
    assert FEED_URL in client.outline()
    client.unsubscribe(made["feed_id"])
    assert client.subscriptions() == []


def test_a_briefing_is_made_since_a_time(client: Mainstem) -> None:
    assert client.briefing("2026-03-14T09:00:00Z")["since"] == "2026-03-14T09:00:00Z"
    assert client.briefing()["new"] == []


def test_a_refusal_says_why(client: Mainstem) -> None:
    with pytest.raises(Refused, match="no such entry") as caught:
        client.entry(5)
    assert caught.value.status == 404
    with pytest.raises(Refused) as caught:
        client.page("nothing")
    assert caught.value.field in ("stream", "address")
    with pytest.raises(ValueError, match="https://"):
        Mainstem("news.example", "k")


def test_a_lost_connection_is_opened_again(world: World, client: Mainstem) -> None:
    world.feed(1, 1)
    client.page()
    client._wire.sock.shutdown(2)  # as a server does that grew tired of waiting
    assert client.mark([one["id"] for one in client.walk()], "read") is not None


def test_it_is_one_small_file() -> None:
    assert len(FILE.read_text().splitlines()) <= 300
