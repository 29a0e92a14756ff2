"""A signed-in browser for the tests of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page

from tests.web.site import PASSWORD, Site


def sign_in(page: Page, name: str = "ida") -> None:
    """Come in by the sign-in page, and wait until the scripts are there."""
    page.set_default_timeout(6000)
    page.goto("/sign-in")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("html.scripted main")


@contextmanager
def opened(site: Site, browser: Browser, **options: Any) -> Iterator[Page]:
    """A page of a served site, signed in."""
    with site.served() as address:
        context = browser.new_context(base_url=address, **options)
        page = context.new_page()
        sign_in(page)
        yield page
        context.close()
