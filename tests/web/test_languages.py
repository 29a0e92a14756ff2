"""Pages in languages whose words are long."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from mainstem.library import accounts
from tests.web.pictures import furnish
from tests.web.site import PASSWORD, Site


@pytest.mark.parametrize("tag", ["nl", "pl", "ru"])
def test_long_words_fit_a_screen_of_320_pixels(site: Site, browser: Browser, tag: str) -> None:
    ida = accounts.add_first(site.library, "ida", PASSWORD)
    furnish(site, ida, now=datetime(2026, 3, 14, 20, 30, tzinfo=UTC))
    accounts.prefer(site.library, accounts.named(site.library, "ida"), language=tag)
    with site.served() as served:
        page = browser.new_context(base_url=served, viewport={"width": 320, "height": 640}).new_page()
        page.goto("/sign-in")
        page.fill("[name=username]", "ida")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_selector("main article")
        for where in ("/?show=all", "/keys", "/settings"):
            page.goto(where)
            assert page.evaluate("document.documentElement.lang") == tag
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, where
