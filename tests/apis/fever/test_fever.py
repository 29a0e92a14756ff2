from typing import Any

import pytest
from sqlalchemy import insert, update
from starlette.testclient import TestClient

from mainstem.accounts.passwords import fever_key
from mainstem.apis import fever
from mainstem.library import accounts, folders, marking, subscribing
from mainstem.storage.schema import feeds, icons
from tests.apis.household import Household

OUTSIDE = 2**31 - 1


class App:
    """An app that speaks Fever."""

    def __init__(self, home: Household, name: str = "ida", secret: str | None = None) -> None:
        self.client: TestClient = home.client(fever)
        self.key = fever_key(name, secret or home.secret)

    def ask(self, query: str = "", **form: Any) -> dict[str, Any]:
        """What a POST with the key in its form is answered."""
        answer = self.client.post(f"/fever/?api&{query}", data={"api_key": self.key, **form})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json; charset=utf-8"
        found: dict[str, Any] = answer.json()
        assert (found["api_version"], found["auth"]) == (3, 1)
        assert isinstance(found["last_refreshed_on_time"], int)
        return found

    def unread(self) -> list[int]:
        """The unread serials."""
        return [int(one) for one in self.ask("unread_item_ids")["unread_item_ids"].split(",") if one]

    def saved(self) -> str:
        """The starred serials as they come."""
        return str(self.ask("saved_item_ids")["saved_item_ids"])


@pytest.fixture
def app(home: Household) -> App:
    """Signed in."""
    return App(home)


@pytest.mark.parametrize(
    "path",
    [
        "/fever",
        "/fever/",
        "/fever.php",
        "/api/fever.php",
        "/api/fever.php/",
        "/fever/fever/",
        "/api/fever.php/fever/",
    ],
)
def test_every_address_answers_without_a_redirect(app: App, path: str) -> None:
    answer = app.client.post(f"{path}?api", data={"api_key": app.key}, follow_redirects=False)
    assert answer.status_code == 200
    assert answer.json()["auth"] == 1


def test_the_key_is_taken_from_wherever_it_is_sent(app: App) -> None:
    client, key = app.client, app.key
    answers = [
        client.get("/fever/", params={"api": "", "api_key": key}),
        client.post("/fever/?api", files={"api_key": (None, key)}),
        client.post("/fever/?api", content=f"api_key={key.upper()}", headers={"content-type": ""}),
        client.post(
            "/fever/?api", content=f"api_key={key}", headers={"content-type": "application/octet-stream"}
        ),
        client.post(f"/fever/?api&api_key={key}", headers={"authorization": "Basic eDp5"}),
        client.get("/fever/?api", headers={"api_key": key}),
    ]
    assert [one.json()["auth"] for one in answers] == [1] * 6


@pytest.mark.parametrize("key", ["", "0000", "f" * 32, "\0", "é" * 5000])
def test_a_wrong_key_is_told_with_status_200_and_nothing_else(app: App, key: str) -> None:
    for _ in range(8):
        answer = app.client.post("/fever/?api&items&unread_item_ids", data={"api_key": key})
        assert (answer.status_code, answer.json()) == (200, {"api_version": 3, "auth": 0})


def test_all_arguments_of_a_call_are_answered_together(app: App) -> None:
    found = app.ask("groups&feeds=&favicons&items&unread_item_ids&saved_item_ids&links&refresh")
    assert set(found) == {
        "api_version",
        "auth",
        "last_refreshed_on_time",
        "groups",
        "feeds",
        "feeds_groups",
        "favicons",
        "items",
        "total_items",
        "unread_item_ids",
        "saved_item_ids",
        "links",
    }
    assert found["links"] == []
    without_api = app.client.post("/fever/?groups", data={"api_key": app.key}).json()
    assert without_api["groups"] == found["groups"]


def test_groups_and_feeds_have_the_members_and_order_that_strict_parsers_need(
    app: App, home: Household
) -> None:
    found = app.ask("groups&feeds")
    assert found["groups"] == [
        {"id": home.harbour, "title": "Harbour"},
        {"id": OUTSIDE, "title": "Uncategorized"},
    ]
    for one in found["feeds"]:
        assert list(one)[:2] == ["id", "favicon_id"]
        assert {name: type(value) for name, value in one.items()} == {
            "id": int,
            "favicon_id": int,
            "title": str,
            "url": str,
            "site_url": str,
            "is_spark": int,
            "last_updated_on_time": int,
        }
        assert one["title"]
    paper, journal, lone = (feed.id for feed in home.feeds)
    held = {one["group_id"]: set(one["feed_ids"].split(",")) for one in found["feeds_groups"]}
    assert held == {home.harbour: {str(paper), str(journal)}, OUTSIDE: {str(lone)}}


def test_a_group_without_feeds_is_not_among_those_with(app: App, home: Household) -> None:
    folders.add(home.library, home.ida, "Empty")
    found = app.ask("groups")
    assert "Empty" in [one["title"] for one in found["groups"]]
    assert all(one["feed_ids"] for one in found["feeds_groups"])


def test_favicons_are_pictures_without_the_word_data(app: App, home: Household) -> None:
    assert app.ask("favicons")["favicons"] == []
    values = {
        "id": 7,
        "url": "https://paper.example/i",
        "mime_type": "image/png",
        "data": b"png",
        "digest": "d",
    }
    with home.library.database.write() as connection:
        connection.execute(insert(icons).values(**values, fetched_at=home.tick()))
        connection.execute(update(feeds).where(feeds.c.id == home.feeds[0].id).values(icon_id=7))
    assert app.ask("favicons")["favicons"] == [{"id": 7, "data": "image/png;base64,cG5n"}]


def test_an_item_has_numbers_for_flags_and_no_null(app: App, home: Household) -> None:
    [item] = app.ask("items&with_ids=9")["items"]
    assert item == {
        "id": 9,
        "feed_id": home.feeds[2].id,
        "title": "Title 22",
        "author": "",
        "html": "<p>Body 22</p>",
        "url": "https://paper.example/22",
        "is_saved": 0,
        "is_read": 0,
        "created_on_time": home.ids[-1] // 1_000_000,
    }
    assert [type(item[name]) for name in ("is_saved", "is_read")] == [int, int]


@pytest.mark.parametrize(
    "query", ["items", "items&since_id", "items&since_id=", "items&since_id=0", "items&since_id=-4"]
)
def test_without_a_start_items_come_from_the_beginning(app: App, home: Household, query: str) -> None:
    found = app.ask(query)
    assert [one["id"] for one in found["items"]] == list(range(1, 10))
    assert found["total_items"] == 9


def test_a_hundred_and_twenty_items_are_paged_both_ways(app: App, home: Household) -> None:
    home.arrive(home.feeds[0], *range(1000, 1117))
    every = [*range(1, 10), *range(13, 130)]  # 10 to 12 are another reader's
    upwards: list[int] = []
    while page := app.ask(f"items&since_id={upwards[-1] if upwards else ''}")["items"]:
        upwards += [one["id"] for one in page]
        assert len(page) <= 50
    downwards: list[int] = []
    while page := app.ask(f"items&max_id={downwards[-1] if downwards else 2**53 - 1}")["items"]:
        downwards += [one["id"] for one in page]
    assert upwards == downwards[::-1] == every


@pytest.mark.parametrize("number", [0, 2**31 - 1, 2**53 - 1, 2**63 - 1, 10**30])
def test_any_highest_id_gives_the_newest(app: App, number: int) -> None:
    assert [one["id"] for one in app.ask(f"items&max_id={number}")["items"]] == list(range(9, 0, -1))


def test_items_by_id_drop_what_is_unknown_or_anothers(app: App) -> None:
    found = app.ask("items&with_ids=3,1,99,11,x,-2,,99999999999999999999,3")
    assert sorted(one["id"] for one in found["items"]) == [1, 3]
    assert app.ask("items&with_ids=")["items"] == []


def test_items_may_be_narrowed_to_feeds_or_groups(app: App, home: Household) -> None:
    assert [one["id"] for one in app.ask(f"items&feed_ids={home.feeds[2].id}")["items"]] == [3, 6, 9]
    assert [one["id"] for one in app.ask(f"items&group_ids={OUTSIDE}&since_id=3")["items"]] == [6, 9]


def test_both_lists_are_text_ascending_and_empty_where_there_is_nothing(app: App) -> None:
    assert app.ask("unread_item_ids")["unread_item_ids"] == "1,2,3,4,5,6,7,8,9"
    assert app.saved() == ""


def test_states_are_set_and_never_turned_round(app: App, home: Household) -> None:
    for _ in range(2):
        assert app.ask(mark="item", **{"as": "saved"}, id=5)["saved_item_ids"] == "5"
    assert app.ask("mark=item&as=read&id=5")["unread_item_ids"] == "1,2,3,4,6,7,8,9"
    [item] = app.ask("items&with_ids=5")["items"]
    assert (item["is_saved"], item["is_read"]) == (1, 1)
    assert app.ask("mark=item&as=unread&id=5")["unread_item_ids"] == "1,2,3,4,5,6,7,8,9"
    for _ in range(2):
        assert app.ask("mark=item&as=unsaved&id=5")["saved_item_ids"] == ""
    assert {change.actor.client for change in marking.changes(home.library, home.ida)} == {"Phone"}


@pytest.mark.parametrize("number", ["0", "-1", "99", "11", "x", "", "99999999999999999999"])
def test_marking_what_is_not_there_does_nothing(app: App, home: Household, number: str) -> None:
    app.ask(f"mark=item&as=read&id={number}")
    assert len(app.unread()) == 9
    assert len(App(home, "ole", home.oles_secret).unread()) == 3


@pytest.mark.parametrize(
    "before", ["", "&before=", "&before=0", "&before=9223372036854775", "&before=1" + "0" * 18]
)
def test_a_group_is_marked_up_to_now_without_a_bound(app: App, home: Household, before: str) -> None:
    found = app.ask(f"mark=group&as=read&id=0{before}")
    assert found["unread_item_ids"] == ""
    home.arrive(home.feeds[0], 500)
    assert app.unread() == [13]


def test_a_bound_compares_with_arrival(app: App, home: Household) -> None:
    seconds = home.ids[4] // 1_000_000
    app.ask(f"mark=group&as=read&id=0&before={seconds}")
    assert app.unread() == [6, 7, 8, 9]
    app.ask(f"mark=feed&as=read&id={home.feeds[2].id}", before=home.ids[5] // 1_000_000)
    assert app.unread() == [7, 8, 9]


def test_groups_and_feeds_are_marked_alone(app: App, home: Household) -> None:
    app.ask(f"mark=feed&as=read&id={home.feeds[0].id}")
    assert app.unread() == [2, 3, 5, 6, 8, 9]
    app.ask(f"mark=group&as=read&id={OUTSIDE}")
    assert app.unread() == [2, 5, 8]
    app.ask(f"mark=group&as=read&id={home.harbour}")
    assert app.unread() == []


@pytest.mark.parametrize(
    "query",
    [
        "mark=group&as=unread&id=0",
        "mark=group&as=read&id=-1",
        "mark=group&as=read",
        "mark=group&as=read&id=x",
        "mark=feed&as=unread&id=1",
        "mark=feed&as=read&id=99999999999999999999",
        "mark=feed&as=saved&id=1",
        "mark=all&as=read&id=0",
        "mark=item&as=gone&id=1",
    ],
)
def test_what_makes_no_sense_marks_nothing(app: App, query: str) -> None:
    app.ask(query)
    assert len(app.unread()) == 9


def test_a_feed_that_was_left_is_in_no_list(app: App, home: Household) -> None:
    app.ask("mark=item&as=saved&id=1")
    subscribing.unsubscribe(home.library, home.ida, home.feeds[0].id)
    assert app.unread() == [2, 3, 5, 6, 8, 9]
    assert app.saved() == ""
    assert app.ask("items")["total_items"] == 6


def test_an_app_that_may_only_read_marks_nothing(home: Household) -> None:
    _, secret = accounts.add_app(home.library, home.ida, "Screen", "read")
    app = App(home, secret=secret)
    app.ask("mark=item&as=read&id=1")
    app.ask("mark=group&as=read&id=0")
    assert len(app.unread()) == 9


def test_everything_works_alike_on_both_databases(both_homes: Household) -> None:
    app = App(both_homes)
    app.ask("mark=item&as=read&id=1")
    app.ask("mark=item&as=saved&id=2")
    found = app.ask(
        "groups&feeds&favicons&items&unread_item_ids&saved_item_ids&since_id=4&max_id=9223372036854775807"
    )
    assert (found["unread_item_ids"], found["saved_item_ids"]) == ("2,3,4,5,6,7,8,9", "2")
    assert app.ask("mark=group&as=read&id=0&before=9223372036854775807")["unread_item_ids"] == ""


def test_a_very_long_list_is_not_sent_after_every_mark(
    app: App, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mainstem.apis.fever.marks._LONGEST_LIST", 8)
    assert app.ask("mark=item&as=unread&id=1").keys() == {"api_version", "auth", "last_refreshed_on_time"}
    assert app.ask("mark=item&as=read&id=1")["unread_item_ids"] == "2,3,4,5,6,7,8,9"


def test_what_was_read_a_moment_ago_is_unread_again(app: App, home: Household) -> None:
    app.ask("mark=item&as=read&id=1")
    home.tick(minutes=20)
    app.ask("mark=item&as=read&id=2")
    app.ask("mark=item&as=saved&id=3")
    assert app.ask("unread_recently_read=1")["unread_item_ids"] == "2,3,4,5,6,7,8,9"
    assert app.ask("unread_recently_read=1")["unread_item_ids"] == "2,3,4,5,6,7,8,9"
    assert app.saved() == "3"
