from typing import Any

import pytest

from mainstem.fetching import Page
from tests.apis.google_reader.app import App
from tests.apis.household import Household

RSS = b"""<rss version="2.0"><channel><title>Tidepool Journal</title><link>https://tidepool.example/</link>
<item><title>Kelp</title><guid>urn:kelp</guid><link>https://tidepool.example/1</link></item></channel></rss>"""
PAGE = b"""<html><head><title>Tidepool</title>
<link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>Hello</body></html>"""
FEED_URL = "https://tidepool.example/feed.xml"


@pytest.fixture(autouse=True)
def tidepool(home: Household) -> None:
    """A page that announces a feed."""
    home.internet.put(FEED_URL, Page(RSS, headers={"content-type": "application/rss+xml"}))
    home.internet.put("https://tidepool.example/", Page(PAGE, headers={"content-type": "text/html"}))


def listed(app: App) -> dict[str, Any]:
    """Subscriptions by address."""
    return {one["url"]: one for one in app.get("subscription/list")["subscriptions"]}


def test_every_subscription_has_one_category_and_no_member_is_missing(app: App, home: Household) -> None:
    found = app.get("subscription/list")["subscriptions"]
    assert [one["id"] for one in found] == [
        f"feed/{feed.id}" for feed in (home.feeds[1], home.feeds[2], home.feeds[0])
    ]
    tags = {one["id"]: one.get("type") for one in app.get("tag/list")["tags"]}
    for one in found:
        assert {name: type(value) for name, value in one.items()} == {
            "id": str,
            "title": str,
            "categories": list,
            "url": str,
            "htmlUrl": str,
            "iconUrl": str,
        }
        assert one["title"]
        [category] = one["categories"]
        assert category["id"] == f"user/-/label/{category['label']}"
        assert tags[category["id"]] == "folder"


def test_tags_have_a_type_or_none_at_all(app: App, home: Household) -> None:
    app.edit("edit-tag", i=str(home.ids[0]), a="user/-/label/to print")
    assert app.get("tag/list")["tags"] == [
        {"id": "user/-/state/com.google/starred"},
        {"id": "user/-/label/Harbour", "type": "folder"},
        {"id": "user/-/label/Uncategorized", "type": "folder"},
        {"id": "user/-/label/to print", "type": "tag", "unread_count": 1},
    ]


@pytest.mark.parametrize("path", ["subscription/list", "tag/list"])
def test_a_list_that_has_not_changed_is_not_sent_again(app: App, home: Household, path: str) -> None:
    url = f"/reader/api/0/{path}?output=json"
    tag = app.client.get(url).headers["etag"]
    again = app.client.get(url, headers={"if-none-match": tag})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    app.edit("edit-tag", a="user/-/label/New")
    app.edit("subscription/edit", ac="edit", s=f"feed/{home.feeds[0].id}", a="user/-/label/New")
    assert app.client.get(url, headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize(
    "asked", [FEED_URL, "https://tidepool.example/", "tidepool.example", f"feed/{FEED_URL}"]
)
def test_quickadd_finds_the_feed_and_lists_it_at_once(app: App, asked: str) -> None:
    found = app.post("subscription/quickadd", quickadd=asked).json()
    assert found["numResults"] == 1
    assert found["query"] == FEED_URL
    assert found["streamName"] == "Tidepool Journal"
    assert listed(app)[FEED_URL]["id"] == found["streamId"]


def test_quickadd_twice_says_that_it_is_there(app: App) -> None:
    app.post("subscription/quickadd", quickadd=FEED_URL)
    for asked in (FEED_URL, "https://tidepool.example/"):
        again = app.client.post("/reader/api/0/subscription/quickadd", params={"quickadd": asked})
        assert again.status_code == 200
        assert (again.json()["numResults"], again.json()["error"]) == (0, f"Already subscribed! {FEED_URL}")


@pytest.mark.parametrize("asked", ["nonsense", "", "https://nowhere.example/", "javascript:alert(1)", "\0"])
def test_quickadd_of_nonsense_is_told_with_status_200(app: App, asked: str) -> None:
    answer = app.post("subscription/quickadd", quickadd=asked)
    assert answer.status_code == 200
    assert answer.json()["numResults"] == 0
    assert answer.json()["error"]


def test_subscribing_takes_title_and_folder_and_may_come_twice(app: App) -> None:
    form = {"ac": "subscribe", "s": f"feed/{FEED_URL}", "t": "Mine", "a": "user/-/label/Shore", "i": "null"}
    for _ in range(2):
        app.edit("subscription/edit", **form)
    one = listed(app)[FEED_URL]
    assert (one["title"], one["categories"]) == ("Mine", [{"id": "user/-/label/Shore", "label": "Shore"}])


def test_a_page_that_is_subscribed_to_leads_to_its_feed(app: App) -> None:
    app.edit("subscription/edit", ac="subscribe", s="feed/https://tidepool.example/")
    assert FEED_URL in listed(app)


def test_editing_with_query_and_body_together(app: App, home: Household) -> None:
    feed = home.feeds[0]
    query = f"ac=edit&s=feed/{feed.id}&t=Another+name&a=user%2F-%2Flabel%2FNew%20one&r=user/-/label/Harbour"
    answer = app.client.post(
        f"/reader/api/0/subscription/edit?{query}", content=b"T=", headers={"content-type": ""}
    )
    assert answer.content == b"OK"
    one = listed(app)[feed.feed_url]
    assert (one["title"], one["categories"][0]["label"]) == ("Another name", "New one")
    app.edit("subscription/edit", ac="edit", s=f"feed/{feed.id}", r="user/-/label/New one", t=" ")
    one = listed(app)[feed.feed_url]
    assert (one["title"], one["categories"][0]["label"]) == ("Another name", "Uncategorized")


def test_the_folder_for_what_is_in_none_is_no_real_one(app: App, home: Household) -> None:
    app.edit("subscription/edit", ac="edit", s=f"feed/{home.feeds[0].id}", a="user/-/label/Uncategorized")
    assert listed(app)[home.feeds[0].feed_url]["categories"][0]["label"] == "Uncategorized"
    app.edit("disable-tag", s="user/-/label/Uncategorized")
    assert [one["id"] for one in app.get("tag/list")["tags"]].count("user/-/label/Uncategorized") == 1


def test_unsubscribing_by_number_and_by_address(app: App, home: Household) -> None:
    paper, journal, lone = home.feeds
    app.edit("subscription/edit", ac="unsubscribe", s=[f"feed/{paper.id}", f"feed/{journal.feed_url}"])
    assert list(listed(app)) == [lone.feed_url]
    assert app.post("subscription/edit", ac="unsubscribe", s=f"feed/{paper.id}").status_code == 400
    answer = app.client.get("/reader/api/0/subscribed", params={"s": f"feed/{lone.feed_url}"})
    assert answer.text == "true"
    assert app.client.get(f"/reader/api/0/subscribed?s=feed/{paper.id}").text == "false"


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"s": "feed/1", "ac": "explode"},
        {"s": "junk", "ac": "edit"},
        {"s": "feed/99999999999999999999", "ac": "unsubscribe"},
        {"s": "feed/https://nowhere.example/feed", "ac": "subscribe"},
    ],
)
def test_what_cannot_be_done_is_refused_in_text(app: App, form: dict[str, str]) -> None:
    answer = app.post("subscription/edit", **form)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_folders_and_labels_are_renamed(app: App, home: Household) -> None:
    app.edit("rename-tag", s="user/-/label/Harbour", dest="user/-/label/Dock & quay")
    assert listed(app)[home.feeds[0].feed_url]["categories"][0]["label"] == "Dock & quay"
    app.edit("edit-tag", i=str(home.ids[0]), a="user/-/label/old")
    app.edit("rename-tag", t="old", dest="user/-/label/new")
    assert app.ids("user/-/label/new") == [home.ids[0]]
    assert app.post("rename-tag", s="user/-/label/gone", dest="user/-/label/x").status_code == 400
    assert app.post("rename-tag", s="user/-/label/new", dest="").status_code == 400


def test_disabling_a_tag_twice_keeps_its_feeds(app: App, home: Household) -> None:
    app.edit("edit-tag", i=str(home.ids[0]), a="user/-/label/x")
    for _ in range(2):
        app.edit("disable-tag", s=["user/-/label/Harbour", "user/-/label/x"])
    assert len(listed(app)) == 3
    assert [one["id"] for one in app.get("tag/list")["tags"]] == [
        "user/-/state/com.google/starred",
        "user/-/label/Uncategorized",
    ]


def test_subscriptions_go_out_and_come_back_as_opml(app: App, home: Household) -> None:
    exported = app.client.get("/reader/api/0/subscription/export")
    assert exported.headers["content-type"].startswith("application/xml")
    oles = App(home, home.oles_secret, "ole")
    for headers in ({"content-type": "text/xml"}, {"content-type": ""}):
        answer = oles.client.post(
            "/reader/api/0/subscription/import", content=exported.content, headers=headers
        )
        assert (answer.status_code, answer.content) == (200, b"OK")
    assert {feed.feed_url for feed in home.feeds} < set(listed(oles))
    assert oles.post("import/opml", opml=exported.text).content == b"OK"
    assert oles.client.post("/reader/api/0/subscription/import", content=b"no opml").status_code == 400


def test_icons_need_no_sign_in_but_cannot_be_guessed(app: App, home: Household) -> None:
    from sqlalchemy import insert, update

    from mainstem.storage.schema import feeds, icons

    with home.library.database.write() as connection:
        values = {
            "id": 1,
            "url": "https://paper.example/i",
            "mime_type": "image/png",
            "data": b"png",
            "digest": "d",
        }
        connection.execute(insert(icons).values(**values, fetched_at=home.tick()))
        connection.execute(update(feeds).where(feeds.c.id == home.feeds[0].id).values(icon_id=1))
    url = listed(app)[home.feeds[0].feed_url]["iconUrl"]
    assert url.startswith("http://reader.example/")
    del app.client.headers["authorization"]
    picture = app.client.get(url)
    assert (picture.content, picture.headers["content-type"]) == (b"png", "image/png")
    for guess in (url[:-1], url.replace("/1-", "/2-"), "http://reader.example/reader/icon/1"):
        assert app.client.get(guess).status_code == 404


def test_a_tag_may_be_named_bare_or_by_its_stream(app: App) -> None:
    for name in ("Pier", "Quay"):
        app.edit("edit-tag", a=f"user/-/label/{name}")
    app.edit("disable-tag", t="Pier")
    app.edit("disable-tag", t="user/-/label/Quay")
    assert not {"user/-/label/Pier", "user/-/label/Quay"} & {one["id"] for one in app.get("tag/list")["tags"]}


def test_a_folder_without_feeds_is_counted_too(app: App) -> None:
    app.edit("edit-tag", a="user/-/label/Empty")
    counts = {one["id"]: one for one in app.get("unread-count")["unreadcounts"]}
    assert counts["user/-/label/Empty"] == {
        "id": "user/-/label/Empty",
        "count": 0,
        "newestItemTimestampUsec": "0",
    }
