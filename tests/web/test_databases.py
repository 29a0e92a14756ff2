"""The main path on both databases: account, feed, reading, marking, taking it back."""

from __future__ import annotations

import re

from mainstem.library import accounts, folders
from mainstem.storage import Database
from tests.web.site import PASSWORD, Enclosure, Site, entry


def test_the_main_path_is_the_same_on_both_databases(database: Database) -> None:
    site = Site(database)
    visitor = site.visitor()
    visitor.post("/welcome", data={"username": "ida", "password": PASSWORD, "timezone": "UTC"})
    feed = site.feed(accounts.named(site.library, "ida"))
    first, _ = site.publish(feed, entry("One"), entry("Two"))
    page = visitor.get("/").text
    assert page.count("<article") == 2
    assert "(2) Main stream" in page
    visitor.post("/mark", data={"do": [f"read:{first}", f"star:{first}"]})
    assert visitor.get("/").text.count("<article") == 1
    assert visitor.get("/stream/starred").text.count("<article") == 1
    newest = re.search(r'name="newest_id" value="(\d+)"', visitor.get("/").text)
    assert newest is not None
    done = visitor.post("/mark-stream", data={"stream": "main", "newest_id": newest[1], "back": "/"})
    shown = visitor.get(done.headers["location"]).text
    change = re.search(r'name="change" value="(\d+)"', shown)
    assert change is not None
    visitor.post("/undo", data={"change": change[1]})
    assert "(1) Main stream" in visitor.get("/").text
    for address in (
        "/search?q=two",
        "/statistics",
        "/subscriptions",
        f"/feed/{feed.id}",
        "/settings",
        "/health",
    ):
        assert visitor.get(address).status_code == 200, address


def test_what_one_does_with_an_entry_is_the_same_on_both_databases(database: Database) -> None:
    site = Site(database)
    ida = site.reader()
    feed = site.feed(ida)
    sound = Enclosure("https://paper.example/talk.mp3", "audio/mpeg")
    second, first = site.publish(feed, entry("The weir", enclosures=(sound,)), entry("Bread"))
    reader = site.signed_in()
    marks = [f"label.to%20do:{first}", f"place.0.90:{first}", f"star:{second}", f"unlabel.to%20do:{second}"]
    assert reader.post("/mark", data={"do": marks}).status_code == 303
    assert 'data-at="90"' in reader.get(f"/entry/{first}").text
    assert [one.name for one in folders.labels_of(site.library, ida) if one.total_count == 1] == ["to do"]
    assert reader.post(f"/entry/{second}/snooze", data={"until": "tomorrow"}).status_code == 303
    assert "Bread" not in reader.get("/").text.split("<main")[1]
    assert "Bread" in reader.get("/stream/snoozed").text
    for choice in ({"sort": "title"}, {"show": "all"}, {"order": "oldest"}, {"stories": "yes"}):
        assert reader.post("/view", data={"stream": "main", "back": "/", **choice}).status_code == 303
        assert "The weir" in reader.get("/").text
    assert "<mark>weir</mark>" in reader.get("/search?q=weir").text
    assert "<mark>weir</mark>" in reader.get(f"/stream/feed/{feed.id}?q=weir").text


def test_marks_that_make_no_sense_are_refused_and_touch_nobody_elses(database: Database) -> None:
    site = Site(database)
    [entry_id] = site.publish(site.feed(site.reader()), entry("One"))
    site.reader("ole")
    other = site.signed_in("ole")
    for wrong in ("place.x.9:1", "label.:1", "place.0.-9:1", f"label.{'x' * 300}:1"):
        assert other.post("/mark", data={"do": wrong}).status_code == 422, wrong
    other.post("/mark", data={"do": [f"place.0.90:{entry_id}", f"label.mine:{entry_id}"]})
    assert "data-at" not in site.signed_in().get(f"/entry/{entry_id}").text
    assert all(
        one.total_count == 0 for one in folders.labels_of(site.library, accounts.named(site.library, "ole"))
    )
    for wrong in (
        {"until": "yesterday"},
        {"until": "at", "moment": "soon"},
        {"until": "at", "moment": "2020-01-01T08:00"},
    ):
        answer = site.signed_in().post(f"/entry/{entry_id}/snooze", data=wrong)
        assert answer.status_code == 422, wrong
    assert other.post(f"/entry/{entry_id}/snooze", data={"until": "tomorrow"}).status_code in (303, 404)
    assert "One" in site.signed_in().get("/").text
