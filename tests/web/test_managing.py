"""Managing: services, searches, undoing, order, how feeds are asked; each as somebody does it who is new here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from mainstem.accounts import User
from mainstem.feeds.errors import BadQuery
from mainstem.fetching.fake import Page as Answer
from mainstem.library import (
    accounts,
    discarding,
    folders,
    marking,
    overview,
    ruling,
    saving,
    sending,
    setting,
    subscribing,
)
from mainstem.library.folders import ACTOR
from mainstem.search import parse
from mainstem.web import expressing
from tests.web.site import PASSWORD, Site, entry

_FEED = (
    b'<rss version="2.0"><channel><title>Tide</title>'
    b"<item><title>High</title><guid>1</guid></item></channel></rss>"
)


def ida(site: Site) -> User:
    return accounts.named(site.library, "ida")


@given(st.dictionaries(st.sampled_from(
    ["all", "phrase", "any", "without", "title", "author", "url", "category", "feed", "folder", "label", "since",
     "until", "within", "clock", "state", "has"]), st.text(max_size=30)))  # fmt: skip
def test_whatever_is_filled_in_the_expression_can_be_read(form: dict[str, str]) -> None:
    text = expressing.written(lambda name: form.get(name, ""))
    if not text:
        return
    try:
        parse(text, datetime(2026, 3, 1, tzinfo=UTC))
    except BadQuery as error:
        no_date = "There is no date" in error.message or "range" in error.message
        if not no_date:  # browsers send days that exist; others are told
            raise


def test_the_form_says_all_that_it_can(site: Site) -> None:
    form = {
        "all": "river weir",
        "phrase": "high tide",
        "any": "lock sluice",
        "without": "sport",
        "author": "M. Reed",
        "category": "open source",
        "since": "2026-03-01",
        "clock": "pubdate",
        "state": "starred",
        "has": "image",
    }
    assert expressing.written(lambda name: form.get(name, "")) == (
        'river weir "high tide" (lock OR sluice) -sport author:"M. Reed" #"open source"'
        " pubdate:2026-03-01/ is:starred has:image"
    )


def test_a_service_is_set_up_tried_switched_off_and_removed(site: Site) -> None:
    site.reader()
    reader = site.signed_in()
    page = reader.get("/services").text
    assert "/services/new/ntfy" in page
    wrong = reader.post("/services/new/ntfy", data={"service": "Phone", "s-url": "ntfy.sh", "s-topic": "x"})
    assert (wrong.status_code, "This is no web address." in wrong.text) == (422, True)
    assert 'value="ntfy.sh"' in wrong.text
    form = {
        "service": "Phone",
        "s-url": "https://ntfy.sh",
        "s-topic": "x",
        "s-token": "hush",
        "event": "new_entries",
    }
    assert reader.post("/services/new/ntfy", data=form).status_code == 303
    [kept] = sending.every(site.library, ida(site))
    assert (kept.name, kept.events) == ("Phone", ("new_entries",))
    assert "hush" not in reader.get(f"/services/{kept.id}").text
    nothing = reader.post(f"/services/{kept.id}", data={"action": "test"})
    assert (nothing.status_code, "There is no entry yet" in nothing.text) == (422, True)
    reader.post(f"/services/{kept.id}", data={"action": "switch"})
    assert "switched off" in reader.get("/services").text
    reader.post(f"/services/{kept.id}", data={"action": "remove"})
    assert sending.every(site.library, ida(site)) == []
    [lost] = discarding.every(site.library, ida(site))
    reader.post("/undo/back", data={"id": lost.id, "action": "discarded"})
    assert [one.name for one in sending.every(site.library, ida(site))] == ["Phone"]


def test_what_waits_in_the_outbox_can_be_dropped(site: Site) -> None:
    reader_user = site.reader()
    [entry_id] = site.publish(site.feed(reader_user), entry("One"))
    kept = sending.add(
        site.library, reader_user, "ntfy", "Phone", {"url": "https://n.example", "topic": "x", "token": ""}
    )
    sending.save(site.library, reader_user, entry_id, kept.id)
    reader = site.signed_in()
    page = reader.get("/services").text
    parcel = re.search(r'name="parcel" value="(\d+)"', page)
    assert parcel is not None
    assert reader.post("/services/outbox", data={"parcel": parcel[1], "action": "drop"}).status_code == 303
    assert "Nothing waits to be sent." in reader.get("/services").text
    assert reader.post("/services/outbox", data={"parcel": parcel[1], "action": "retry"}).status_code == 404


def test_a_saved_search_is_changed_shared_renewed_and_put_in_order(site: Site) -> None:
    site.reader()
    reader = site.signed_in()
    for name in ("One", "Two"):
        reader.post("/searches", data={"q": name.lower(), "name": name})
    one, two = saving.every(site.library, ida(site))
    reader.post("/searches/order", data={"ids": f"{two.id},{one.id}"}, headers={"accept": "application/json"})
    assert [kept.name for kept in saving.every(site.library, ida(site))] == ["Two", "One"]
    form = {
        "action": "save",
        "name": "First",
        "expression": "weir (",
        "stream": "all",
        "show": "all",
        "order": "title",
    }
    wrong = reader.post(f"/searches/{one.id}", data=form)
    assert (wrong.status_code, 'value="weir ("' in wrong.text) == (422, True)
    assert reader.post(f"/searches/{one.id}", data={**form, "expression": "weir"}).status_code == 303
    reader.post(f"/searches/{one.id}", data={"action": "share", "entries": "1"})
    page = unescape(reader.get(f"/searches/{one.id}").text)
    shared = re.findall(r'value="(http[^"]+/shared/[^"]+)"', page)
    assert [address.rpartition(".")[2] for address in shared[1:]] == ["rss", "atom", "json"]
    reader.post(f"/searches/{one.id}", data={"action": "renew", "entries": "1", "feeds": "1"})
    renewed = re.findall(r'value="(http[^"]+/shared/[^"]+)"', reader.get(f"/searches/{one.id}").text)
    assert len(renewed) == 5
    assert not set(shared) & set(renewed)


def test_what_was_marked_and_deleted_is_listed_and_put_back(site: Site) -> None:
    reader_user = site.reader()
    feed = site.feed(reader_user)
    ids = site.publish(feed, entry("One"), entry("Two"))
    marking.mark(site.library, reader_user, ids, "read", ACTOR)
    reader = site.signed_in()
    reader.post(f"/feed/{feed.id}/unsubscribe")
    page = reader.get("/undo").text
    assert "Marked as read" in page
    assert "No longer followed" in page
    [lost] = discarding.every(site.library, reader_user)
    reader.post("/undo/back", data={"id": lost.id, "action": "discarded"})
    assert subscribing.one(site.library, reader_user, feed.id).unread_count == 0
    [change] = marking.changes(site.library, reader_user)
    reader.post("/undo/back", data={"id": change.id, "action": "change"})
    assert subscribing.one(site.library, reader_user, feed.id).unread_count == 2
    again = reader.post("/undo/back", data={"id": lost.id, "action": "discarded"})
    assert (again.status_code, "This cannot be undone any more." in again.text) == (404, True)


def test_a_feed_gets_a_password_and_keeps_what_was_read(site: Site) -> None:
    reader_user = site.reader()
    site.answers.put(
        "https://tide.example/feed", Answer(_FEED, headers={"content-type": "application/rss+xml"})
    )
    reader = site.signed_in()
    feed = subscribing.subscribe(site.library, reader_user, "https://tide.example/feed").feed
    broken = reader.post(
        f"/feed/{feed.id}/asking", data={"address": "tide.example/feed", "headers": "nonsense"}
    )
    assert (broken.status_code, "is no header" in broken.text) == (422, True)
    gone = reader.post(f"/feed/{feed.id}/asking", data={"address": "https://gone.example/"})
    assert (gone.status_code, "There is no such host." in gone.text) == (422, True)
    form = {"address": feed.feed_url, "username": "ida", "password": "hush", "headers": "X-Club: yes"}
    answer = reader.post(f"/feed/{feed.id}/asking", data=form)
    assert answer.status_code == 303
    assert site.answers.asked[-1].headers["X-Club"] == "yes"
    [followed] = overview.look(site.library, reader_user).followed
    assert followed.unread == 1
    assert subscribing.one(site.library, reader_user, followed.feed_id).feed.is_private
    page = reader.get(f"/feed/{followed.feed_id}/asking").text
    assert ('value="ida"' in page, "hush" in page) == (True, False)


def test_what_holds_for_all_feeds_is_set_and_inherited(site: Site) -> None:
    reader_user = site.reader()
    feed = site.feed(reader_user)
    reader = site.signed_in()
    form = {"keeps_for_ever": "no", "keep_days": "9", "read_filters": "intitle:sport\nintitle:ads"}
    assert reader.post("/keeping", data=form).status_code == 303
    holds = setting.of_feed(site.library, reader_user, feed.id)
    assert (holds["keeps_for_ever"], holds["keep_days"]) == (False, 9)
    assert holds["read_filters"] == ["intitle:sport", "intitle:ads"]
    wrong = reader.post("/keeping", data={**form, "keep_days": "0"})
    assert (wrong.status_code, 'value="0"' in wrong.text) == (422, True)
    folder = folders.add(site.library, reader_user, "News")
    reader.post(f"/folder/{folder.id}", data={"action": "save", "name": "News", "keep_days": "4"})
    reader.post("/subscriptions", data={"feed": [feed.id], "action": "add", "folder": folder.id})
    assert setting.of_feed(site.library, reader_user, feed.id)["keep_days"] == 4


def test_rules_are_switched_off_and_deleted_ones_come_back(site: Site) -> None:
    reader_user = site.reader()
    reader = site.signed_in()
    reader.post(
        "/rules", data={"action": "keep", "expression": "sport", "name": "S", "snooze": "P1D", "scope": "all"}
    )
    [rule] = ruling.every(site.library, reader_user)
    reader.post("/rules", data={"action": "switch", "id": rule.id})
    assert not ruling.every(site.library, reader_user)[0].is_enabled
    reader.post("/rules", data={"action": "keep", "id": rule.id, "expression": "sports", "act-read": "1"})
    assert not ruling.every(site.library, reader_user)[0].is_enabled
    reader.post("/rules", data={"action": "remove", "id": rule.id})
    [lost] = discarding.every(site.library, reader_user)
    reader.post("/undo/back", data={"id": lost.id, "action": "discarded"})
    assert [one.expression for one in ruling.every(site.library, reader_user)] == ["sports"]


def test_doubles_are_shown_and_made_one(site: Site) -> None:
    reader_user = site.reader()
    one = site.feed(reader_user, url="https://paper.example/feed")
    other = site.feed(reader_user, url="http://www.paper.example/feed/")
    reader = site.signed_in()
    assert "Keep the first" in reader.get("/subscriptions/doubles").text
    reader.post("/subscriptions/doubles", data={"keep": one.id, "drop": other.id})
    assert [each.feed_id for each in overview.look(site.library, reader_user).followed] == [one.id]


def test_labels_are_merged(site: Site) -> None:
    reader_user = site.reader()
    ids = site.publish(site.feed(reader_user), entry("One"), entry("Two"))
    first, second = (folders.add_label(site.library, reader_user, name) for name in ("one", "two"))
    marking.label(site.library, reader_user, [ids[0]], first.id, ACTOR)
    marking.label(site.library, reader_user, [ids[1]], second.id, ACTOR)
    site.signed_in().post("/folders", data={"action": "merge-label", "id": first.id, "into": "TWO"})
    assert [(one.name, one.total_count) for one in folders.labels_of(site.library, reader_user)] == [
        ("two", 2)
    ]


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """Three feeds in two folders, before a browser."""
    reader_user = site.reader()
    news, world = (folders.add(site.library, reader_user, name) for name in ("News", "World"))
    for name, folder in (("A", news), ("B", news), ("C", world)):
        feed = site.feed(reader_user, url=f"https://{name}.example/", title=name)
        subscribing.change(site.library, reader_user, feed.id, folder_ids=[folder.id])
    with site.served() as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/sign-in")
        page.fill("[name=username]", "ida")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_selector("main")
        page.goto("/folders")
        yield page
        context.close()


def _arranged(site: Site) -> list[tuple[str, str]]:
    seen = overview.look(site.library, ida(site))
    names = {one.id: one.name for one in seen.folders}
    return [(names[one.folder_ids[0]], one.title) for one in seen.followed]


def test_feeds_are_moved_with_the_arrow_keys(site: Site, page: Page) -> None:
    handle = page.get_by_role("button", name="Move A:")
    handle.focus()
    with page.expect_response("**/folders/order/feeds"):
        page.keyboard.press("ArrowDown")
    assert _arranged(site) == [("News", "B"), ("News", "A"), ("World", "C")]
    with page.expect_response("**/folders/order/feeds"):
        page.keyboard.press("ArrowRight")
    assert [pair for pair in _arranged(site) if pair[0] == "World"] == [("World", "C"), ("World", "A")]
    assert handle.evaluate("(node) => node === document.activeElement")


def test_feeds_and_folders_are_dragged_with_the_pointer(site: Site, page: Page) -> None:
    target = page.get_by_role("link", name="C", exact=True).bounding_box()
    assert target is not None
    page.get_by_role("button", name="Move B:").hover()
    page.mouse.down()
    page.mouse.move(target["x"], target["y"] + 2, steps=6)
    with page.expect_response("**/folders/order/feeds"):
        page.mouse.up()
    assert [pair for pair in _arranged(site) if pair[0] == "World"] == [("World", "B"), ("World", "C")]
    page.get_by_role("button", name="Move World:").focus()
    with page.expect_response("**/folders/order/folders"):
        page.keyboard.press("ArrowUp")
    assert [one.name for one in folders.every(site.library, ida(site))] == ["World", "News"]
    page.get_by_role("button", name="Put everything in order by name").click()
    page.wait_for_url("**/folders?saved=1")
    assert [one.name for one in folders.every(site.library, ida(site))] == ["News", "World"]
