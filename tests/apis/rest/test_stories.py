"""Stories, the briefing and what comes next over HTTP."""

from __future__ import annotations

from datetime import timedelta

from starlette.testclient import TestClient

from mainstem.refresh.gathering import Gathering
from tests.apis.world import World
from tests.storage.library import add_feed, clean, keep
from tests.stories.making import FERRY


def gathered(world: World) -> list[int]:
    """The ferry's entries, each from a feed of its own."""
    ids: list[int] = []
    for number, one in enumerate(FERRY):
        url = f"https://{number}.example/feed"
        feed = add_feed(world.library.database, world.clock[0], world.user, url=url)
        came = clean(number, title=one.title, text=one.text, html=f"<p>{one.text}</p>")
        ids += keep(world.library.database, feed, world.later(), came)
    Gathering(world.library.database).gather(world.clock[0])
    return ids


def test_a_story_is_told_with_its_evidence_and_mended(world: World, client: TestClient) -> None:
    ids = gathered(world)
    told = client.get(f"entries/{ids[0]}/story").json()
    assert [one["entry"]["id"] for one in told["entries"]] == ids
    assert told["sources"] == len(FERRY)
    assert told["entries"][0]["evidence"] == []
    evidence = told["entries"][1]["evidence"][0]
    assert evidence["reason"] in ("address", "text", "reprint", "words")
    assert evidence["other_id"] in ids
    wish = {"entry_id": ids[0], "other_id": ids[1], "is_same": False}
    assert client.post("stories/corrections", json=wish).status_code == 204
    after = client.get(f"entries/{ids[0]}/story")
    assert after.status_code == 404 or ids[1] not in [one["entry"]["id"] for one in after.json()["entries"]]
    assert client.post("stories/corrections", json={**wish, "other_id": ids[0]}).status_code == 422
    assert client.post("stories/corrections", json={**wish, "other_id": 5}).status_code == 404


def test_the_briefing_quotes_its_sources(world: World, client: TestClient) -> None:
    ids = gathered(world)
    told = client.get("briefing").json()
    [story] = told["new"]
    assert story["sources"] == len(FERRY)
    assert {one["entry_id"] for one in story["quotations"]} <= set(ids)
    later = (world.clock[0] + timedelta(days=1)).isoformat()
    empty = client.get("briefing", params={"since": later}).json()
    assert (empty["new"], empty["running"], empty["quiet"]) == ([], [], [])
    assert client.get("briefing", params={"since": "0001-01-01T00:00:00"}).json()["new"] == told["new"]
    assert client.get("briefing", params={"since": "yesterday"}).json()["field"] == "since"


def test_what_comes_next_names_its_day_and_its_sentence(world: World, client: TestClient) -> None:
    day = (world.clock[0] + timedelta(days=9)).date()
    sentence = f"The summit will take place in Oslo on {day:%d %B %Y}."
    feed = add_feed(world.library.database, world.clock[0], world.user, url="https://paper.example/feed")
    came = clean(1, title="Bridge", text=sentence, html=f"<p>{sentence}</p>", published_at=world.clock[0])
    [entry_id] = keep(world.library.database, feed, world.later(), came)
    Gathering(world.library.database).gather(world.clock[0])
    found = client.get("events").json()["coming"]
    told = [(one["kind"], one["first_day"], one["sentence"], one["entry_ids"]) for one in found]
    assert ("gathering", day.isoformat(), sentence, [entry_id]) in told, told
