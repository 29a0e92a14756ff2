"""What real apps send that no document says, and what breaks them when it is answered otherwise."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem.apis.miniflux import routes
from mainstem.apis.miniflux.shapes.category import OUTSIDE
from mainstem.library import accounts, listings
from tests.apis.world import World, served


@pytest.fixture
def client(world: World) -> TestClient:
    headers = {"X-Auth-Token": world.secret}
    return TestClient(Starlette(routes=routes(world.library)), headers=headers)


def entries(client: TestClient, query: str = "order=id") -> list[dict]:
    answer = client.get(f"/v1/entries?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["entries"]


def test_a_json_body_labelled_as_a_form_is_json(world: World, client: TestClient) -> None:
    world.feed(1, 1)
    [entry] = entries(client)
    body = json.dumps({"entry_ids": [entry["id"]], "status": "read"})
    answer = client.put(
        "/v1/entries", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert (answer.status_code, answer.content) == (204, b"")
    assert "content-type" not in answer.headers
    assert entries(client)[0]["status"] == "read"


def test_a_chunked_body_is_read_whole_and_the_connection_goes_on(world: World) -> None:
    """As the official Go client sends all its JSON: without a Content-Length."""
    world.feed(1, 1)
    serial = listings.newest_serial(world.library, world.user)
    with (
        served(routes, world.library) as address,
        socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)) as wire,
    ):
        head = f"Host: x\r\nX-Auth-Token: {world.secret}\r\nContent-Type: application/json\r\n"
        body = json.dumps({"entry_ids": [serial], "status": "read"}).encode()
        halves = body[:9], body[9:]
        chunks = b"".join(b"%x\r\n%s\r\n" % (len(half), half) for half in halves) + b"0\r\n\r\n"
        wire.sendall(
            f"PUT /v1/entries HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n".encode() + chunks
        )
        assert wire.recv(4096).startswith(b"HTTP/1.1 204")
        wire.sendall(f"GET /v1/entries?status=read HTTP/1.1\r\n{head}Connection: close\r\n\r\n".encode())
        came = b"".join(iter(lambda: wire.recv(65536), b""))
    assert b'{"total":1,' in came


def test_slashes_typed_twice_are_one(client: TestClient) -> None:
    for path in ("//v1/me", "/v1//me", "/v1/me/"):
        assert client.get(f"http://testserver{path}").json()["username"] == "ida"


def test_a_wrong_key_is_refused_beside_a_right_password(world: World) -> None:
    client = TestClient(Starlette(routes=routes(world.library)))
    right = ("ida", world.secret)
    assert client.get("/v1/me", auth=right).status_code == 200
    assert client.get("/v1/me", auth=right, headers={"X-Auth-Token": "wrong"}).status_code == 401
    answer = client.get("/v1/me")
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic realm=")
    assert set(answer.json()) == {"error_message"}


def test_an_empty_key_is_none(world: World) -> None:
    client = TestClient(Starlette(routes=routes(world.library)))
    headers = {"X-Auth-Token": ""}
    assert client.get("/v1/me", headers=headers, auth=("ida", world.secret)).status_code == 200
    assert client.get("/v1/me", headers=headers).status_code == 401


def test_health_is_told_to_anybody(world: World) -> None:
    client = TestClient(Starlette(routes=routes(world.library)))
    assert client.get("/healthcheck").content == b"OK"
    assert client.get("/version").text == "2.3.0"
    preflight = client.options("/v1/entries")
    assert preflight.status_code == 204
    assert "X-Auth-Token" in preflight.headers["access-control-allow-headers"]


def test_an_app_that_may_only_read_writes_nothing(world: World) -> None:
    world.feed(1, 1)
    _, secret = accounts.add_app(world.library, world.user, "wall", "read")
    client = TestClient(Starlette(routes=routes(world.library)), headers={"X-Auth-Token": secret})
    [entry] = entries(client)
    assert client.put("/v1/entries", json={"entry_ids": [entry["id"]], "status": "read"}).status_code == 403
    assert client.post("/v1/categories", json={"title": "x"}).status_code == 403
    assert entries(client)[0]["status"] == "unread"


@pytest.mark.parametrize(
    "query",
    ["status=bogus", "order=bogus", "direction=sideways", "limit=1001", "feed_id=99", "category_id=99"],
)
def test_wishes_that_cannot_be_fulfilled_are_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/v1/entries?{query}")
    assert answer.status_code == 400
    assert answer.json()["error_message"]


@pytest.mark.parametrize(
    ("body", "part"),
    [
        (b"", "empty"),
        (b"{", "not JSON"),
        (b"[]", "no JSON object"),
        (b'{"entry_ids":[],"status":"read"}', "empty"),
        (b'{"entry_ids":[1]}', "Neither"),
        (b'{"entry_ids":[1],"status":"gone"}', "gone"),
        (b'{"entry_ids":["1"],"status":"read"}', "whole numbers"),
        (b'{"entry_ids":[1e400],"status":"read"}', "whole numbers"),
        (b'{"entry_ids":[1],"status":5}', "no text"),
        (b"\xff", "UTF-8"),
        (b"[" * 5000, "nested"),
    ],
)
def test_bodies_that_cannot_be_understood_are_told_so(client: TestClient, body: bytes, part: str) -> None:
    answer = client.put("/v1/entries", content=body)
    assert answer.status_code == 400
    assert part in answer.json()["error_message"]


@pytest.mark.parametrize(
    "path", ["/v1/feeds/abc", "/v1/feeds/0", "/v1/entries/-1", "/v1/entries/99999999999"]
)
def test_an_id_that_is_none_is_bad_input(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 400


def test_numbers_beyond_every_limit_are_survived(world: World, client: TestClient) -> None:
    world.feed(1, 1)
    huge = 10**30
    assert entries(client, f"after_entry_id={huge}&offset=0") == []
    assert entries(client, f"offset={huge}") == []
    assert len(entries(client, f"before_entry_id={huge}&after={-huge}&limit=0")) == 1
    assert entries(client, f"published_after={huge}") == []
    assert client.put("/v1/entries", json={"entry_ids": [huge], "status": "read"}).status_code == 204


def test_nothing_is_removed_and_still_listed(world: World, client: TestClient) -> None:
    world.feed(1, 2)
    assert client.get("/v1/entries?status=removed").json() == {"total": 0, "entries": []}
    assert client.get("/v1/entries?status=removed&status=unread").json()["total"] == 2


def test_the_limit_has_a_default_and_a_top(world: World, client: TestClient) -> None:
    world.feed(1, 120)
    assert len(entries(client)) == 100
    assert len(entries(client, "limit=0")) == 120
    assert len(entries(client, "limit=1000")) == 120
    assert client.get("/v1/entries?limit=5").json()["total"] == 120


def test_the_default_order_is_publication_oldest_first(world: World, client: TestClient) -> None:
    world.feed(1, 3)
    world.feed(2, 3)
    dates = [one["published_at"] for one in entries(client, "")]
    assert dates == sorted(dates)
    newest = entries(client, "direction=desc")
    assert [one["published_at"] for one in newest] == sorted(dates, reverse=True)


def test_paging_by_id_neither_skips_nor_doubles_while_entries_arrive(
    world: World, client: TestClient
) -> None:
    feed = world.feed(1, 5)
    first = entries(client, "order=id&direction=desc&limit=2")
    world.bring(feed, 3)
    second = entries(client, f"order=id&direction=desc&limit=9&before_entry_id={first[-1]['id']}")
    assert [one["id"] for one in first + second] == [5, 4, 3, 2, 1]
    fresh = entries(client, "order=id&after_entry_id=5")
    assert [one["id"] for one in fresh] == [6, 7, 8]


def test_whatever_changes_is_listed_as_changed(world: World, client: TestClient) -> None:
    feed = world.feed(1, 4)
    before = int(world.later().timestamp())
    world.later()
    read, starred = 1, 2
    client.put("/v1/entries", json={"entry_ids": [read], "status": "read"})
    client.put(f"/v1/entries/{starred}/star")
    client.put("/v1/entries/3", json={"title": "Corrected"})
    world.bring(feed, 1)
    changed = entries(client, f"changed_after={before}&order=id")
    assert [one["id"] for one in changed] == [1, 2, 3, 5]
    assert client.get(f"/v1/entries?changed_after={before}").json()["total"] == 4
    assert [one["id"] for one in entries(client, f"changed_before={before}")] == [4]


def test_dates_bound_on_both_sides(world: World, client: TestClient) -> None:
    world.feed(1, 5)
    dates = sorted(one["published_at"] for one in entries(client))
    from datetime import datetime

    second, fourth = (int(datetime.fromisoformat(dates[place]).timestamp()) for place in (1, 3))
    inside = entries(client, f"published_after={second}&published_before={fourth}")
    assert [one["published_at"] for one in inside] == [dates[2]]
    assert len(entries(client, f"after={second}")) == 3


def test_tags_must_all_match_however_they_are_cased(world: World, client: TestClient) -> None:
    world.feed(1, 1)
    world.bring(world.feed(2, 0), 1, categories=('Say "when"', "Åland"))
    assert len(entries(client, "tags=harbour&tags=NEWS")) == 1
    assert entries(client, "tags=harbour&tags=other") == []
    assert len(entries(client, 'tags=say "when"&tags=åland')) == 1
    assert entries(client, "tags=%25") == []


@pytest.mark.parametrize(
    "order", ["id", "status", "changed_at", "created_at", "category_title", "category_id", "title", "author"]
)
def test_every_order_lists_everything_once(world: World, client: TestClient, order: str) -> None:
    world.feed(1, 3, folder="Zoo")
    world.feed(2, 3)
    client.put("/v1/entries", json={"entry_ids": [2], "status": "read"})
    for direction in ("asc", "desc"):
        pages = [
            [
                one["id"]
                for one in entries(client, f"order={order}&direction={direction}&limit=4&offset={offset}")
            ]
            for offset in (0, 4)
        ]
        assert sorted(pages[0] + pages[1]) == [1, 2, 3, 4, 5, 6]


def test_ids_alone_come_newest_first(world: World, client: TestClient) -> None:
    world.feed(1, 3)
    client.put("/v1/entries/2/bookmark")
    assert client.get("/v1/entries/ids").json() == {"total": 3, "entry_ids": [3, 2, 1]}
    assert client.get("/v1/entries/ids?starred=true").json() == {"total": 1, "entry_ids": [2]}
    assert client.get("/v1/entries/ids?limit=1&offset=1").json()["entry_ids"] == [2]


def test_a_search_narrows(world: World, client: TestClient) -> None:
    world.feed(1, 2)
    world.bring(world.feed(2, 0), 1, title="Kelp and crabs", text="kelp")
    assert [one["title"] for one in entries(client, "search=kelp")] == ["Kelp and crabs"]


def test_stars_and_status_are_set_together(world: World, client: TestClient) -> None:
    world.feed(1, 2)
    body = {"entry_ids": [1, 2], "status": "read", "starred": True}
    assert client.put("/v1/entries", json=body).status_code == 204
    assert [(one["status"], one["starred"]) for one in entries(client)] == [("read", True)] * 2


def test_strict_clients_find_every_field(world: World, client: TestClient) -> None:
    world.feed(1, 1, folder="Harbour")
    [entry] = entries(client)
    assert set(entry) == {
        *("id", "user_id", "feed_id", "status", "hash", "title", "url", "comments_url", "language"),
        *("published_at", "created_at", "changed_at", "content", "author", "share_code", "starred"),
        *("reading_time", "enclosures", "feed", "tags"),
    }
    assert entry["feed"]["category"] == {
        "id": client.get("/v1/categories").json()[1]["id"],
        "title": "Harbour",
        "user_id": world.user.id,
        "hide_globally": False,
    }
    assert entry["published_at"].endswith("Z")
    user = client.get("/v1/me").json()
    needed = (
        *("id", "username", "is_admin", "theme", "language", "timezone", "entry_sorting_direction"),
        *("stylesheet", "google_id", "openid_connect_id", "entries_per_page", "keyboard_shortcuts"),
        *("show_reading_time", "entry_swipe", "last_login_at"),
    )
    assert all(user[name] is not None for name in needed)


def test_a_feed_in_no_folder_has_a_category_all_the_same(world: World, client: TestClient) -> None:
    world.feed(1, 1)
    [feed] = client.get("/v1/feeds").json()
    assert feed["category"]["id"] == OUTSIDE
    assert client.get(f"/v1/categories/{OUTSIDE}/feeds").json() == [feed]
    [category] = client.get("/v1/categories?counts=true").json()
    assert (category["feed_count"], category["total_unread"]) == (1, 1)
    assert client.delete(f"/v1/categories/{OUTSIDE}").status_code == 403


def test_paths_and_methods_that_are_unknown_are_told_apart(client: TestClient) -> None:
    assert client.get("/v1/nothing").status_code == 404
    answer = client.patch("/v1/entries")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, PUT")
    assert client.head("/v1/me").status_code == 200
