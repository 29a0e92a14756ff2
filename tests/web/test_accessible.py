"""Every page, in light and dark, wide and narrow, under axe-core's eyes; and 320 px without scrolling sideways."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mainstem.library import accounts
from tests.conftest import missing
from tests.web.pictures import furnish
from tests.web.site import PASSWORD, Site

PAGES = (
    "/?show=all",
    "/?show=all&view=reader",
    "/?show=all&view=cards",
    "/?show=all&view=panes",
    "/?view=global",
    "/stream/starred",
    "/stream/label/1",
    "/search?q=river",
    "/search?q=(river",
    "/search",
    "/subscribe",
    "/import",
    "/subscriptions",
    "/feed/1",
    "/folders",
    "/settings",
    "/keys",
    "/statistics",
    "/accounts",
    "/health",
    "/offline",
    "/entry/1",
)
OUTSIDE = ("/sign-in",)


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which is only needed here."""
    folder = Path(os.environ.get("MAINSTEM_NODE_MODULES", "node_modules"))
    path = folder / "axe-core" / "axe.min.js"
    if not path.exists():
        missing("axe-core (npm install --no-save axe-core)")
    return path.read_text("utf-8")


@pytest.fixture
def address(site: Site) -> Iterator[str]:
    """A furnished site."""
    now = datetime(2026, 3, 14, 20, 30, tzinfo=UTC)
    furnish(site, accounts.add_first(site.library, "ida", PASSWORD), now=now)
    with site.served() as served:
        yield served


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(address: str, browser: Browser, axe: str, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for where in (*OUTSIDE, "sign in", *PAGES):
        if where == "sign in":
            page.fill("[name=username]", "ida")
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_selector("main article")
            continue
        page.goto(where)
        if summary := page.query_selector("article summary"):
            summary.click()
        page.evaluate(axe)
        broken = page.evaluate(
            "axe.run().then((seen) => seen.violations.map((one) => [one.id, one.nodes[0].html]))"
        )
        if broken:
            found[where] = broken
    context.close()
    assert found == {}


def test_a_screen_of_320_pixels_needs_no_scrolling_sideways(address: str, browser: Browser) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("[name=username]", "ida")
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("main article")
    wide = {}
    for where in PAGES:
        page.goto(where)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[where] = width
    context.close()
    assert wide == {}
