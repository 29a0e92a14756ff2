"""What well-known clients send in one sync, in our own words, with the strictness of their parsers."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from mainstem.apis import google_reader
from mainstem.fetching import Page
from tests.apis.google_reader.app import ALL, KEPT, READ, STARRED, STATE, App
from tests.apis.household import Household
from tests.apis.world import served

LONG = "tag:google.com,2005:reader/item/"
RSS = (
    b'<rss version="2.0"><channel><title>T</title><item><title>K</title><guid>k</guid></item></channel></rss>'
)


def read_you_token(text: str) -> str:
    """The token as clients cut it out of the three lines."""
    parts = [line.split("=") for line in text.split("\n") if line]
    assert all(len(one) == 2 for one in parts)
    return dict((name, value) for name, value in parts)["Auth"]


def test_netnewswire_refreshes(home: Household) -> None:
    import httpx

    with served(google_reader.routes, home.library) as url:
        client = httpx.Client(base_url=f"{url}/api/greader.php/")
        login = client.post("accounts/ClientLogin", data={"Email": "ida", "Passwd": home.secret})
        client.headers["authorization"] = f"GoogleLogin auth={read_you_token(login.text)}"
        tags = client.get("reader/api/0/tag/list", params={"output": "json"})
        subscriptions = client.get("reader/api/0/subscription/list", params={"output": "json"})
        for answer in (tags, subscriptions):
            again = client.get(str(answer.request.url), headers={"if-none-match": answer.headers["etag"]})
            assert again.status_code == 304
        folders = {one["id"] for one in tags.json()["tags"] if "/label/" in one["id"]}
        assert {one["categories"][0]["id"] for one in subscriptions.json()["subscriptions"]} <= folders
        path = "reader/api/0/stream/items/ids"
        every = client.get(path, params={"s": ALL, "ot": "0", "n": "1000", "output": "json"})
        assert parsedate_to_datetime(every.headers["date"]).tzinfo is not None
        unread = client.get(path, params={"s": ALL, "xt": READ, "n": "1000"}).json()["itemRefs"]
        client.get(path, params={"s": STARRED, "n": "1000"}).raise_for_status()
        token = client.get("reader/api/0/token").text
        form = {"T": token, "i": [f"{LONG}{int(one['id']):016x}" for one in unread], "output": "json"}
        items = client.post("reader/api/0/stream/items/contents", data=form).json()["items"]
        assert [one["id"] for one in items] == form["i"]
        assert client.post("reader/api/0/edit-tag", data={**form, "a": READ}).text == "OK"
        assert client.get(path, params={"s": ALL, "xt": READ}).json() == {"itemRefs": []}


def test_reeder_asks_by_bare_hexadecimal_with_a_token_of_one_letter(app: App, home: Household) -> None:
    wanted = [f"{one:016x}" for one in home.ids]
    items = app.post("stream/items/contents?output=json", i=wanted, T="x").json()["items"]
    assert len(items) == len(wanted)
    app.edit("edit-tag", i=wanted[:2], a=READ, T="x")
    assert app.unread() == list(reversed(home.ids[2:]))


def test_fluent_reader_pages_until_it_meets_what_it_knows(app: App, home: Household) -> None:
    login = {"Email": "ida", "Passwd": home.secret}
    answer = app.client.post("/accounts/ClientLogin", data=login, headers={"authorization": "undefined"})
    assert "Auth=" in answer.text
    assert app.client.get("/reader/api/0/user-info").status_code == 200
    first = app.get("stream/contents", output="json", n=1000)["items"]
    newest = int(first[0]["crawlTimeMsec"]) // 1000
    assert all(one["canonical"][0]["href"] for one in first)
    late = home.arrive(home.feeds[0], 700)
    fresh = app.get("stream/contents", output="json", n=1000, ot=newest)["items"]
    assert int(fresh[0]["timestampUsec"]) == late[0]
    assert first[0]["id"] in [one["id"] for one in fresh]
    app.edit("edit-tag", i=[str(one) for one in home.ids], a=READ)
    assert app.unread() == list(late)


def test_read_you_signs_in_with_json_and_adds_and_moves_a_feed(app: App, home: Household) -> None:
    home.internet.put("https://new.example/feed", Page(RSS, headers={"content-type": "application/rss+xml"}))
    url = "/reader/api/0/subscription/quickadd?quickadd=https://new.example/feed"
    added = app.client.post(url, data={"quickadd": "https://new.example/feed", "T": app.token}).json()
    app.edit(
        "subscription/edit", ac="edit", s=added["streamId"], a="user/-/label/Fresh", t="Named", T=app.token
    )
    [one] = [one for one in app.get("subscription/list")["subscriptions"] if one["id"] == added["streamId"]]
    assert (one["title"], one["categories"][0]["label"]) == ("Named", "Fresh")
    parameters: dict[str, Any] = {"s": ALL, "it": READ, "n": "10000"}
    assert app.get("stream/items/ids", **parameters) == {"itemRefs": []}


def test_capy_reader_decodes_without_optional_members(app: App, home: Household) -> None:
    for tag in app.get("tag/list")["tags"]:
        assert tag.get("type", "tag") in ("folder", "tag")
    for one in app.get("subscription/list")["subscriptions"]:
        assert all(one[name] is not None for name in ("htmlUrl", "title", "categories"))
    for item in app.get("stream/contents", n=100)["items"]:
        assert isinstance(item["published"], int)
        assert item["canonical"] is not None
        assert None not in (item["origin"]["title"], item["origin"]["htmlUrl"])
    again = app.post("subscription/quickadd", quickadd=home.feeds[0].feed_url).json()
    assert again["error"] == f"Already subscribed! {home.feeds[0].feed_url}"


def test_readrops_pads_decimal_ids_to_the_length_of_the_decimal(app: App, home: Household) -> None:
    form = {"Email": (None, "ida"), "Passwd": (None, home.secret)}
    assert app.client.post("/accounts/ClientLogin", files=form).status_code == 200
    refs = app.get("stream/items/ids", s=ALL, n=2500)["itemRefs"]
    assert all(list(one) == ["id"] for one in refs)
    padded = [
        f"{LONG}{int(one['id']):x}".replace(LONG, LONG + "0" * (len(one["id"]) - len(f"{int(one['id']):x}")))
        for one in refs
    ]
    assert padded == [one["id"] for one in app.get("stream/contents/" + ALL, n=2500)["items"]]
    assert len(app.ids(xt=[READ, STARRED])) == 9
    assert app.ids(xt=f"{STATE}unread") == []
    app.edit("edit-tag", a="user/-/label/Made by hand")
    feed = home.feeds[0]
    app.edit("subscription/edit", ac="unsubscribe", s=f"feed/{feed.feed_url}")
    assert f"feed/{feed.id}" not in [one["id"] for one in app.get("subscription/list")["subscriptions"]]


def test_liferea_of_debian_fetches_contents_by_the_login_token_alone(app: App, home: Household) -> None:
    url = home.feeds[0].feed_url
    refs = app.ids(f"feed/{url}", n=50)
    del app.client.headers["authorization"]
    items = app.post("stream/items/contents", i=[str(one) for one in refs], T=app.token).json()["items"]
    assert [int(one["timestampUsec"]) for one in items] == refs
    app.client.headers["authorization"] = f"GoogleLogin auth={app.token}"
    one = f"{LONG}{refs[0]:016x}"
    app.edit("edit-tag", i=one, a=READ, s=f"feed/{url}", ac="edit-tags", T=app.token, **{"async": "true"})
    app.edit("edit-tag", i=one, r=READ, s=f"feed/{url}", ac="edit-tags", T=app.token)
    app.edit("edit-tag", i=one, a=f"{STATE}tracking-kept-unread", s=f"feed/{url}", T=app.token)
    assert refs[0] in app.unread()


def test_rss_guard_takes_all_bodies_in_one_call(app: App, home: Household) -> None:
    refs = app.get("stream/items/ids", s=ALL, n=200000)["itemRefs"]
    body = {"i": [f"{LONG}{int(one['id']):016x}" for one in refs]}
    url = "/reader/api/0/stream/items/contents?output=json&n=200000"
    items = app.client.post(url, data=body).json()["items"]
    assert len(items) == len(home.ids)
    assert all(one["alternate"][0]["type"] == "text/html" for one in items)
    feed = home.feeds[0]
    url = f"/reader/api/0/subscription/edit?ac=edit&s=feed/{feed.id}&t=Other&a=user%2F-%2Flabel%2FA"
    assert app.client.post(url, content=b"T=").text == "OK"


@pytest.mark.parametrize("ts", ["{us}", "{ms}999"])
def test_vienna_and_newsplus_mark_what_they_saw(app: App, home: Household, ts: str) -> None:
    feed = home.feeds[0]
    page = app.get(f"stream/contents/feed/{feed.id}", n=1000, ot=0)
    assert isinstance(page["updated"], int)
    seen = int(page["items"][0]["timestampUsec"])
    late = home.arrive(feed, 800)
    stream = f"feed/{feed.id}"
    app.edit("mark-all-as-read", s=stream, ts=ts.format(us=seen, ms=seen // 1000), T=app.token)
    assert app.unread(stream) == list(late)
    assert app.ids(it=KEPT, s=stream) == list(late)
