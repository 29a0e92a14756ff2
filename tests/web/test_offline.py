"""Reading and marking without a network."""

from __future__ import annotations

import base64
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from mainstem.library import accounts, streams
from mainstem.reading import Show, View
from tests.web.conftest import _QUIET
from tests.web.opened import sign_in
from tests.web.pictures import _png
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


def _restarted(playwright_browser: Browser, folder: Path, address: str, *flags: str) -> BrowserContext:
    """A browser with its own profile on disk, as after starting it anew."""
    kind = playwright_browser.browser_type
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return kind.launch_persistent_context(
        folder, executable_path=path, args=[*_QUIET, *flags], base_url=address
    )


def test_nothing_is_lost_when_the_network_and_the_browser_go(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    ida = site.reader()
    site.publish(site.feed(ida), *(entry(f"Number {n}", guid=f"urn:{n}") for n in range(3)))
    with site.served() as address:
        first = _restarted(browser, tmp_path, address)
        page = first.new_page()
        sign_in(page)
        page.wait_for_selector("html.scripted main article")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_timeout(300)
        page.reload()
        page.wait_for_selector("html.scripted main article")
        first.set_offline(True)
        page.locator("article", has_text="Number 1").locator("summary").click()
        page.keyboard.press("f")
        page.keyboard.press("l")
        page.wait_for_timeout(900)
        first.close()
        again = _restarted(browser, tmp_path, address)
        again.set_offline(True)
        page = again.new_page()
        page.goto("/")
        page.wait_for_selector("html.scripted main article")
        page.locator("article", has_text="Number 2").locator("summary").click()
        page.wait_for_timeout(900)
        assert _starred(site) == []
        again.set_offline(False)
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_timeout(1500)
        assert _starred(site) == ["Number 1"]
        unread = streams.page(site.library, ida, View(show=Show.UNREAD)).entries
        assert [one.entry.title for one in unread] == ["Number 0"]
        again.close()


class _Pictures(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = base64.b64decode(_png(300, 140).partition(",")[2])
        self.send_response(200)
        self.send_header("content-type", "image/png")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_pictures_of_other_sites_are_seen_with_the_worker_and_kept_for_later(
    site: Site, browser: Browser, tmp_path: Path
) -> None:
    host = ThreadingHTTPServer(("127.0.0.1", 0), _Pictures)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    picture = f"http://pictures.example:{host.server_port}/boat.png"
    site.publish(
        site.feed(site.reader(mark_on_open=False)),
        entry("Boat", f'<p><img src="{picture}" alt="A boat"></p>'),
    )
    with site.served() as address:
        map_here = "--host-resolver-rules=MAP pictures.example 127.0.0.1"
        context = _restarted(browser, tmp_path, address, map_here)
        page = context.new_page()
        sign_in(page)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_timeout(300)
        page.reload()
        page.wait_for_selector("html.scripted main article")
        page.locator("article summary").click()
        page.wait_for_timeout(500)
        assert page.locator(".text img").evaluate("one => one.naturalWidth") == 300
        page.goto("/?show=all")
        page.wait_for_timeout(4500)
        host.shutdown()
        host.server_close()
        context.set_offline(True)
        page.reload()
        page.locator("article summary").click()
        page.wait_for_timeout(500)
        assert page.locator(".text img").evaluate("one => one.naturalWidth") == 300
        context.close()
