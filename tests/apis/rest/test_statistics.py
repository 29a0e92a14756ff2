"""Figures over HTTP."""

from __future__ import annotations

from starlette.testclient import TestClient

from tests.apis.world import World


def test_what_came_in_is_counted(world: World, client: TestClient) -> None:
    feed = world.feed(1, 3)
    world.feed(2, 1)
    volume = client.get("statistics?days=7").json()
    assert (volume["total"], volume["read"], sum(volume["by_hour"]), len(volume["by_weekday"])) == (
        4,
        0,
        4,
        7,
    )
    assert client.get(f"statistics?feed_id={feed.id}").json()["total"] == 3
    assert client.get("statistics?feed_id=99").status_code == 404
    busiest = client.get("statistics/feeds").json()[0]
    assert (busiest["feed_id"], busiest["count"], busiest["share"]) == (feed.id, 3, 0.75)


def test_how_polling_fares_is_told_to_administrators(world: World, client: TestClient) -> None:
    world.feed(1, 1)
    assert client.get("installation").json()["feeds"] == 1
    stranger = {"Authorization": f"Bearer {world.reader('una')[1]}"}
    assert client.get("installation", headers=stranger).status_code == 403
