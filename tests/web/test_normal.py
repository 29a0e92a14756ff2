"""The Normal view in a real browser: what a reader sees of an entry, in order and word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page

from tests.web.site import PASSWORD, Site, entry

_TITLE = "The river’s first survey in a century: what the boats found below the weir"
_PARAGRAPHS = (
    "On Friday the two survey boats came back from the lower river, with more than they had set out to find.",
    "A bed that moved",
    "Since 1921 the main channel has wandered 40 metres to the east – “quietly, as rivers do”, says the pilot.",
    "Every tributary was measured twice; the Aln’s mouth alone carries 3.2 tonnes of silt a day.",
    "What comes next",
    "In spring the weir will be opened by a hand’s breadth. Nobody expects to see a difference; the fish might.",
    "The post The river’s first survey in a century appeared first on The Lock-Keeper.",
)
_HTML = (
    f'<p><img src="https://paper.example/boat.jpg" alt="{_TITLE}"></p>'
    + "".join(f"<h2>{one}</h2>" if len(one) < 20 else f"<p>{one}</p>" for one in _PARAGRAPHS[:-1])
    + f"<p>{_PARAGRAPHS[-1].replace('The Lock-Keeper', '<a href=https://paper.example>The Lock-Keeper</a>')}</p>"
)


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """A signed-in browser some days after an entry arrived."""
    site.moment = datetime(2025, 10, 25, 18, 3, tzinfo=UTC)
    ida = site.reader()
    feed = site.feed(ida, title="The Lock-Keeper")
    site.publish(feed, entry(_TITLE, _HTML, published_at=datetime(2025, 10, 25, 17, 54, tzinfo=UTC)))
    site.later(days=4)
    with site.served() as address:
        context = browser.new_context(timezone_id="UTC", locale="en-GB", base_url=address)
        opened = context.new_page()
        opened.set_default_timeout(5000)
        opened.goto("/sign-in")
        opened.fill("[name=username]", "ida")
        opened.fill("[name=password]", PASSWORD)
        opened.press("[name=password]", "Enter")
        opened.wait_for_selector("html.scripted main article")
        yield opened
        context.close()


def test_an_open_entry_reads_from_top_to_bottom(page: Page) -> None:
    page.click("summary .title")
    seen = page.inner_text("main")
    expected = (
        "Normal view",
        "Before yesterday",
        "Main stream",
        _TITLE,
        "25 October 2025 at 17:54",
        _TITLE,
        *_PARAGRAPHS,
        "❌",
    )
    place = 0
    for words in expected:
        place = seen.find(words, place)
        assert place >= 0, f"{words!r} is missing, or out of order, in:\n{seen}"
        place += len(words)


def test_opening_marks_as_read_and_is_remembered(page: Page) -> None:
    assert page.title().startswith("(1) ")
    with page.expect_response(lambda answer: answer.url.endswith("/mark")):
        page.click("summary .title")
    assert not page.title().startswith("(")
    page.goto("/?show=all")
    assert page.locator("article.entry.unread").count() == 0


def test_an_entry_opens_and_closes_by_keyboard_and_by_its_close_control(page: Page) -> None:
    page.focus("article summary")
    page.keyboard.press("Enter")
    assert page.is_visible("article .text p")
    page.click("article button.close")
    assert not page.is_visible("article .text p")


def test_nothing_of_an_entry_is_shown_before_it_is_opened(page: Page) -> None:
    seen = page.inner_text("main")
    assert re.search(r"Normal view\s+Before yesterday\s+Main stream\s+The Lock-Keeper", seen)
    assert _PARAGRAPHS[0] not in seen


def test_the_browser_reports_no_error(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/")
    page.click("summary .title")
    page.wait_for_timeout(300)
    assert [one for one in said if "paper.example" not in one and "ERR_" not in one] == []
