"""Moving in over the network, from servers that speak Google Reader's or Miniflux's API."""

import json
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from mainstem.feeds.errors import BadFile, BadStatus, WrongPassword
from mainstem.fetching import FakeInternet, Page
from mainstem.library import fromgooglereader, fromminiflux, sidebar, streams
from mainstem.reading import Kind, Show, Stream, View
from mainstem.storage import Database
from tests.library.world import FEED_URL, open_library, reader, rss

API = "https://old.example/api/greader.php"


def items(first: int, count: int) -> list[dict[str, object]]:
    states = ["user/-/state/com.google/reading-list", "user/-/label/News"]
    return [
        {
            "id": f"tag:google.com,2005:reader/item/{number:016x}",
            "title": f"T{number}",
            "canonical": [{"href": f"https://paper.example/T{number}"}],
            "published": 1_700_000_000 + number,
            "summary": {"content": f"<p>{number}</p>"},
            "origin": {"streamId": f"feed/{FEED_URL}", "title": "The Paper"},
            "categories": [*states, *(["user/-/state/com.google/read"] if number % 2 else []),
                           *(["user/-/state/com.google/starred", "user/-/label/Later"] if number % 5 == 0 else [])],
        }
        for number in range(first, first + count)
    ]  # fmt: skip


def google_reader(pages: int = 3, *, breaks_at: int | None = None) -> FakeInternet:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("T2", "T1"))
    internet.put(f"{API}/accounts/ClientLogin", Page(b"SID=x\nLSID=null\nAuth=ida/secret\n"))
    feeds = {
        "subscriptions": [
            {"id": "feed/7", "url": FEED_URL, "title": "The Paper", "categories": [{"label": "News"}]}
        ]
    }
    internet.put(f"{API}/reader/api/0/subscription/list?output=json", Page(json.dumps(feeds).encode()))
    for page in range(pages):
        said: dict[str, object] = {"items": items(page * 10, 10)}
        if page + 1 < pages:
            said["continuation"] = f"c{page + 1}"
        url = f"{API}/reader/api/0/stream/contents/user/-/state/com.google/reading-list?output=json&n=200&r=o"
        answer: object = BadStatus(500) if page == breaks_at else Page(json.dumps(said).encode())
        internet.put(url + (f"&c=c{page}" if page else ""), answer)
    starred = f"{API}/reader/api/0/stream/contents/user/-/state/com.google/starred?output=json&n=200&r=o"
    internet.put(starred, Page(b'{"items": []}'))
    return internet


def test_everything_of_a_google_reader_server_moves_in(database: Database, now: datetime) -> None:
    library = open_library(database, google_reader(), now)
    ida = reader(library)
    taken = fromgooglereader.bring(library, ida, API, "ida", "secret")
    assert (taken.followed, taken.new + taken.known, taken.faults) == (1, 30, [])
    assert taken.known >= 2  # what the publisher still lists is met by its address
    seen = sidebar.look(library, ida)
    assert [folder.name for folder in seen.folders] == ["News"]
    assert [(label.name, label.total_count) for label in seen.labels] == [("Later", 6)]
    assert len(streams.ids(library, ida, View(show=Show.READ, limit=50))[0]) == 15
    assert len(streams.ids(library, ida, View(Stream(Kind.STARRED), limit=50))[0]) == 6
    assert len(streams.ids(library, ida, View(limit=50))[0]) == 30


def test_a_move_that_broke_off_goes_on_where_it_stopped(sqlite_database: Database, now: datetime) -> None:
    broken = google_reader(breaks_at=2)
    library = open_library(sqlite_database, broken, now)
    ida = reader(library)
    with pytest.raises(BadStatus):
        fromgooglereader.bring(library, ida, API, "ida", "secret")
    whole = google_reader()
    library = open_library(sqlite_database, whole, now)
    taken = fromgooglereader.bring(library, ida, API, "ida", "secret")
    assert taken.new == 10
    asked = [parse_qs(urlsplit(one.url).query).get("c") for one in whole.asked if "reading-list" in one.url]
    assert asked == [["c2"]]


def test_a_wrong_password_and_a_wrong_server_are_told(sqlite_database: Database, now: datetime) -> None:
    internet = google_reader()
    internet.put(f"{API}/accounts/ClientLogin", Page(b"Error=BadAuthentication"), BadStatus(401))
    library = open_library(sqlite_database, internet, now)
    ida = reader(library)
    for _ in range(2):
        with pytest.raises(WrongPassword):
            fromgooglereader.bring(library, ida, API, "ida", "wrong")
    internet.put("https://page.example/v1/feeds", Page(b"<html>"), Page(b'{"a": 1}'))
    for _ in range(2):
        with pytest.raises(BadFile):
            fromminiflux.bring(library, ida, "https://page.example", "token")


def test_everything_of_miniflux_moves_in(database: Database, now: datetime) -> None:
    internet = FakeInternet()
    internet.put(FEED_URL, rss("T2", "T1"))
    feed = {"feed_url": FEED_URL, "title": "The Paper", "site_url": "", "category": {"title": "News"}}
    internet.put("https://mini.example/v1/feeds", Page(json.dumps([feed]).encode()))
    plain = {"content": "<p>x</p>", "published_at": "2024-10-06T10:00:00Z", "feed": feed, "tags": ["a"]}
    rows = [
        {
            **plain,
            "id": n,
            "url": f"https://paper.example/T{n}",
            "title": f"T{n}",
            "status": "read" if n % 2 else "unread",
            "starred": n == 3,
        }
        for n in range(1, 6)
    ]
    base = "https://mini.example/v1/entries?limit=200&order=id&direction=asc&after_entry_id="
    internet.put(base + "0", Page(json.dumps({"total": 5, "entries": rows}).encode()))
    internet.put(base + "5", Page(b'{"total": 0, "entries": []}'))
    library = open_library(database, internet, now)
    ida = reader(library)
    taken = fromminiflux.bring(library, ida, "https://mini.example/v1/", "token")
    assert (taken.followed, taken.new, taken.known, taken.faults) == (1, 3, 2, [])
    assert len(streams.ids(library, ida, View(show=Show.UNREAD))[0]) == 2
    assert internet.asked[0].headers["X-Auth-Token"] == "token"
