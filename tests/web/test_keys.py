"""The keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from mainstem.accounts import preferences
from mainstem.library import accounts
from mainstem.web import keys
from tests.web.site import PASSWORD, Site, entry


def test_the_usual_keys_do_not_clash() -> None:
    usual = keys.chosen({})
    assert keys.conflicts(usual) == {}
    assert all(keys.is_key(key) for key in usual.values())


def test_a_key_for_two_commands_is_refused_and_both_are_shown(site: Site) -> None:
    site.reader()
    wanted = {**keys.chosen({}), "next": "x", "star": "x"}
    answer = site.signed_in().post("/keys", data=wanted)
    assert answer.status_code == 422
    assert "these keys would do two things: x" in answer.text
    assert answer.text.count('aria-invalid="true"') == 2
    assert _kept(site) == {}


def test_chosen_keys_are_kept_and_the_usual_ones_come_back(site: Site) -> None:
    site.reader()
    reader = site.signed_in()
    assert reader.post("/keys", data={**keys.chosen({}), "next": "x", "previous": ""}).status_code == 303
    assert _kept(site) == {"next": "x", "previous": ""}
    reader.post("/keys", data={"usual": "1"})
    assert _kept(site) == {}


def _kept(site: Site) -> object:
    return preferences.of(accounts.named(site.library, "ida").preferences).extra.get("keys", {})


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """A browser on the main stream with three entries."""
    ida = site.reader(page_size=5)
    site.publish(site.feed(ida), *(entry(f"Number {n}", guid=f"urn:{n}") for n in range(11, -1, -1)))
    with site.served() as address:
        context = browser.new_context(base_url=address)
        opened = context.new_page()
        opened.set_default_timeout(5000)
        opened.goto("/sign-in")
        opened.fill("[name=username]", "ida")
        opened.fill("[name=password]", PASSWORD)
        opened.press("[name=password]", "Enter")
        opened.wait_for_selector("html.scripted main article")
        yield opened
        context.close()


def _open(page: Page) -> str:
    return page.locator("article.current .title").inner_text()


def test_j_and_k_open_one_entry_after_another_and_the_next_page_comes_by_itself(page: Page) -> None:
    for number in range(11, 3, -1):
        page.keyboard.press("j")
        page.get_by_text(f"Number {number}", exact=True).and_(
            page.locator("article.current .title")
        ).wait_for()
        assert page.locator("article details[open]").count() == 1
    page.keyboard.press("k")
    assert _open(page) == "Number 5"
    page.keyboard.press("m")
    page.get_by_text("That was all.").wait_for()
    assert page.locator("article.entry.unread").count() == 4


def test_f_stars_r_marks_unread_and_c_closes(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("f")
    assert "starred" in (page.locator("article.current").get_attribute("class") or "")
    page.keyboard.press("r")
    assert "unread" in (page.locator("article.current").get_attribute("class") or "")
    page.keyboard.press("c")
    assert page.locator("article details[open]").count() == 0


def test_a_question_mark_shows_all_keys(page: Page) -> None:
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open] kbd")
    assert "Open the next entry" in page.inner_text("dialog")
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")


def test_control_k_goes_to_a_feed_by_a_few_of_its_letters(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.wait_for_selector("dialog.palette li")
    page.keyboard.type("papr")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stream/feed/*")


def test_keys_do_nothing_while_one_types(page: Page) -> None:
    page.keyboard.press("a")
    page.keyboard.type("jjrf")
    assert page.input_value(".find input") == "jjrf"
    assert page.locator("article details[open]").count() == 0


def test_a_search_is_completed_as_one_types(page: Page) -> None:
    page.fill(".find input", "")
    page.focus(".find input")
    page.keyboard.type("is:unr")
    page.wait_for_selector(".suggestions li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value(".find input") == "is:unread "
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=is%3Aunread*")


def test_a_read_entry_is_read_in_the_other_tab_too(site: Site, page: Page) -> None:
    other = page.context.new_page()
    other.goto("/")
    with page.expect_response(lambda answer: answer.url.endswith("/mark")):
        page.keyboard.press("j")
    other.goto("/")
    assert other.locator("article .title").first.inner_text() == "Number 10"
    assert other.title().startswith("(11) ")


def test_new_entries_are_offered_without_reloading(site: Site, page: Page) -> None:
    from mainstem.library import overview
    from mainstem.storage import feeds

    ida = accounts.named(site.library, "ida")
    known = overview.look(site.library, ida).followed[0].feed_id
    with site.database.read() as connection:
        paper = feeds.by_id(connection, known)
    assert paper is not None
    site.later(minutes=5)
    site.publish(paper, entry("Fresh", guid="urn:fresh"))
    page.keyboard.press("q")
    page.wait_for_selector(".fresh a")
    page.click(".fresh a")
    page.wait_for_selector("text=Fresh")
