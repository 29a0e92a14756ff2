"""Adding what has no feed: proposals, pointing with the pointer and with keys, candidates with their entries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from mainstem.fetching import Page as Answer
from mainstem.library import accounts, sidebar
from tests.web.site import PASSWORD, Site

URL = "https://club.example/news"
_ITEMS = "".join(
    f'<article class="post"><h2><a href="/{n}">Club news number {n}, a headline</a></h2>'
    f'<time datetime="2026-03-0{n}">{n} March</time><p class="teaser">What happened at the club on day {n}.</p>'
    "</article>"
    for n in range(1, 5)
)
_HTML = f"<title>The Club</title><nav><a href='/'>Home</a></nav><div>{_ITEMS}</div><script>alert(1)</script>"
_RSS = "".join(f"<item><title>Post {n}</title><guid>{n}</guid></item>" for n in range(1, 6))
_FEED = f'<rss version="2.0"><channel><title>Blog</title>{_RSS}</channel></rss>'


def furnish(site: Site) -> None:
    """A club without a feed, and a blog with two."""
    site.reader()
    html = {"content-type": "text/html; charset=utf-8"}
    site.answers.put(URL, Answer(_HTML.encode(), headers=html))
    site.answers.put("https://blog.example/feed", Answer(_FEED.encode()))
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}">'
        for name in ("feed", "gone")
    )
    site.answers.put("https://blog.example/", Answer(f"<title>Blog</title>{links}".encode(), headers=html))


def followed(site: Site) -> list[tuple[str, int]]:
    ida = accounts.named(site.library, "ida")
    return [(one.title, one.unread_count) for one in sidebar.look(site.library, ida).subscriptions]


def test_a_page_without_a_feed_offers_to_be_followed_itself(site: Site) -> None:
    furnish(site)
    page = site.signed_in().post("/subscribe", data={"url": URL})
    assert page.status_code == 422
    assert "/recipes?url=https%3A//club.example/news" in page.text


def test_candidates_show_what_one_would_get(site: Site) -> None:
    furnish(site)
    page = site.signed_in().post("/subscribe", data={"url": "blog.example"})
    assert "Post 1" in page.text
    assert "5 entries" in page.text
    assert "There is no such host." in page.text  # the one that is gone
    assert followed(site) == []


def test_without_scripts_a_recipe_is_proposed_tried_and_kept(site: Site) -> None:
    furnish(site)
    client = site.signed_in()
    assert "4 entries are found" in client.get("/recipes", params={"url": URL}).text
    form = {"page": URL, "kind": "html-css", "item": "article.post", "title": "h2"}
    assert "4 entries are found" in client.post("/recipes", data={**form, "action": "try"}).text
    broken = client.post("/recipes", data={**form, "item": "article..", "action": "keep"})
    assert broken.status_code == 422
    assert 'value="article.."' in broken.text
    kept = client.post("/recipes", data={**form, "action": "keep", "new_folder": "Clubs"})
    assert kept.status_code == 303
    assert followed(site) == [("The Club", 4)]


def test_the_page_that_is_pointed_at_runs_nothing(site: Site) -> None:
    furnish(site)
    answer = site.signed_in().get("/recipes/stage", params={"url": URL})
    assert "alert(1)" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-same-origin" in policy
    assert "script-src" not in policy


def test_an_address_that_does_not_answer_is_told_and_stays_typed(site: Site) -> None:
    furnish(site)
    answer = site.signed_in().get("/recipes", params={"url": "https://gone.example/"})
    assert answer.status_code == 422
    assert 'value="https://gone.example/"' in answer.text


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """A signed-in browser before the recipe."""
    furnish(site)
    with site.served() as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/sign-in")
        page.fill("[name=username]", "ida")
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_selector("main")
        page.goto(f"/recipes?url={URL}")
        yield page
        context.close()


def test_elements_are_pointed_at_with_the_pointer(site: Site, page: Page) -> None:
    for name in ("item", "title", "url", "content", "date"):
        page.fill(f"[name={name}]", "")
    page.wait_for_selector("text=Nothing is found yet")
    frame = page.frame_locator("[data-stage]")
    for name, text in (
        ("item", "number 2"),
        ("title", "number 2"),
        ("url", "number 3"),
        ("content", "on day 1"),
    ):
        page.click(f"[data-pick={name}]")
        frame.locator(f"text={text}").first.click()
        expect(page.locator(f"[name={name}]")).not_to_have_value("")
    assert page.input_value("[name=item]") == "article.post"
    page.wait_for_selector("text=4 entries are found")
    page.click("text=Follow >> nth=-1")
    page.wait_for_url("**/stream/feed/*")
    assert followed(site) == [("The Club", 4)]


def test_elements_are_pointed_at_with_keys_alone(page: Page) -> None:
    page.fill("[name=title]", "")
    page.focus("[data-pick=title]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-picking]:not([hidden])")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[name=title]")).not_to_have_value("")
    assert page.input_value("[name=title]") == "a"
    assert page.evaluate("document.activeElement.name") == "title"
    page.focus("[data-pick=date]")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert page.is_hidden("[data-picking]")
    assert page.evaluate("document.activeElement.name") == "date"
