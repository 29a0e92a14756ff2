"""Every page, in light and dark, wide and narrow, under axe-core's eyes; and 320 px without scrolling sideways."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mainstem.fetching.fake import Page as FakePage
from mainstem.library import accounts, saving
from mainstem.reading import View
from tests.conftest import missing
from tests.web.opened import sign_in
from tests.web.pictures import furnish
from tests.web.site import PASSWORD, Enclosure, Site, entry

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
    "/entry/{entry}",
    "/entry/{entry}/versions",
    "/entry/{entry}/transcript",
    "/text",
    "/sharing",
    "/rules",
    "/briefing",
    "/next",
    "/briefing/settings",
    "/story/{entry}",
    "/stream/snoozed",
    "/recipes",
    "/services",
    "/keeping",
    "/searches",
    "/undo",
    "/installation",
    "/begin",
    "/begin/ready",
    "/recipes?url=https://club.example/news",
    "/subscriptions/doubles",
    "/folder/1",
    "/feed/1/asking",
    "/services/new/ntfy",
    "/searches/1",
    "/statistics?feed=1",
    "/installation/log",
    "/account",
    "/names",
    "/budget",
    "/for-you",
)
OUTSIDE = ("/register", "/sign-in")  # the form that is filled in comes last
_CLUB = b"<title>Club</title>" + b"".join(
    b"<article><h2><a href='/%d'>News number %d of the club</a></h2></article>" % (n, n) for n in range(4)
)
PLACES: dict[str, int] = {}  # the numbers that stand in addresses
_VTT = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ida>We went to measure silt.\n"
_EPISODE = entry(
    "Talk",
    '<p>Silt<sup><a href="#n">1</a></sup> at 1:05.</p><table><tr><td>a<td>b</table><p id="n">In spring.</p>',
    enclosures=(Enclosure("https://paper.example/talk.mp3", "audio/mpeg", title="The talk"),),
    extras={
        "episode": {
            "chapters": [{"starts_after_seconds": 0.0, "title": "Start"}],
            "transcript_url": "https://paper.example/t.vtt",
        }
    },
    categories=tuple(f"category {n}" for n in range(12)),
    language="",
)


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
    ida = accounts.add_first(site.library, "ida", PASSWORD)
    furnish(site, ida, now=now)
    [talk] = site.publish(site.feed(ida, title="Talks"), _EPISODE)
    site.answers.put("https://paper.example/t.vtt", FakePage(_VTT, headers={"content-type": "text/vtt"}))
    site.answers.put("https://club.example/news", FakePage(_CLUB, headers={"content-type": "text/html"}))
    kept = saving.add(site.library, ida, "Rivers", View(search="river"))
    saving.share(site.library, ida, kept.id, entries=True, feeds=True)
    PLACES.update(entry=talk)
    with site.served() as served:
        yield served


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(
    address: str, browser: Browser, axe: str, scheme: str, half: int
) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    found = {}
    for where in (*OUTSIDE, "sign in", *PAGES[half::2]):
        if where == "sign in":
            page.fill("[name=username]", "ida")
            page.fill("[name=password]", PASSWORD)
            page.press("[name=password]", "Enter")
            page.wait_for_selector("main article")
            continue
        page.goto(where.format(**PLACES))
        if summary := page.query_selector("article summary"):
            summary.click()
            more = page.query_selector("article.current [data-tools]:not([data-tool])")
            if more and not page.query_selector(".entry-tools"):
                more.click()
                page.wait_for_selector("article.current .entry-tools")
        page.evaluate(axe)
        broken = page.evaluate(
            "(asked) => axe.run(asked).then((seen) => seen.violations.map((one) => [one.id, one.nodes[0].html]))",
            {} if scheme == "light" else {"runOnly": ["color-contrast"]},  # all else is the same in the dark
        )
        if broken:
            found[where] = broken
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 640], ids=["320 pixels", "1280 at 200 %"])
def test_narrow_screens_need_no_scrolling_sideways(address: str, browser: Browser, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 640})
    page = context.new_page()
    sign_in(page)
    wide = {}
    for where in PAGES:
        page.goto(where.format(**PLACES))
        if summary := page.query_selector("article summary"):
            summary.click()
        shown = page.evaluate("document.documentElement.scrollWidth")
        if shown > width:
            wide[where] = shown
    context.close()
    assert wide == {}


def test_menus_windows_and_panels_are_as_good_as_pages(address: str, browser: Browser, axe: str) -> None:
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page)
    found = {}
    ways = {
        "?": "dialog.sheet-of-keys kbd",
        "Control+k": "dialog.palette li",
        ".": "dialog.acts-on button",
        "views": ".views[open]",
        "menu": "header .drop[open]",
    }
    for key, shown in ways.items():
        page.goto("/?show=all")
        page.wait_for_selector("html.scripted")
        page.keyboard.press("n")
        if key in ("views", "menu"):
            page.click(shown.replace("[open]", "") + " > summary")
        else:
            page.keyboard.press(key)
        page.wait_for_selector(shown)
        page.evaluate(axe)
        broken = page.evaluate(
            "axe.run().then((seen) => seen.violations.map((one) => [one.id, one.nodes[0].html]))"
        )
        if broken:
            found[key] = broken
    context.close()
    assert found == {}
