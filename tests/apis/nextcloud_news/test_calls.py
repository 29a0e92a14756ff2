"""Both versions of the API, in the words of the apps that speak them."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem.apis.nextcloud_news import routes
from mainstem.apis.nextcloud_news.shapes import hashed
from mainstem.library import accounts
from tests.apis.world import FEED_URL, World

V2, V3 = "/index.php/apps/news/api/v1-2", "/index.php/apps/news/api/v1-3"


@pytest.fixture
def app(world: World) -> Starlette:
    return Starlette(routes=routes(world.library))


@pytest.fixture
def client(world: World, app: Starlette) -> TestClient:
    client = TestClient(app)
    client.auth = ("ida", world.secret)
    return client


def items(client: TestClient, query: str = "") -> list[dict]:
    answer = client.get(f"{V3}/items?{query}")
    assert (answer.status_code, list(answer.json())) == (200, ["items"]), answer.text
    return answer.json()["items"]


def ids(client: TestClient, query: str = "") -> list[int]:
    return [one["id"] for one in items(client, query)]


def test_anybody_may_ask_for_the_versions(app: Starlette) -> None:
    client = TestClient(app)
    assert client.get("/index.php/apps/news/api").json() == {"apiLevels": ["v1-2", "v1-3"]}
    assert client.get("/apps/news/api/").json() == {"apiLevels": ["v1-2", "v1-3"]}
    assert client.options(f"{V3}/items").status_code == 204


def test_the_wrong_password_is_refused(world: World, app: Starlette) -> None:
    client = TestClient(app)
    for auth in (None, ("ida", "correct horse"), ("una", world.secret)):
        answer = client.get(f"{V2}/status", auth=auth)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic")
        assert set(answer.json()) == {"message"}


def test_the_version_is_new_enough_for_every_app(client: TestClient) -> None:
    for path in (
        f"{V2}/status",
        f"{V3}/status",
        "//index.php/apps/news/api/v1-2/status",
        "/apps/news/api/v1-3/status",
    ):
        told = client.get(f"http://testserver{path}").json()
        assert tuple(map(int, told["version"].split("."))) >= (27, 2, 0)
        assert told["warnings"] == {"improperlyConfiguredCron": False, "incorrectDbCharset": False}
    assert client.get(f"{V3}/version").json() == {"version": told["version"]}
    assert client.get(f"{V2}/user").json()["userId"] == "ida"


def test_readrops_signs_in_by_the_user_record(client: TestClient) -> None:
    answer = client.get("/ocs/v1.php/cloud/users/ida", headers={"OCS-APIRequest": "true"})
    assert answer.headers["content-type"].startswith("application/xml")
    assert ElementTree.fromstring(answer.text).findtext("data/displayname") == "ida"
    assert client.get("/ocs/v1.php/cloud/users/una").status_code == 403


def test_an_empty_account_has_empty_lists(client: TestClient) -> None:
    assert client.get(f"{V3}/feeds").json() == {"starredCount": 0, "feeds": []}
    assert client.get(f"{V3}/folders").json() == {"folders": []}
    assert items(client) == []
    assert client.get(f"{V3}/items/updated?lastModified=0&type=3").json() == {"items": []}


def test_folders_are_made_renamed_and_deleted_with_their_feeds(client: TestClient) -> None:
    [made] = client.post(f"{V3}/folders", json={"name": "Harbour"}).json()["folders"]
    assert made == {"id": made["id"], "name": "Harbour", "opened": True, "feeds": []}
    assert client.post(f"{V3}/folders?name=harbour").status_code == 409
    assert client.post(f"{V3}/folders", json={"name": " "}).status_code == 422
    [feed] = client.post(f"{V3}/feeds", json={"url": FEED_URL, "folderId": made["id"]}).json()["feeds"]
    assert feed["folderId"] == made["id"]
    assert client.put(f"{V2}/folders/{made['id']}", json={"name": "Port"}).json() == []
    assert client.get(f"{V2}/folders").json()["folders"][0]["name"] == "Port"
    assert client.delete(f"{V3}/folders/{made['id']}").json() == []
    assert client.delete(f"{V3}/folders/{made['id']}").status_code == 404
    assert client.get(f"{V3}/feeds").json()["feeds"] == []


def test_readrops_adds_a_feed_in_the_query_of_an_empty_post(client: TestClient) -> None:
    answer = client.post(f"{V3}/feeds", params={"url": FEED_URL, "folderId": 0})
    [feed] = answer.json()["feeds"]
    assert answer.status_code == 200
    assert (feed["url"], feed["title"], feed["folderId"], feed["unreadCount"]) == (
        FEED_URL,
        "Tidepool",
        None,
        1,
    )
    assert answer.json()["newestItemId"] == 1
    assert client.post(f"{V3}/feeds", json={"url": FEED_URL, "folderId": None}).status_code == 409
    assert client.post(f"{V3}/feeds", json={}).status_code == 400
    assert client.post(f"{V3}/feeds", json={"url": "https://nowhere.example/"}).status_code == 422
    assert (
        client.post(f"{V3}/feeds", json={"url": "https://a.example/", "folderId": 9**40}).status_code == 404
    )


def test_a_page_is_followed_by_the_feed_that_it_announces(client: TestClient) -> None:
    [feed] = client.post(f"{V3}/feeds", json={"url": "https://tidepool.example/"}).json()["feeds"]
    assert feed["url"] == FEED_URL


@pytest.mark.parametrize(("method", "base"), [("PUT", V2), ("POST", V3), ("POST", V2), ("PUT", V3)])
def test_feeds_are_moved_renamed_and_left(world: World, client: TestClient, method: str, base: str) -> None:
    feed = world.feed(1, 1, folder="Harbour")
    [before] = client.get(f"{base}/feeds").json()["feeds"]
    assert client.request(method, f"{base}/feeds/{feed.id}/rename", json={"feedTitle": "Tides"}).json() == []
    assert client.request(method, f"{base}/feeds/{feed.id}/move", json={"folderId": None}).json() == []
    [after] = client.get(f"{base}/feeds").json()["feeds"]
    assert (before["title"], before["folderId"] is None) == ("Paper 1", False)
    assert (after["title"], after["folderId"]) == ("Tides", None)
    assert client.request(method, f"{base}/feeds/99/rename", json={"feedTitle": "x"}).status_code == 404
    assert client.request(method, f"{base}/feeds/{feed.id}/rename", json={}).status_code == 422
    assert client.delete(f"{base}/feeds/{feed.id}").json() == []
    assert items(client) == []


def test_an_item_has_every_field_in_its_type(world: World, client: TestClient) -> None:
    world.feed(1, 1)
    [item] = items(client)
    types = {
        int: ("id", "pubDate", "feedId", "lastModified"),
        str: ("guid", "guidHash", "url", "title", "body", "fingerprint", "contentHash", "enclosureLink"),
        bool: ("unread", "starred", "filtered", "rtl"),
    }
    for kind, names in types.items():
        assert all(type(item[name]) is kind for name in names), kind
    assert item["guidHash"] == hashed(item["guid"])
    assert item["lastModified"] >= item["pubDate"]
    assert {"author", "enclosureMime", "mediaThumbnail", "mediaDescription", "updatedDate"} <= set(item)


def test_the_offset_is_an_id_that_is_itself_left_out(world: World, client: TestClient) -> None:
    world.feed(1, 5)
    assert ids(client, "batchSize=2") == [5, 4]
    assert ids(client, "batchSize=2&offset=4") == [3, 2]
    assert ids(client, "batchSize=2&offset=2&oldestFirst=true") == [3, 4]
    assert ids(client, "offset=9007199254740991&batchSize=-1") == [5, 4, 3, 2, 1]
    assert ids(client, f"offset={10**30}&oldestFirst=1") == []


def test_items_are_told_by_feed_folder_and_star(world: World, client: TestClient) -> None:
    inside, outside = world.feed(1, 2, folder="Harbour"), world.feed(2, 1)
    folder = client.get(f"{V3}/folders").json()["folders"][0]["id"]
    client.post(f"{V3}/items/1/star")
    client.post(f"{V3}/items/1/read")
    assert ids(client, f"type=0&id={inside.id}") == [2, 1]
    assert ids(client, f"type=1&id={folder}") == [2, 1]
    assert ids(client, "type=1&id=0") == [3]
    assert ids(client, "type=2") == [1]
    assert ids(client, "type=2&getRead=false") == []
    assert ids(client, "type=3&getRead=false") == [3, 2]
    assert ids(client, "type=0&id=99") == []
    assert client.get(f"{V3}/items?type=9").status_code == 422
    assert client.get(f"{V3}/items?getRead=perhaps").status_code == 422
    assert outside.id in {one["feedId"] for one in items(client)}


def test_whatever_changed_is_told_again(world: World, client: TestClient) -> None:
    feed = world.feed(1, 6)
    since = int(world.later().timestamp())
    for number, action in enumerate(("read", "star"), start=1):
        client.post(f"{V3}/items/{number}/{action}")
    world.bring(feed, 1)
    for written in (since, since * 1_000_000):
        told = client.get(f"{V3}/items/updated?lastModified={written}&type=3").json()["items"]
        assert [one["id"] for one in told] == [7, 2, 1]
    later = int(world.later().timestamp())
    client.post(f"{V3}/items/1/unread")
    client.post(f"{V3}/items/2/unstar")
    told = client.get(f"{V3}/items/updated?lastModified={later}").json()["items"]
    assert [one["id"] for one in told] == [2, 1]
    assert all(one["lastModified"] == later for one in told)
    assert client.get(f"{V3}/items/updated").status_code == 400


@pytest.mark.parametrize(
    ("method", "base", "key"), [("PUT", V2, "items"), ("POST", V3, "itemIds"), ("POST", V2, "itemIds")]
)
def test_many_are_marked_at_once_and_unknown_ones_passed_over(
    world: World, client: TestClient, method: str, base: str, key: str
) -> None:
    world.feed(1, 3)
    wanted = [1, 1, 2, "3", 99, 10**30]
    assert client.request(method, f"{base}/items/read/multiple", json={key: wanted}).json() == []
    assert ids(client, "getRead=false") == []
    assert client.request(method, f"{base}/items/unread/multiple", json={key: [2]}).json() == []
    assert ids(client, "getRead=false") == [2]
    assert client.request(method, f"{base}/items/star/multiple", json={key: [1]}).status_code == 200
    assert ids(client, "type=2") == [1]
    assert client.request(method, f"{base}/items/unstar/multiple", json={key: [1]}).status_code == 200
    assert client.request(method, f"{base}/items/read/multiple", json={}).status_code == 400


def test_stars_are_set_by_feed_and_hash(world: World, client: TestClient) -> None:
    feed = world.feed(1, 2)
    [_, first] = items(client)
    body = {"items": [{"feedId": feed.id, "guidHash": first["guidHash"]}, {"feedId": 99, "guidHash": "x"}]}
    assert client.put(f"{V2}/items/star/multiple", json=body).json() == []
    assert ids(client, "type=2") == [1]
    assert client.put(f"{V2}/items/{feed.id}/{first['guidHash']}/unstar").json() == []
    assert ids(client, "type=2") == []
    assert client.put(f"{V2}/items/{feed.id}/nothing/star").status_code == 404


@pytest.mark.parametrize("guid", ["urn:tidepool:118", "https://tidepool.example/a//b?id=7&x=%C3%A5", "tag:å"])
def test_newsboat_sends_the_guid_bare(world: World, client: TestClient, guid: str) -> None:
    feed = world.feed(1, 0)
    world.bring(feed, 1, guid=guid)
    assert client.put(f"http://testserver{V2}/items/{feed.id}/{guid}/star").status_code == 200
    assert ids(client, "type=2") == [1]


def test_newsboat_labels_its_json_as_a_form(world: World, client: TestClient) -> None:
    feed = world.feed(1, 2)
    as_form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.put(f"{V2}/items/1/read", content="{}", headers=as_form).status_code == 200
    assert ids(client, "getRead=false") == [2]
    newest = 2**63 - 1
    answer = client.put(f"{V2}/feeds/{feed.id}/read?newestItemId={newest}", content="{}", headers=as_form)
    assert answer.status_code == 200
    assert ids(client, "getRead=false") == []
    assert (
        client.put(f"{V2}/feeds/0/read?newestItemId={newest}", content="{}", headers=as_form).status_code
        == 404
    )


def test_marking_everything_stops_at_what_the_app_has_seen(world: World, client: TestClient) -> None:
    feed = world.feed(1, 2, folder="Harbour")
    world.feed(2, 1)
    folder = client.get(f"{V3}/folders").json()["folders"][0]["id"]
    world.bring(feed, 1)
    client.post(f"{V3}/folders/{folder}/read", json={"newestItemId": 3})
    assert ids(client, "getRead=false") == [4, 3]
    client.post(f"{V3}/items/read", json={"newestItemId": 3})
    assert ids(client, "getRead=false") == [4]
    assert client.post(f"{V3}/items/read", json={}).status_code == 400
    assert client.post(f"{V3}/items/read", json={"newestItemId": "x"}).status_code == 422
    assert client.post(f"{V3}/folders/0/read", json={"newestItemId": 9}).status_code == 200
    assert client.post(f"{V3}/folders/99/read", json={"newestItemId": 9}).status_code == 404
    assert client.post(f"{V3}/feeds/{feed.id}/read", json={"newestItemId": 9}).status_code == 200
    assert ids(client, "getRead=false") == []


def test_nobody_sees_or_marks_what_is_anothers(world: World, app: Starlette, client: TestClient) -> None:
    feed = world.feed(1, 1, folder="Harbour")
    guid = items(client)[0]["guidHash"]
    folder = client.get(f"{V3}/folders").json()["folders"][0]["id"]
    stranger = TestClient(app)
    stranger.auth = ("una", world.reader("una")[1])
    assert items(stranger, f"type=0&id={feed.id}") == []
    assert stranger.post(f"{V3}/items/read/multiple", json={"itemIds": [1]}).status_code == 200
    for path in ("items/1/read", f"items/{feed.id}/{guid}/star", f"feeds/{feed.id}/read?newestItemId=9"):
        assert stranger.post(f"{V3}/{path}").status_code == 404
    for path in (f"feeds/{feed.id}", f"folders/{folder}"):
        assert stranger.delete(f"{V3}/{path}").status_code == 404
    assert stranger.get(f"{V3}/feeds/all").status_code == 403
    assert ids(client, "getRead=false") == [1]


def test_an_app_that_may_only_read_marks_nothing(world: World, app: Starlette) -> None:
    world.feed(1, 1)
    client = TestClient(app)
    client.auth = ("ida", accounts.add_app(world.library, world.user, "wall", "read")[1])
    assert client.post(f"{V3}/items/1/read").status_code == 403
    assert ids(client, "getRead=false") == [1]


def test_two_feeds_of_one_title_and_one_without_are_all_named(world: World, client: TestClient) -> None:
    feeds = [world.feed(number, 0) for number in (1, 2)]
    titles = {one["id"]: one["title"] for one in client.get(f"{V3}/feeds").json()["feeds"]}
    assert titles == {feed.id: feed.feed_url for feed in feeds}


@pytest.mark.parametrize(
    "body", [b"{", b'"text"', b"\xff\xfe", b'{"itemIds":{}}', b'{"itemIds":' + b"[" * 999]
)
def test_bodies_that_cannot_be_understood_are_told_so(client: TestClient, body: bytes) -> None:
    answer = client.post(f"{V3}/items/read/multiple", content=body)
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_rss_guard_may_ask_for_an_update(world: World, client: TestClient) -> None:
    feed = world.feed(1, 0)
    assert client.get(f"{V3}/feeds/update?userId=ida&feedId={feed.id}").json() == []
    assert client.get(f"{V3}/nothing").status_code == 404
    assert client.patch(f"{V3}/items").status_code == 405
    assert datetime.fromtimestamp(client.get(f"{V3}/feeds").json()["feeds"][0]["added"]).year == 2026
