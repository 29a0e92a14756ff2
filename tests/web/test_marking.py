"""Marking by scrolling, leaving and in bulk; with a way back, through a lost server and an ended session."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page

from mainstem.accounts import User
from mainstem.feeds.feed import Feed
from mainstem.library import accounts, overview
from mainstem.reading import Stream
from tests.web.opened import opened, sign_in
from tests.web.site import PASSWORD, Site, entry


def _publish(site: Site, reader: User, number: int = 40) -> Feed:
    feed = site.feed(reader)
    site.publish(feed, *(entry(f"Number {n}", guid=f"urn:{n}") for n in range(number - 1, -1, -1)))
    return feed


def _unread(site: Site) -> int:
    ida = accounts.named(site.library, "ida")
    return overview.look(site.library, ida).unread(Stream())


def _settles(page: Page, site: Site, unread: int) -> bool:
    """Whether so many entries are unread, as soon as the queue of marks was sent."""
    for _ in range(60):
        if _unread(site) == unread:
            return True
        page.wait_for_timeout(100)
    return False


def _sent(page: Page) -> None:
    """Wait until the queue of marks was sent."""
    page.wait_for_timeout(1100)


def test_what_was_scrolled_past_is_marked_traced_and_taken_back_at_once(site: Site, browser: Browser) -> None:
    _publish(site, site.reader(mark_on_scroll=True, page_size=50))
    with opened(site, browser) as page:
        page.evaluate("scrollTo(0, 500)")
        page.wait_for_timeout(300)
        assert page.locator("article.passed").count() == 0, "nobody has scrolled by hand yet"
        page.evaluate("scrollTo(0, 0)")
        page.mouse.move(600, 400)
        for _ in range(4):
            page.mouse.wheel(0, 150)
            page.wait_for_timeout(120)
        passed = page.locator("article.passed").count()
        assert passed >= 8
        assert page.locator("article.unread").count() == 40 - passed
        page.wait_for_selector(f".toast >> text={passed} entries marked.")
        assert _settles(page, site, 40 - passed)
        page.click(".toast >> text=Undo")
        assert page.locator("article.passed").count() == 0
        assert _settles(page, site, 40)


def test_the_last_entries_can_be_scrolled_past(site: Site, browser: Browser) -> None:
    _publish(site, site.reader(mark_on_scroll=True, page_size=50), 12)
    with opened(site, browser) as page:
        page.mouse.move(600, 400)
        for _ in range(12):
            page.mouse.wheel(0, 200)
            page.wait_for_timeout(60)
        page.wait_for_timeout(200)
        assert page.locator("article.unread").count() == 0


def test_going_on_marks_what_was_left_and_not_what_is_open(site: Site, browser: Browser) -> None:
    _publish(site, site.reader(mark_on_open=False, mark_on_leaving=True), 5)
    with opened(site, browser) as page:
        page.keyboard.press("j")
        assert page.locator("article.unread").count() == 5
        page.keyboard.press("j")
        assert page.locator("article.unread").count() == 4
        page.keyboard.press("r")
        page.keyboard.press("r")
        page.keyboard.press("c")
        assert page.locator("article.unread").count() == 4, "what was marked unread by hand stays so"


def test_read_entries_leave_the_list_where_that_is_wished(site: Site, browser: Browser) -> None:
    _publish(site, site.reader(hide_when_read=True), 5)
    with opened(site, browser) as page:
        for _ in range(3):
            page.keyboard.press("j")
        page.wait_for_timeout(200)
        assert page.locator("article .title").all_inner_texts() == ["Number 2", "Number 1", "Number 0"]
        assert page.locator("article details[open]").count() == 1


def test_a_search_is_marked_and_nothing_else(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, entry("The weir"), entry("Bread"))
    reader = site.signed_in()
    page = reader.get("/search?q=weir").text
    fields = dict(
        re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.split('id="mark-stream"')[1])
    )
    reader.post("/mark-stream", data=fields)
    assert _unread(site) == 1


def test_each_stream_remembers_what_it_shows_and_in_which_order(site: Site) -> None:
    ida = site.reader()
    feed = _publish(site, ida, 3)
    reader = site.signed_in()
    where = f"feed/{feed.id}"
    for chosen in ({"show": "all"}, {"order": "oldest"}, {"sort": "title"}, {"view": "cards"}):
        answer = reader.post("/view", data={"stream": where, "back": f"/stream/{where}", **chosen})
        assert answer.headers["location"] == f"/stream/{where}"
    page = reader.get(f"/stream/{where}").text
    assert "Cards view</h1>" in page
    assert page.index("Number 0") < page.index("Number 1") < page.index("Number 2")
    assert "Normal view</h1>" in reader.get("/").text
    assert reader.get(f"/stream/{where}?order=newest&view=normal").text.index("Number 2</") > 0
    assert reader.post("/view", data={"stream": where, "sort": "colour"}).status_code == 422


def test_new_entries_come_in_above_without_closing_what_is_open(site: Site, browser: Browser) -> None:
    feed = _publish(site, site.reader(), 3)
    with opened(site, browser) as page:
        page.locator("article summary").nth(1).click()
        site.later(minutes=5)
        site.publish(feed, entry("Fresh", guid="urn:fresh"))
        page.keyboard.press("q")
        page.click(".fresh a")
        page.wait_for_selector("article .title >> text=Fresh")
        assert page.locator("article .title").all_inner_texts() == [
            "Fresh",
            "Number 2",
            "Number 1",
            "Number 0",
        ]
        assert page.locator("details[open] .title").inner_text() == "Number 1"
        assert page.locator(".heading:visible").count() == 1
        page.evaluate("document.querySelector('#mark-stream').requestSubmit()")
        page.wait_for_url("**/?undo=*")
        assert _unread(site) == 0


def test_two_tabs_and_a_phone_agree(site: Site, browser: Browser) -> None:
    _publish(site, site.reader(), 6)
    with opened(site, browser) as page:
        other = page.context.new_page()
        other.goto("/")
        phone_context = browser.new_context(
            base_url=page.url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
        )
        phone = phone_context.new_page()
        sign_in(phone)
        page.keyboard.press("j")
        other.wait_for_selector("html.scripted")
        other.locator("article summary").nth(1).click()
        phone.locator("article summary").nth(2).tap()
        assert _settles(page, site, 3)
        for each in (page, other, phone):
            each.goto("/")
            assert each.locator("article").count() == 3
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390
        phone_context.close()


def test_marks_wait_while_the_server_is_gone(site: Site, browser: Browser) -> None:
    _publish(site, site.reader(), 3)
    with opened(site, browser) as page:
        page.route("**/mark", lambda route: route.abort())
        page.keyboard.press("j")
        page.keyboard.press("f")
        _sent(page)
        assert _unread(site) == 3
        page.unroute("**/mark")
        page.evaluate("dispatchEvent(new Event('online'))")
        assert _settles(page, site, 2)


def test_an_ended_session_keeps_the_marks_and_sends_them_after_signing_in(
    site: Site, browser: Browser
) -> None:
    _publish(site, site.reader(), 3)
    with opened(site, browser) as page:
        page.context.clear_cookies()
        page.keyboard.press("j")
        page.click(".toast >> text=Sign in")
        page.wait_for_selector("[name=password]")
        assert _unread(site) == 3
        page.fill("[name=username]", "ida")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_selector("html.scripted main")
        assert _settles(page, site, 2)


def test_the_count_stands_in_the_title_and_on_the_icon_unless_it_is_not_wished(
    site: Site, browser: Browser
) -> None:
    _publish(site, site.reader(), 3)
    with opened(site, browser) as page:
        page.wait_for_selector("link[rel=icon][href^='data:image/png']", state="attached")
        assert page.title().startswith("(3) ")
        accounts.prefer(site.library, accounts.named(site.library, "ida"), title_count=False)
        page.goto("/")
        page.wait_for_timeout(300)
        assert not page.title().startswith("(")
        assert page.locator("link[rel=icon][href^='data:']").count() == 0


def test_the_sidebar_stays_away_where_it_was_put_away(site: Site, browser: Browser) -> None:
    _publish(site, site.reader(), 3)
    with opened(site, browser) as page:
        page.click("[data-do=sidebar]")
        assert not page.is_visible(".side")
        page.goto("/")
        assert not page.is_visible(".side")
        page.wait_for_selector("html.scripted")
        page.keyboard.press("b")
        assert page.is_visible(".side")


def test_settings_of_a_feed_slide_in_and_ask_before_changes_are_lost(site: Site, browser: Browser) -> None:
    feed = _publish(site, site.reader(), 3)
    with opened(site, browser) as page:
        page.goto(f"/stream/feed/{feed.id}")
        page.wait_for_selector("html.scripted")
        page.click("a[data-panel]")
        page.fill("dialog.panel [name=title]", "Another name")
        page.once("dialog", lambda question: question.dismiss())
        page.keyboard.press("Escape")
        assert page.is_visible("dialog.panel")
        page.locator("dialog.panel form:has([name=title]) button.main").first.click()
        page.wait_for_selector("dialog.panel >> text=Saved.")
        page.keyboard.press("Escape")
        page.wait_for_selector(".side >> text=Another name")
        assert page.url.endswith(f"/stream/feed/{feed.id}")


def test_everything_on_the_way_is_done_by_keyboard_alone(site: Site, browser: Browser) -> None:
    _publish(site, site.reader(), 3)
    with opened(site, browser) as page:
        page.evaluate("document.activeElement.blur()")
        seen = []
        for _ in range(40):
            page.keyboard.press("Tab")
            seen.append(
                page.evaluate("document.activeElement.ariaLabel || document.activeElement.textContent.trim()")
            )
        for name in (
            "To the content",
            "Feeds",
            "Search",
            "Menu",
            "All",
            "View",
            "Mark all as read",
            "Mark as read",
        ):
            assert any(name in one for one in seen), (name, seen)
        page.focus("article summary")
        page.keyboard.press("Enter")
        assert page.is_visible("article .text")
        page.keyboard.press("Control+k")
        page.wait_for_selector("dialog.palette li[aria-selected=true]")
        page.keyboard.type("settings")
        page.keyboard.press("Enter")
        page.wait_for_url("**/settings")


def test_notices_are_asked_for_and_taken_back_on_this_device(site: Site, browser: Browser) -> None:
    _publish(site, site.reader(), 3)
    with opened(site, browser) as page:
        page.context.grant_permissions(["notifications"])
        page.goto("/")
        page.wait_for_selector("html.scripted")
        page.click("header .drop > summary")
        wish = page.locator("[data-do=notify]")
        wish.click()
        page.wait_for_timeout(200)
        assert (wish.get_attribute("aria-pressed"), page.evaluate("localStorage.notify")) == ("true", "yes")
        wish.click()
        page.wait_for_timeout(200)
        assert (wish.get_attribute("aria-pressed"), page.evaluate("localStorage.notify")) == ("false", "no")


def test_places_to_share_with_are_listed_moved_and_refused_with_a_reason(site: Site) -> None:
    [entry_id] = site.publish(site.feed(site.reader()), entry("One", url="https://paper.example/one?a=1"))
    reader = site.signed_in()
    answer = reader.post("/sharing", data={"service": "linkding", "name": "Links"})
    assert answer.status_code == 422
    assert "This service needs the address where you use it." in answer.text
    reader.post("/sharing", data={"service": "linkding", "name": "Links", "base": "https://links.example/"})
    reader.post("/sharing/change", data={"place": "3", "action": "up"})
    reader.post("/sharing/change", data={"place": "0", "action": "remove"})
    tools = reader.get(f"/entry/{entry_id}/tools").text
    wanted = "https://links.example/bookmarks/new?url=https%3A%2F%2Fpaper.example%2Fone%3Fa%3D1&amp;title=One&amp;auto_close"
    assert wanted in tools
    assert re.findall(r'<a class="button" href="[^"]+" target[^>]+>([^<]+)</a>', tools)[:3] == [
        "Mastodon (any server)",
        "Links",
        "Bluesky",
    ]
