"""What the old protocols cannot say, over HTTP."""

from __future__ import annotations

import builtins
import sys

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem.apis.rest import PREFIX, routes
from mainstem.library import accounts
from tests.apis.world import FEED_URL, World


def newest(client: TestClient, query: str = "") -> list[dict]:
    answer = client.get(f"streams/all/entries?{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["entries"]


def test_a_key_is_needed_and_its_scope_holds(world: World, client: TestClient) -> None:
    world.feed(1, 1)
    for sent in ("", "Bearer wrong", f"Basic {world.secret}"):
        answer = client.get("me", headers={"Authorization": sent})
        assert answer.status_code == 401
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"].startswith("Bearer")
    _, secret = accounts.add_app(world.library, world.user, "wall", "read")
    reading = {"Authorization": f"Bearer {secret}"}
    assert client.get("me", headers=reading).status_code == 200
    refused = client.post("streams/all/marks", json={"newest_id": 2**62}, headers=reading)
    assert (refused.status_code, refused.json()["title"]) == (403, "Forbidden")


def test_problems_name_the_field(client: TestClient) -> None:
    answer = client.get("streams/main/entries?limit=0")
    assert (answer.status_code, answer.json()["field"]) == (422, "limit")
    assert client.get("streams/nothing/entries").json()["field"] == "stream"
    assert client.get("streams/main/entries?search=%28").status_code in (200, 422)
    assert client.post("folders", content=b"{").status_code == 400
    assert client.get("nothing").headers["content-type"] == "application/problem+json"
    assert client.request("DELETE", "me").status_code == 405


def test_pages_follow_by_key_while_entries_arrive(world: World, client: TestClient) -> None:
    feed = world.feed(1, 5)
    first = client.get("streams/main/entries?limit=2").json()
    world.bring(feed, 2)
    second = client.get(f"streams/main/entries?limit=9&after={first['next']}").json()
    assert [one["serial"] for one in first["entries"] + second["entries"]] == [5, 4, 3, 2, 1]
    assert second["next"] == ""


def test_what_is_unchanged_is_not_sent_again(world: World, client: TestClient) -> None:
    feed = world.feed(1, 1)
    tag = client.get("streams/main/entries").headers["etag"]
    again = client.get("streams/main/entries", headers={"If-None-Match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    world.bring(feed, 1)
    assert client.get("streams/main/entries", headers={"If-None-Match": tag}).status_code == 200


def test_a_mark_can_be_explained_and_undone(world: World, client: TestClient) -> None:
    world.feed(1, 2)
    seen = client.get("streams/main/entries").json()
    made = client.post("streams/main/marks", json={"newest_id": seen["newest_id"]}).json()["change"]
    assert (made["action"], made["count"], made["client"]) == ("read", 2, "phone")
    entry_id = seen["entries"][0]["id"]
    [reason] = client.get(f"entries/{entry_id}/changes").json()
    assert reason == made
    assert client.post(f"changes/{made['id']}/undo").json()["count"] == 2
    assert newest(client)[0]["state"]["is_read"] is False
    assert client.post(f"changes/{made['id']}/undo").status_code == 404
    assert client.get("changes?limit=1").json()[0]["undone_at"]


def test_marking_a_stream_spares_what_came_later(world: World, client: TestClient) -> None:
    feed = world.feed(1, 1)
    seen = client.get("streams/main/entries").json()
    world.bring(feed, 1)
    client.post(f"streams/feed/{feed.id}/marks", json={"newest_id": seen["newest_id"]})
    assert [one["state"]["is_read"] for one in newest(client)] == [False, True]


def test_one_entry_is_marked_noted_labelled_and_snoozed(world: World, client: TestClient) -> None:
    world.feed(1, 1)
    [entry] = newest(client)
    path = f"entries/{entry['id']}"
    changed = client.patch(path, json={"is_read": True, "is_starred": True, "note": "See page 3"}).json()
    assert (changed["state"]["is_read"], changed["state"]["note"]) == (True, "See page 3")
    label = client.post("labels", json={"name": "Later"}).json()
    client.put(f"{path}/labels/{label['id']}")
    assert client.get(path).json()["state"]["label_ids"] == [label["id"]]
    assert client.get("labels").json()[0]["total_count"] == 1
    client.delete(f"{path}/labels/{label['id']}")
    until = "2026-04-01T00:00:00Z"
    assert client.patch(path, json={"snoozed_until": until}).json()["state"]["snoozed_until"] == until
    assert client.patch(path, json={"snoozed_until": None}).json()["state"]["snoozed_until"] is None
    assert client.patch("entries/5", json={"is_read": True}).status_code == 404


def test_earlier_words_are_shown(world: World, client: TestClient) -> None:
    feed = world.feed(1, 0)
    world.bring(feed, 1, guid="urn:a", title="First")
    world.bring(feed, 1, guid="urn:a", title="Second")
    [entry] = newest(client)
    assert (entry["title"], entry["has_versions"]) == ("Second", True)
    [version] = client.get(f"entries/{entry['id']}/versions").json()
    assert version["title"] == "First"


def test_a_feed_is_found_followed_arranged_and_left(client: TestClient) -> None:
    assert client.post("discoveries", json={"url": "tidepool.example/"}).json()[0]["feed_url"] == FEED_URL
    folder = client.post("folders", json={"name": "Harbour"}).json()
    made = client.post("subscriptions", json={"url": FEED_URL, "folder_ids": [folder["id"]]})
    assert (made.status_code, made.json()["title"]) == (201, "Tidepool")
    assert client.post("subscriptions", json={"url": FEED_URL}).status_code == 409
    path = f"subscriptions/{made.json()['feed_id']}"
    changed = client.patch(path, json={"title": "Tides", "visibility": "hidden", "folder_ids": []}).json()
    assert (changed["title"], changed["visibility"], changed["folder_ids"]) == ("Tides", "hidden", [])
    assert client.post(f"{path}/refresh").json() == {"new_entry_ids": [], "changed": 0}
    assert client.get(f"{path}/polls").json()["polls"][0]["outcome"] in ("same", "not_modified")
    assert client.get("health").json()["feeds"] == 1
    assert FEED_URL in client.get("outline").text
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404
    unreachable = client.post("subscriptions", json={"url": "https://nowhere.example/"})
    assert unreachable.status_code == 422
    assert "nowhere.example" in unreachable.json()["detail"]


def test_folders_move_and_never_into_themselves(client: TestClient) -> None:
    outer, inner = (client.post("folders", json={"name": name}).json()["id"] for name in ("Outer", "Inner"))
    assert client.patch(f"folders/{inner}", json={"parent_id": outer}).json()["parent_id"] == outer
    assert client.patch(f"folders/{outer}", json={"parent_id": inner}).status_code == 422
    assert client.patch(f"folders/{inner}", json={"parent_id": None, "name": "In"}).json()["name"] == "In"
    assert client.delete(f"folders/{outer}").status_code == 204
    assert [one["name"] for one in client.get("folders").json()] == ["In"]


def test_a_rule_is_tried_kept_and_run(world: World, client: TestClient) -> None:
    world.feed(1, 2)
    wish = {"name": "Stars", "expression": "title:0", "actions": "star"}
    assert client.post("rules/trial", json=wish).json()["hits"] == 1
    rule = client.post("rules", json=wish).json()
    assert (rule["actions"], rule["scope"], rule["is_enabled"]) == ("star", "all", True)
    assert client.post(f"rules/{rule['id']}/run").json()[0]["count"] == 1
    assert client.get("streams/starred/entries").json()["entries"][0]["title"].endswith("0")
    assert client.put(f"rules/{rule['id']}", json={**wish, "is_enabled": False}).json()["is_enabled"] is False
    assert client.post("rules", json={**wish, "actions": "explode"}).json()["field"] == "actions"
    assert client.delete(f"rules/{rule['id']}").status_code == 204


def test_a_call_sent_twice_is_done_once(world: World, client: TestClient) -> None:
    once = {"Idempotency-Key": "7f2c"}
    first = client.post("keys", json={"name": "tablet"}, headers=once)
    again = client.post("keys", json={"name": "tablet"}, headers=once)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert again.headers["idempotency-replayed"] == "true"
    assert [one["name"] for one in client.get("keys").json()] == ["tablet", "phone"]
    assert client.post("keys", json={"name": "other"}, headers=once).status_code == 422
    refused = client.post("folders", json={"name": " "}, headers={"Idempotency-Key": "b"})
    assert (
        client.post("folders", json={"name": " "}, headers={"Idempotency-Key": "b"}).json() == refused.json()
    )
    world.later(90_000)
    assert client.post("keys", json={"name": "other"}, headers=once).status_code == 201


def test_administrators_look_after_accounts(world: World, client: TestClient) -> None:
    made = client.post("accounts", json={"name": "ole", "password": "another horse"}).json()
    assert client.patch(f"accounts/{made['id']}", json={"is_enabled": False}).json()["is_enabled"] is False
    assert client.patch(f"accounts/{world.user.id}", json={"is_admin": False}).status_code == 403
    path = f"accounts/{made['id']}"
    assert client.patch(path, json={"password": "x"}).json()["field"] == "password"
    client.patch(path, json={"password": "a third horse", "is_enabled": True})
    assert accounts.verify(world.library, "ole", "a third horse").id == made["id"]
    other = {"Authorization": f"Bearer {world.reader('una')[1]}"}
    assert client.get("accounts", headers=other).status_code == 403
    assert client.delete(f"accounts/{made['id']}").status_code == 204
    assert [one["name"] for one in client.get("accounts").json()] == ["ida", "una"]


def test_preferences_are_checked_and_those_of_the_pages_stay(world: World, client: TestClient) -> None:
    assert client.get("preferences").json()["preferences"]["page_size"] == 20
    changed = client.patch("preferences", json={"preferences": {"page_size": 50, "order": "oldest"}}).json()
    assert (changed["preferences"]["page_size"], changed["preferences"]["order"]) == (50, "oldest")
    for wrong in ({"page_size": 1}, {"library": 1}, {"user": {}}, {"page_size": 7, "order": "x"}):
        assert client.patch("preferences", json={"preferences": wrong}).status_code == 422
    for shut in ("allow_password_in_apps", "extra"):
        assert client.patch("preferences", json={"preferences": {shut: True}}).status_code == 403
    assert client.get("preferences").json() == changed
    assert "extra" not in changed["preferences"]


def test_nobody_sees_or_changes_what_is_anothers(world: World, client: TestClient) -> None:
    feed = world.feed(1, 1, folder="Harbour")
    [entry] = newest(client)
    folder = client.get("folders").json()[0]["id"]
    rule = client.post("rules", json={"expression": "a", "actions": "star"}).json()["id"]
    stranger = {"Authorization": f"Bearer {world.reader('una')[1]}"}
    for method, path in (
        ("GET", f"entries/{entry['id']}"),
        ("PATCH", f"entries/{entry['id']}"),
        ("GET", f"entries/{entry['id']}/versions"),
        ("GET", f"subscriptions/{feed.id}/polls"),
        ("POST", f"subscriptions/{feed.id}/refresh"),
        ("DELETE", f"folders/{folder}"),
        ("DELETE", f"rules/{rule}"),
        ("GET", f"streams/feed/{feed.id}/entries"),
        ("GET", f"streams/folder/{folder}/entries"),
    ):
        body = {"json": {}} if method == "PATCH" else {}
        assert client.request(method, path, headers=stranger, **body).status_code == 404, path
    assert client.post(
        "entries/marks", json={"action": "read", "entry_ids": [entry["id"]]}, headers=stranger
    ).json() == {"change": None}
    assert newest(client)[0]["state"]["is_read"] is False


def test_too_large_a_body_is_refused(client: TestClient) -> None:
    assert client.post("outline", content=b" " * 17_000_000).status_code == 413
    assert client.post("outline", content=(b" " * 1_000_000 for _ in range(17))).status_code == 413


def test_without_fastapi_the_api_says_what_is_missing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def refuse(name: str, *rest: object) -> object:
        if name == "fastapi":
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.delitem(sys.modules, "fastapi")
    monkeypatch.setattr(builtins, "__import__", refuse)
    client = TestClient(Starlette(routes=routes(world.library)))
    answer = client.get(f"{PREFIX}/me")
    assert answer.status_code == 501
    assert "mainstem[rest]" in answer.json()["detail"]
