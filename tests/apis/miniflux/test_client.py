"""The official Python client, unmodified, against a live server."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

import miniflux
import pytest

from mainstem.apis.miniflux import routes
from mainstem.fetching import Page
from mainstem.fetching.fake import Asked
from mainstem.storage import feeds
from tests.apis.world import DOCUMENT, FEED_URL, World, served


@pytest.fixture
def address(world: World) -> Iterator[str]:
    with served(routes, world.library) as url:
        yield url


@pytest.fixture
def client(world: World, address: str) -> miniflux.Client:
    return miniflux.Client(address, api_key=world.secret)


def test_a_key_or_a_name_with_it_signs_in(world: World, address: str) -> None:
    assert miniflux.Client(address, api_key=world.secret).me()["username"] == "ida"
    assert miniflux.Client(address, "ida", world.secret).me()["is_admin"] is True
    with pytest.raises(miniflux.AccessUnauthorized):
        miniflux.Client(address, "ida", "correct horse").me()
    with pytest.raises(miniflux.AccessUnauthorized):
        miniflux.Client(address, api_key="wrong").me()


def test_a_feed_is_found_followed_moved_renamed_and_left(client: miniflux.Client) -> None:
    [found] = client.discover("https://tidepool.example/")
    assert (found["url"], found["type"]) == (FEED_URL, "rss")
    category = client.create_category("Harbour")
    feed_id = client.create_feed(FEED_URL, category["id"])
    assert client.get_feed(feed_id)["category"]["title"] == "Harbour"
    assert [one["id"] for one in client.get_category_feeds(category["id"])] == [feed_id]
    with pytest.raises(miniflux.BadRequest, match="already"):
        client.create_feed(FEED_URL)
    everything = client.get_categories()[0]["id"]
    moved = client.update_feed(feed_id, title="Tides", category_id=everything, disabled=True)
    assert (moved["title"], moved["category"]["title"], moved["disabled"]) == ("Tides", "All", True)
    assert client.refresh_feed(feed_id)
    assert client.refresh_all_feeds()
    client.delete_feed(feed_id)
    with pytest.raises(miniflux.ResourceNotFound):
        client.get_feed(feed_id)


def test_an_address_that_fails_is_the_servers_trouble(client: miniflux.Client) -> None:
    with pytest.raises(miniflux.ServerError) as caught:
        client.create_feed("https://nowhere.example/feed")
    assert "nowhere.example" in str(caught.value)
    with pytest.raises(miniflux.BadRequest):
        client.create_feed("gopher://old.example/")


def test_categories_are_made_renamed_and_deleted_with_their_feeds(client: miniflux.Client) -> None:
    category = client.create_category("Harbour")
    with pytest.raises(miniflux.BadRequest):
        client.create_category("harbour")
    with pytest.raises(miniflux.BadRequest):
        client.create_category("  ")
    assert client.update_category(category["id"], "Port")["title"] == "Port"
    feed_id = client.create_feed(FEED_URL, category["id"])
    assert client.refresh_category(category["id"])
    client.delete_category(category["id"])
    assert [one["title"] for one in client.get_categories()] == ["All"]
    assert feed_id not in [one["id"] for one in client.get_feeds()]
    with pytest.raises(miniflux.ResourceNotFound):
        client.delete_category(category["id"])


def test_entries_are_marked_starred_and_counted(world: World, client: miniflux.Client) -> None:
    feed = world.feed(1, 3)
    page = client.get_entries(order="id", direction="asc")
    assert page["total"] == 3
    first, second, _ = (one["id"] for one in page["entries"])
    assert client.update_entries([first, first, 999_999], "read")
    assert client.toggle_bookmark(second)
    assert [one["id"] for one in client.get_entries(starred=True)["entries"]] == [second]
    assert client.get_feed_counters() == {"reads": {str(feed.id): 1}, "unreads": {str(feed.id): 2}}
    assert client.get_entries(status="read")["total"] == 1
    assert client.get_entries(status=["read", "unread"])["total"] == 3
    client.toggle_bookmark(second)
    assert client.get_entries(starred=True)["total"] == 0
    client.update_entries([first], "unread")
    client.mark_feed_entries_as_read(feed.id)
    assert client.get_entries(status="unread")["total"] == 0


def test_marking_everything_read_takes_ones_own_account(world: World, client: miniflux.Client) -> None:
    world.feed(1, 2)
    with pytest.raises(miniflux.AccessForbidden):
        client.mark_user_entries_as_read(world.user.id + 1)
    client.mark_user_entries_as_read(world.user.id)
    assert client.get_entries(status="unread")["total"] == 0


def test_a_category_has_the_entries_of_its_feeds(world: World, client: miniflux.Client) -> None:
    inside, outside = world.feed(1, 2, folder="Harbour"), world.feed(2, 3)
    everything, harbour = client.get_categories()
    assert client.get_category_entries(harbour["id"])["total"] == 2
    assert client.get_category_entries(everything["id"])["total"] == 3
    entry = client.get_category_entries(harbour["id"])["entries"][0]
    assert client.get_category_entry(harbour["id"], entry["id"])["feed_id"] == inside.id
    assert client.get_feed_entry(inside.id, entry["id"])["feed"]["category"]["id"] == harbour["id"]
    with pytest.raises(miniflux.ResourceNotFound):
        client.get_feed_entry(outside.id, entry["id"])
    client.mark_category_entries_as_read(harbour["id"])
    assert client.get_entries(status="unread")["total"] == 3


def test_subscriptions_go_out_and_come_in(client: miniflux.Client) -> None:
    client.create_feed(FEED_URL, client.create_category("Harbour")["id"])
    exported = client.export()
    assert FEED_URL in exported
    client.delete_category(client.get_categories()[1]["id"])
    assert "1 new" in client.import_feeds(exported)["message"]
    assert [one["feed_url"] for one in client.get_feeds()] == [FEED_URL]
    with pytest.raises(miniflux.BadRequest):
        client.import_feeds("no outline")


def test_administrators_look_after_accounts(world: World, client: miniflux.Client, address: str) -> None:
    made = client.create_user("ole", "another horse")
    assert client.get_user_by_username("ole") == client.get_user_by_id(made["id"])
    changed = client.update_user(made["id"], username="olav", is_admin=True, timezone="Europe/Oslo")
    assert (changed["username"], changed["is_admin"], changed["timezone"]) == ("olav", True, "Europe/Oslo")
    assert [one["username"] for one in client.get_users()] == ["ida", "olav"]
    client.update_user(made["id"], is_admin=False)
    _, secret = world.reader("una")
    other = miniflux.Client(address, api_key=secret)
    for refused in (
        other.get_users,
        lambda: other.get_user_by_id(world.user.id),
        lambda: other.delete_user(made["id"]),
    ):
        with pytest.raises(miniflux.AccessForbidden):
            refused()
    client.delete_user(made["id"])
    with pytest.raises(miniflux.ResourceNotFound):
        client.get_user_by_id(made["id"])
    with pytest.raises(miniflux.AccessForbidden):
        client.update_user(world.user.id, is_admin=False)


def test_keys_are_made_listed_and_revoked(client: miniflux.Client, address: str) -> None:
    made = client.create_api_key("tablet")
    assert miniflux.Client(address, api_key=made["token"]).me()["username"] == "ida"
    with pytest.raises(miniflux.BadRequest):
        client.create_api_key("tablet")
    assert {one["description"]: one["token"] for one in client.get_api_keys()} == {"phone": "", "tablet": ""}
    client.delete_api_key(made["id"])
    with pytest.raises(miniflux.AccessUnauthorized):
        miniflux.Client(address, api_key=made["token"]).me()


def test_an_enclosure_remembers_how_far_somebody_listened(world: World, client: miniflux.Client) -> None:
    world.feed(1, 1)
    [enclosure] = client.get_entries()["entries"][0]["enclosures"]
    assert (enclosure["mime_type"], enclosure["size"]) == ("audio/mpeg", 5)
    assert client.update_enclosure(enclosure["id"], 73)
    assert client.get_enclosure(enclosure["id"])["media_progression"] == 73
    with pytest.raises(miniflux.ResourceNotFound):
        client.get_enclosure(enclosure["id"] + 1)


def test_an_entry_is_changed_and_imported(world: World, client: miniflux.Client) -> None:
    feed = world.feed(1, 1)
    entry_id = client.get_entries()["entries"][0]["id"]
    changed = client.update_entry(entry_id, title="Other", content="<p>Words<script>1</script></p>")
    assert (changed["title"], changed["content"]) == ("Other", "<p>Words</p>")
    made = client.import_entry(feed.id, "https://paper1.example/old", title="Old", tags=["a"], starred=True)
    again = client.import_entry(feed.id, "https://paper1.example/old", title="Old")
    assert made == again
    kept = client.get_entry(made["id"])
    assert (kept["title"], kept["starred"], kept["status"], kept["tags"]) == ("Old", True, "read", ["a"])


def test_what_is_not_set_up_is_said(world: World, client: miniflux.Client) -> None:
    world.feed(1, 1)
    entry_id = client.get_entries()["entries"][0]["id"]
    assert client.get_integrations_status() is False
    with pytest.raises(miniflux.BadRequest):
        client.save_entry(entry_id)
    with pytest.raises(miniflux.ResourceNotFound):
        client.get_feed_icon(client.get_feeds()[0]["id"])
    assert client.flush_history()
    assert client.get_version()["version"] == "2.3.0"


def test_nobody_sees_what_is_anothers(world: World, client: miniflux.Client, address: str) -> None:
    feed = world.feed(1, 1, folder="Harbour")
    entry_id = client.get_entries()["entries"][0]["id"]
    harbour = client.get_categories()[1]["id"]
    stranger = miniflux.Client(address, api_key=world.reader("una")[1])
    assert stranger.get_entries()["total"] == 0
    assert stranger.update_entries([entry_id], "read")
    for refused in (
        lambda: stranger.get_entry(entry_id),
        lambda: stranger.toggle_bookmark(entry_id),
        lambda: stranger.get_feed(feed.id),
        lambda: stranger.get_category_entries(harbour),
        lambda: stranger.update_category(harbour, "Mine"),
        lambda: stranger.mark_feed_entries_as_read(feed.id),
        lambda: stranger.refresh_feed(feed.id),
    ):
        with pytest.raises(miniflux.ResourceNotFound):
            refused()
    assert client.get_entry(entry_id)["status"] == "unread"


def test_the_full_text_is_fetched_and_kept_where_asked(world: World, client: miniflux.Client) -> None:
    world.feed(1, 1)
    entry = client.get_entries()["entries"][0]
    words = "The river rose again overnight, and the keeper of the lock wrote down every inch of it. "
    page = f"<html><body><nav>Home</nav><article><h1>River</h1><p>{words * 8}</p><p>{words * 5}</p></article>"
    world.internet.put(
        entry["url"], Page(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    )
    came = client.fetch_entry_content(entry["id"])
    assert words.strip() in came["content"]
    assert client.get_entry(entry["id"])["content"] == entry["content"]
    kept = client._session.get(
        client._get_endpoint(f"/entries/{entry['id']}/fetch-content?update_content=true")
    )
    assert kept.status_code == 200
    assert words.strip() in client.get_entry(entry["id"])["content"]


def guarded(asked: Asked) -> Page:
    """A feed that is only for somebody who signs in, by name or by cookie."""
    right = asked.headers.get("authorization") == f"Basic {b64encode(b'ida:tide').decode()}"
    if right or asked.headers.get("cookie") == "seal=1":
        return Page(DOCUMENT, headers={"Content-Type": "application/rss+xml"})
    return Page(b"Who are you?", status=401)


def test_a_feed_is_asked_with_the_sign_in_that_was_given(world: World, client: miniflux.Client) -> None:
    world.internet.put("https://guarded.example/feed", guarded)
    with pytest.raises(miniflux.ServerError):
        client.create_feed("https://guarded.example/feed")
    feed_id = client.create_feed(
        "https://guarded.example/feed", username="ida", password="tide", crawler=True
    )
    shown = client.get_feed(feed_id)
    assert (shown["password"], shown["crawler"]) == ("", True)
    assert client.get_feed_entries(feed_id)["total"] == 1
    with world.library.database.read() as connection:
        [due] = feeds.due_by_ids(connection, [feed_id])
    assert due.options["username"] == "ida"
    assert "tide" not in str(due.options)
    with pytest.raises(miniflux.ServerError):
        client.update_feed(feed_id, password="ebb")
    assert client.update_feed(feed_id, username="", cookie="seal=1")["id"] == feed_id
    assert world.internet.asked[-1].headers["cookie"] == "seal=1"


def test_the_address_of_a_feed_is_changed(world: World, client: miniflux.Client) -> None:
    feed_id = client.create_feed(FEED_URL)
    [entry] = client.get_feed_entries(feed_id)["entries"]
    client.update_entries([entry["id"]], "read")
    world.internet.put("https://moved.example/feed", Page(DOCUMENT))
    moved = client.update_feed(feed_id, feed_url="https://moved.example/feed", title="Moved")
    assert (moved["id"], moved["feed_url"], moved["title"]) == (
        feed_id,
        "https://moved.example/feed",
        "Moved",
    )
    assert [one["status"] for one in client.get_feed_entries(feed_id)["entries"]] == ["read"]
    world.internet.put("https://page.example/", Page(b"<!doctype html><p>No feed."))
    with pytest.raises(miniflux.ServerError):
        client.update_feed(feed_id, feed_url="https://page.example/")
    assert client.get_feed(feed_id)["feed_url"] == "https://moved.example/feed"


def test_what_others_follow_stays_where_it_is(world: World, client: miniflux.Client, address: str) -> None:
    feed_id = client.create_feed(FEED_URL)
    _, secret = world.reader("ole")
    other = miniflux.Client(address, api_key=secret)
    assert other.create_feed(FEED_URL) == feed_id
    world.internet.put("https://moved.example/feed", Page(DOCUMENT))
    moved = client.update_feed(feed_id, feed_url="https://moved.example/feed")
    assert moved["feed_url"] == "https://moved.example/feed"
    assert moved["id"] != feed_id
    assert other.get_feed(feed_id)["feed_url"] == FEED_URL
    assert [one["id"] for one in client.get_feeds()] == [moved["id"]]
