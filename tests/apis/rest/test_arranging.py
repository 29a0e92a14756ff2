"""Saved searches, settings, lists that folders follow, doubles and orders over HTTP."""

from __future__ import annotations

from starlette.testclient import TestClient

from mainstem.fetching import Page
from tests.apis.world import World
from tests.storage.library import clean, keep

OPML = b"""<?xml version="1.0"?><opml version="2.0"><body>
<outline type="rss" text="Kelp" xmlUrl="https://kelp.example/feed"/></body></opml>"""


def test_a_search_is_saved_changed_shared_and_put_in_order(world: World, client: TestClient) -> None:
    world.feed(1, 2)
    first = client.post("searches", json={"name": "One", "expression": "a"}).json()
    second = client.post("searches", json={"name": "Two", "expression": "b"}).json()
    assert first["address"] == ""
    path = f"searches/{first['id']}"
    assert client.patch(path, json={"name": "Uno", "description": "of it"}).json()["expression"] == "a"
    assert client.patch(path, json={"expression": "("}).json()["field"] == "search"
    told = client.put(f"{path}/sharing", json={"entries": True}).json()
    assert (told["shares_entries"], told["shares_feeds"], told["name"]) == (True, False, "Uno")
    assert told["address"].startswith("/shared/")
    renewed = client.put(f"{path}/sharing", json={"entries": True, "renew": True}).json()
    assert renewed["address"] not in ("", told["address"])
    assert client.put(f"{path}/sharing", json={"entries": False}).json()["address"] == ""
    assert client.get("searches/counts").json() == {"unread": {str(first["id"]): 0, str(second["id"]): 0}}
    ordered = client.put("searches/order", json={"ids": [second["id"]]}).json()
    assert [one["name"] for one in ordered] == ["Two", "Uno"]


def test_rules_are_put_in_order(world: World, client: TestClient) -> None:
    made = [
        client.post("rules", json={"name": n, "expression": n, "actions": "read"}).json()["id"] for n in "ab"
    ]
    assert [one["name"] for one in client.put("rules/order", json={"ids": made[::-1]}).json()] == ["b", "a"]


def test_settings_are_inherited_from_reading_over_folder_to_feed(world: World, client: TestClient) -> None:
    feed = world.feed(1, 1, folder="Sea")
    folder = client.get("folders").json()[0]["id"]
    own = f"subscriptions/{feed.id}/settings"
    assert client.patch("settings", json={"settings": {"most_unread": 9}}).status_code == 200
    assert client.get(own).json()["settings"]["most_unread"] == 9
    client.patch(f"folders/{folder}/settings", json={"settings": {"most_unread": 8}})
    assert client.get(own).json()["settings"]["most_unread"] == 8
    assert client.patch(own, json={"settings": {"most_unread": 7}}).json()["settings"]["most_unread"] == 7
    assert client.patch(own, json={"settings": {"most_unread": None}}).json()["settings"]["most_unread"] == 8
    assert client.patch(own, json={"settings": {"most_unread": "x"}}).json()["field"] == "most_unread"
    assert client.patch("settings", json={"settings": {"nonsense": 1}}).json()["field"] == "nonsense"


def test_a_folder_follows_a_list(world: World, client: TestClient) -> None:
    world.internet.put("https://list.example/sea.opml", Page(OPML))
    folder = client.post("folders", json={"name": "Sea"}).json()["id"]
    told = client.put(f"folders/{folder}/list", json={"url": "https://list.example/sea.opml"}).json()
    assert told == {"added": 1, "muted": 0, "unmuted": 0, "fault": ""}
    assert [one["title"] for one in client.get("subscriptions").json()] == ["Kelp"]
    assert client.put(f"folders/{folder}/list", json={"url": "https://gone.example/"}).json()["fault"]
    assert client.put(f"folders/{folder}/list", json={"url": ""}).json()["fault"] == ""
    assert client.put("folders/999/list", json={"url": ""}).status_code == 404


def test_doubles_are_found_and_made_one(world: World, client: TestClient) -> None:
    kept, dropped = world.feed(1, 0), world.feed(2, 0)
    for feed in (kept, dropped):
        with world.library.database.write() as connection:
            connection.exec_driver_sql(
                f"UPDATE feeds SET site_url = 'https://sea.example/' WHERE id = {feed.id}"
            )
    keep(world.library.database, kept, world.later(), *(clean(n) for n in range(6)))
    ids = keep(world.library.database, dropped, world.later(), *(clean(n) for n in range(4)))
    client.post("entries/marks", json={"entry_ids": [ids[0]], "action": "star"})
    [pair] = client.get("doubles").json()
    assert (pair["keep"]["feed_id"], pair["drop"]["feed_id"]) == (kept.id, dropped.id)
    told = client.post(f"subscriptions/{kept.id}/merge", json={"drop_feed_id": dropped.id}).json()
    assert (told["feed_id"], told["starred_count"], told["total_count"]) == (kept.id, 1, 6)
    assert client.get("doubles").json() == []
    again = client.post(f"subscriptions/{kept.id}/merge", json={"drop_feed_id": dropped.id})
    assert again.status_code == 404


def test_how_late_a_feed_is_and_that_it_can_be_emptied(world: World, client: TestClient) -> None:
    feed = world.feed(1, 3)
    told = client.get(f"statistics/feeds/{feed.id}/lateness").json()
    assert told["entries"] == 3
    assert client.delete(f"subscriptions/{feed.id}/entries").json() == {"deleted": 3}
    assert client.get(f"subscriptions/{feed.id}").json()["total_count"] == 0
    assert client.get("statistics/feeds/999/lateness").status_code == 404


def test_labels_become_one_by_their_name(world: World, client: TestClient) -> None:
    later, read = (client.post("labels", json={"name": name}).json()["id"] for name in ("Later", "Read it"))
    assert client.patch(f"labels/{read}", json={"name": "later"}).json()["id"] == later
    assert [one["id"] for one in client.get("labels").json()] == [later]
