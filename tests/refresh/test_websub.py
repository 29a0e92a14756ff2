"""News that are pushed: subscribed to, verified, signed, kept like a fetch; and a daily poll as the net."""

import asyncio
import hashlib
import hmac
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from mainstem.apis import websub as api
from mainstem.feeds import hubs, linkheader
from mainstem.feeds.parsed import ParsedFeed
from mainstem.fetching import Page
from mainstem.library import Library
from mainstem.refresh import websub
from mainstem.storage import pushes
from tests.refresh.test_manners import BUSY
from tests.refresh.world import DAY, HOUR, MINUTE, START, URL, World, page, rss

HUB = "https://hub.example/"
PUBLIC = "https://news.example"
LINKED = f'<{HUB}>; rel="hub", <{URL}>; rel="self"'
NEWS = rss(("brand new", START))


@pytest.fixture
def world(sqlite_database) -> World:
    return World(sqlite_database)


@pytest.fixture
def client(world) -> TestClient:
    library = Library(world.database, b"s" * 32, now=lambda: world.at, public_url=PUBLIC)
    return TestClient(Starlette(routes=api.routes(library)))


def subscribe(world: World) -> int:
    return asyncio.run(websub.subscribe(world.database, world.internet, PUBLIC, world.at))


def push(world: World, feed: int) -> pushes.Push:
    with world.database.read() as connection:
        return pushes.of_feed(connection, feed)


def followed(world: World, client: TestClient) -> tuple[int, str]:
    """A feed under push; and its callback."""
    feed = world.follow(URL, page(BUSY, Link=LINKED))
    world.internet.put(HUB, Page(status=202))
    world.round()
    subscribe(world)
    form = {name: values[0] for name, values in parse_qs(world.asked(HUB)[-1].payload.decode()).items()}
    assert form["hub.mode"] == "subscribe"
    assert form["hub.topic"] == URL
    callback = form["hub.callback"].removeprefix(PUBLIC)
    asked = {"hub.mode": "subscribe", "hub.topic": URL, "hub.challenge": "c!", "hub.lease_seconds": "864000"}
    answer = client.get(callback, params=asked)
    assert (answer.status_code, answer.text) == (200, "c!")
    return feed, callback


def signed(secret: str, body: bytes, name: str = "sha256") -> dict[str, str]:
    return {"X-Hub-Signature": f"{name}={hmac.new(secret.encode(), body, name).hexdigest()}"}


def test_a_push_is_kept_like_a_fetch(world, client):
    feed, callback = followed(world, client)
    for name in ("sha1", "sha256", "sha512"):
        assert (
            client.post(
                callback, content=NEWS, headers=signed(push(world, feed).secret, NEWS, name)
            ).status_code
            == 202
        )
    assert world.titles()[-1] == "brand new"
    assert len(world.titles()) == 11
    assert [one.cause for one in world.polls(feed)] == ["first", "push", "push", "push"]


def test_a_forged_push_is_taken_and_thrown_away(world, client):
    _, callback = followed(world, client)
    assert client.post(callback, content=NEWS, headers=signed("guessed", NEWS)).status_code == 202
    assert client.post(callback, content=NEWS).status_code == 202
    assert len(world.titles()) == 10


def test_nobody_subscribes_us_to_what_we_did_not_ask_for(world, client):
    _, callback = followed(world, client)
    for asked in (
        {"hub.mode": "subscribe", "hub.topic": "https://evil.example/", "hub.challenge": "c"},
        {"hub.mode": "unsubscribe", "hub.topic": URL, "hub.challenge": "c"},
    ):
        assert client.get(callback, params=asked).status_code == 404
    assert client.get("/push/guessed", params={"hub.mode": "subscribe", "hub.topic": URL}).status_code == 404
    assert client.post("/push/guessed", content=NEWS).status_code == 410


def test_a_pushed_feed_is_polled_daily_and_the_lease_renewed(world, client):
    followed(world, client)
    world.at += 20 * MINUTE
    world.live(2 * HOUR)
    before = len(world.asked())
    world.live(5 * DAY, HOUR)
    assert len(world.asked()) - before <= 6
    world.at += 4 * DAY
    assert subscribe(world) == 1


def test_a_push_that_fails_to_come_is_not_trusted_for_a_week(world, client):
    feed, _ = followed(world, client)
    world.live(2 * HOUR)
    world.internet.put(URL, page(NEWS, Link=LINKED))
    world.live(2 * DAY, HOUR)
    assert push(world, feed).lease_until is None
    assert push(world, feed).ask_at > world.at + 4 * DAY


def test_a_hub_that_refuses_is_asked_again_later(world):
    feed = world.follow(URL, page(BUSY, Link=LINKED))
    world.internet.put(HUB, Page(status=500))
    world.round()
    assert [subscribe(world), subscribe(world)] == [1, 0]
    assert "500" in push(world, feed).trouble
    world.at += 7 * HOUR
    assert subscribe(world) == 1


def test_without_a_public_address_nothing_is_asked_and_nothing_answered(world):
    library = Library(world.database, b"s" * 32)
    assert api.routes(library) == []


def test_private_feeds_are_told_to_no_hub(world):
    feed = world.follow(URL, page(BUSY, Link=LINKED), username="ann", password="secret")
    world.round()
    assert push(world, feed) is None


def test_an_rss_cloud_makes_a_feed_due(world, client):
    head = '<cloud domain="cloud.example" port="80" path="/pleaseNotify" registerProcedure="" protocol="http-post"/>'
    feed = world.follow(URL, page(rss(("a", START), head=head)))
    world.internet.put("http://cloud.example/pleaseNotify", Page(b"<notifyResult success='true'/>"))
    world.round()
    assert subscribe(world) == 1
    assert (
        b"url1=https%3A%2F%2Fpaper.example%2Ffeed"
        in world.asked("http://cloud.example/pleaseNotify")[0].payload
    )
    assert client.get("/push/cloud", params={"url": URL, "challenge": "c"}).text == "c"
    assert (
        client.get("/push/cloud", params={"url": "https://x.example/", "challenge": "c"}).status_code == 404
    )
    world.at += 2 * MINUTE
    assert client.post("/push/cloud", data={"url": URL}).status_code == 202
    assert world.feed(feed).due_at == world.at
    assert client.post("/push/cloud", data={"url": "https://x.example/"}).status_code == 404


def test_hubs_are_found_in_headers_first_then_in_the_document_then_known():
    document = ParsedFeed(
        "atom-1.0", hub_urls=("https://doc.example/hub",), self_url="https://doc.example/self"
    )
    assert hubs.announced({"link": LINKED}, document, URL) == hubs.Hub(HUB, URL)
    assert hubs.announced({}, document, URL) == hubs.Hub(
        "https://doc.example/hub", "https://doc.example/self"
    )
    assert hubs.announced({}, ParsedFeed("rss-2.0"), URL) is None
    videos = hubs.announced(
        {}, ParsedFeed("atom-1.0"), "https://www.youtube.com/feeds/videos.xml?channel_id=x"
    )
    assert videos is not None
    assert videos.url == "https://pubsubhubbub.appspot.com/subscribe"
    assert videos.topic == "https://www.youtube.com/xml/feeds/videos.xml?channel_id=x"
    bad = ParsedFeed("rss-2.0", hub_urls=("javascript:alert(1)",))
    assert hubs.announced({}, bad, URL) is None


def test_link_headers_are_read():
    header = '<a>; rel=hub, </b>; title="x, y"; rel="self hub" , <c>; rel="next"'
    assert linkheader.links(header, "hub", URL) == ["https://paper.example/a", "https://paper.example/b"]
    assert linkheader.links("", "hub", URL) == []


def test_signatures_are_compared_whole():
    body, secret = b"body", "secret"
    good = hmac.new(b"secret", body, hashlib.sha256).hexdigest()
    assert hubs.is_genuine(f"sha256={good}", secret, body)
    for bad in (f"sha1={good}", f"sha256={good[:-1]}", good, "", f"md5={good}", "new=x"):
        assert not hubs.is_genuine(bad, secret, body)
    assert not hubs.is_genuine(f"sha256={good}", "", body)
    assert timedelta(days=1) <= hubs.LEASE
