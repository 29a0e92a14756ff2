"""Reading and marking without a network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from mainstem.library import accounts, streams
from mainstem.reading import Show, View
from tests.web.site import PASSWORD, Site, entry


@pytest.fixture
def context(site: Site, browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has seen the main stream, with everything kept."""
    ida = site.reader()
    site.publish(
        site.feed(ida), *(entry(f"Number {n}", f"<p>Text {n}</p>", guid=f"urn:{n}") for n in range(3))
    )
    with site.served() as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.goto("/sign-in")
        page.fill("[name=username]", "ida")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_selector("html.scripted main article")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_timeout(300)
        page.reload()
        page.wait_for_selector("html.scripted main article")
        yield context
        context.close()


def _starred(site: Site) -> list[str]:
    ida = accounts.named(site.library, "ida")
    found = streams.page(site.library, ida, View(show=Show.STARRED))
    return [one.entry.title for one in found.entries]


def _page(context: BrowserContext) -> Page:
    return context.pages[0]


def test_the_stream_is_read_and_marked_offline_and_marks_arrive_later(
    site: Site, context: BrowserContext
) -> None:
    page = _page(context)
    context.set_offline(True)
    page.reload()
    page.wait_for_selector("html.scripted main article")
    page.locator("article", has_text="Number 1").locator("summary").click()
    assert page.get_by_text("Text 1").is_visible()
    page.locator("article", has_text="Number 1").locator("button.star").first.click()
    page.wait_for_timeout(1200)
    assert _starred(site) == []
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(1500)
    assert _starred(site) == ["Number 1"]


def test_marks_outlive_a_closed_page(site: Site, context: BrowserContext) -> None:
    page = _page(context)
    context.set_offline(True)
    page.locator("article", has_text="Number 2").locator("button.star").first.click()
    page.wait_for_timeout(300)
    page.close()
    context.set_offline(False)
    other = context.new_page()
    with other.expect_response(lambda answer: answer.url.endswith("/mark")):
        other.goto("/")
    other.wait_for_timeout(200)
    assert _starred(site) == ["Number 2"]


def test_an_unknown_page_offline_still_leads_somewhere(context: BrowserContext) -> None:
    page = _page(context)
    context.set_offline(True)
    page.goto("/statistics?never=seen")
    assert "Main stream" in page.inner_text("body")


def test_the_application_can_be_installed(site: Site) -> None:
    visitor = site.visitor()
    manifest = visitor.get("/manifest.webmanifest").json()
    assert (manifest["display"], manifest["start_url"]) == ("standalone", "/")
    for icon in manifest["icons"]:
        answer = visitor.get(icon["src"])
        assert (answer.status_code, answer.headers["content-type"]) == (200, icon["type"])
        assert "immutable" in answer.headers["cache-control"]
