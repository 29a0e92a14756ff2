"""The main path on both databases: account, feed, reading, marking, taking it back."""

from __future__ import annotations

import re

from mainstem.library import accounts
from mainstem.storage import Database
from tests.web.site import PASSWORD, Site, entry


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
