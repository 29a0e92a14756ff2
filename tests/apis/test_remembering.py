"""What is answered again without being worked out again, and when not."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from mainstem.apis import remembering
from mainstem.apis.answers import Answer, of_text
from mainstem.apis.calls import Call
from mainstem.apis.doors import Door
from mainstem.apis.remembering import Remembered
from mainstem.library import Library, accounts
from mainstem.storage import Database


@dataclass
class Counter:
    """A door that counts how often it is really entered; ``clock`` is its seconds."""

    library: Library
    clock: list[float] = field(default_factory=lambda: [0.0])
    entered: int = 0

    def client(self) -> TestClient:
        memory = Remembered(self.library, lambda: self.clock[0])
        door = Door(self.enter, lambda error: of_text(str(error), 400), memory=memory)
        return TestClient(Starlette(routes=[Route("/{path:path}", door)]))

    def enter(self, call: Call) -> Answer:
        self.entered += 1
        return remembering.answer(
            call, lambda: of_text(f"{self.entered}", 404 if "gone" in call.path else 200)
        )


@pytest.fixture
def counter(database: Database) -> Counter:
    return Counter(Library(database, b"x" * 32))


def test_the_same_request_is_answered_once_until_something_changes(counter: Counter) -> None:
    client = counter.client()
    assert [client.get("/a").text for _ in range(3)] == ["1", "1", "1"]
    accounts.add(counter.library, "ida", "correct horse")
    assert [client.get("/a").text for _ in range(2)] == ["2", "2"]


def test_no_answer_is_given_to_another_request(counter: Counter) -> None:
    client = counter.client()
    asked = [
        ("/a", {}),
        ("/b", {}),
        ("/a?x", {}),
        ("/a", {"authorization": "Basic eDp5"}),
        ("/a", {"x-auth-token": "k"}),
        ("/a", {"host": "other.example"}),
        ("/a", {"if-none-match": '"1"'}),
    ]
    assert [client.get(path, headers=headers).text for path, headers in asked] == list("1234567")
    assert [client.get(path, headers=headers).text for path, headers in asked] == list("1234567")


def test_an_answer_holds_for_minutes_not_for_ever(counter: Counter) -> None:
    client = counter.client()
    client.get("/a")
    counter.clock[0] = 200.0
    assert client.get("/a").text == "1"
    counter.clock[0] = 300.0
    assert client.get("/a").text == "2"


@pytest.mark.parametrize("path", ["/gone", "/v1/feeds/1/refresh", "/a?search=river", "/1/fetch-content"])
def test_what_depends_on_more_than_the_database_is_asked_each_time(counter: Counter, path: str) -> None:
    client = counter.client()
    assert [client.get(path).text for _ in range(2)] == ["1", "2"]
    assert [client.post("/a").text for _ in range(2)] == ["3", "4"]


def test_a_head_is_not_taken_for_a_get(counter: Counter) -> None:
    client = counter.client()
    assert client.head("/a").content == b""
    assert client.get("/a").text == "2"
