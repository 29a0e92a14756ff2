"""Services over HTTP."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.apis.world import World


def test_a_service_is_set_up_changed_used_and_removed(world: World, client: TestClient) -> None:
    world.feed(1, 1)
    kinds = {one["kind"]: one for one in client.get("services/kinds").json()}
    assert {"webhook", "miniflux", "ntfy", "wallabag", "linkding"} <= set(kinds)
    assert [one["name"] for one in kinds["webhook"]["settings"]] == ["url", "secret"]
    entry_id = client.get("streams/main/entries").json()["entries"][0]["id"]
    assert client.post(f"entries/{entry_id}/send", json={}).json() == {"services": 0}
    wish = {
        "kind": "webhook",
        "settings": {"url": "https://hook.example/", "secret": "s"},
        "events": ["new_entries"],
    }
    made = client.post("services", json=wish).json()
    assert made["settings"] == {"url": "https://hook.example", "secret": ""}
    path = f"services/{made['id']}"
    assert client.patch(path, json={"name": "Mine", "is_enabled": True}).json()["name"] == "Mine"
    assert client.patch(path, json={"settings": {"url": "no"}}).json()["field"] == "url"
    assert client.post("services", json={**wish, "kind": "nothing"}).status_code == 404
    assert client.post(f"entries/{entry_id}/send", json={"service_id": made["id"]}).json() == {"services": 1}
    stranger = {"Authorization": f"Bearer {world.reader('una')[1]}"}
    assert client.delete(path, headers=stranger).status_code == 404
    assert client.delete(path).status_code == 204
    assert client.get("services").json() == []


def test_a_search_is_saved_listed_and_deleted(world: World, client: TestClient) -> None:
    world.feed(1, 2)
    wish = {"name": "Zeros", "expression": "title:0", "stream": "all"}
    made = client.post("searches", json=wish).json()
    assert (made["name"], made["stream"], made["position"]) == ("Zeros", "all", 1)
    assert len(client.get(f"streams/search/{made['id']}/entries").json()["entries"]) == 1
    assert client.post("searches", json=wish).status_code == 409
    assert client.delete(f"searches/{made['id']}").status_code == 204
    assert client.get("searches").json() == []
