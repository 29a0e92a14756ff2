"""Reading an entry in a real browser: notes in place, pictures, sounds, tools, full text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route

from mainstem.fetching.fake import Page as FakePage
from mainstem.library import accounts, folders, positions, streams
from tests.web.opened import opened
from tests.web.pictures import _png
from tests.web.site import Enclosure, Site, entry

_NOTES = """<p>Silt<sup id="r1"><a href="#n1">1</a></sup> and a <a href="#part">later part</a>.</p>
<h2 id="part">Part two</h2><table><tr>{cells}</tr></table>
<ol><li id="n1">Measured in spring. <a href="#r1">↩</a></li></ol>"""
_CHAPTERS = [
    {"starts_after_seconds": 0.0, "title": "Start"},
    {"starts_after_seconds": 65.0, "title": "The weir"},
]


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """A browser before a stream with all that an entry may carry."""
    ida = site.reader()
    feed = site.feed(ida)
    cells = "".join(f"<td>column number {n}</td>" for n in range(40))
    picture = f'<p><img src="{_png(600, 280)}" alt="Dusk"></p>'
    sound = Enclosure("https://paper.example/talk.mp3", "audio/mpeg", title="The talk", duration_seconds=3723)
    episode = {
        "chapters": _CHAPTERS,
        "transcript_url": "https://paper.example/t.vtt",
        "transcript_type": "text/vtt",
    }
    site.publish(feed, entry("Notes", _NOTES.format(cells=cells), url="https://paper.example/notes"))
    site.publish(feed, entry("Pictures", picture * 2))
    site.publish(
        feed, entry("Talk", "<p>At 1:05 the weir.</p>", enclosures=(sound,), extras={"episode": episode})
    )
    site.answers.put(
        "https://paper.example/t.vtt",
        FakePage(
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ida>We went.\n", headers={"content-type": "text/vtt"}
        ),
    )
    with opened(site, browser) as page:
        yield page


def _open(page: Page, title: str) -> None:
    page.wait_for_selector("html.scripted")
    page.locator("article summary", has_text=title).click()
    page.locator("article.current", has_text=title).wait_for()


def test_a_footnote_opens_where_it_is_called_and_goes_with_escape(page: Page) -> None:
    _open(page, "Notes")
    page.click(".text sup a")
    assert page.locator(".footnote").inner_text().startswith("Measured in spring.")
    page.keyboard.press("Escape")
    assert page.locator(".footnote").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "1"
    page.click("text=later part")
    assert page.evaluate("document.activeElement.textContent") == "Part two"
    assert page.url.endswith("/")


def test_a_wide_table_scrolls_by_itself_and_by_keyboard(page: Page) -> None:
    _open(page, "Notes")
    table = page.locator(".text table")
    assert table.evaluate("one => one.scrollWidth > one.clientWidth")
    assert table.get_attribute("tabindex") == "0"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_pictures_open_large_one_after_another_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.wait_for_selector("article.current .text img")
    page.keyboard.press("i")
    page.wait_for_selector("dialog.picture[open]")
    assert page.locator("dialog.picture button").count() == 2
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    page.locator("dialog.picture").wait_for(state="detached")


def test_an_episode_has_chapters_a_transcript_times_and_a_speed(page: Page) -> None:
    _open(page, "Talk")
    page.locator("summary", has_text="Chapters").click()
    assert "1:05 The weir" in page.locator(".chapters").inner_text().replace("\n", " ")
    page.locator("summary", has_text="Transcript").click()
    page.wait_for_selector(".transcript p")
    assert "Ida We went." in page.inner_text(".transcript")
    assert page.locator(".text > p button.at").inner_text() == "1:05"
    page.select_option("select.speed", "1.5")
    assert page.evaluate("localStorage.getItem('speed')") == "1.5"
    assert "1:02:03" in page.inner_text("figcaption")


def _comes_to(page: Page, seconds: int) -> bool:
    for _ in range(60):
        if page.evaluate("document.querySelector('audio').currentTime") >= seconds:
            return True
        page.wait_for_timeout(50)
    return False


def _silence(seconds: int) -> bytes:
    """A sound file with nothing in it."""
    samples = 8000 * seconds
    head = b"RIFF" + (36 + samples).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
    form = (1).to_bytes(2, "little") * 2 + (8000).to_bytes(4, "little") * 2 + (1).to_bytes(2, "little")
    return (
        head + form + (8).to_bytes(2, "little") + b"data" + samples.to_bytes(4, "little") + b"\x80" * samples
    )


def _play(route: Route) -> None:
    """Answer as a server that can begin anywhere."""
    whole = _silence(120)
    start = int((route.request.headers.get("range") or "bytes=0-").removeprefix("bytes=").partition("-")[0])
    told = {"content-range": f"bytes {start}-{len(whole) - 1}/{len(whole)}", "accept-ranges": "bytes"}
    route.fulfill(status=206, body=whole[start:], headers={**told, "content-type": "audio/wav"})


def test_the_place_in_a_sound_is_kept_for_every_device(site: Site, page: Page) -> None:
    page.route("**/talk.mp3", _play)
    _open(page, "Talk")
    page.evaluate("document.querySelector('audio').muted = true")
    page.locator("summary", has_text="Chapters").click()
    page.click(".chapters button >> text=The weir")
    assert _comes_to(page, 65)
    with page.expect_response(lambda answer: answer.url.endswith("/mark")):
        page.evaluate("document.querySelector('audio').pause()")
    ida = accounts.named(site.library, "ida")
    [talk] = [one for one in _entries(site) if one.entry.title == "Talk"]
    kept = positions.of_entries(site.library, ida, [talk.entry.id])[talk.entry.id, 0]
    assert 65 <= kept < 80
    page.evaluate("localStorage.clear()")
    page.goto("/?show=all")
    _open(page, "Talk")
    page.evaluate("document.querySelector('audio').load()")
    assert _comes_to(page, 65)


def _entries(site: Site) -> list:  # type: ignore[type-arg]
    from mainstem.reading import View

    return list(streams.page(site.library, accounts.named(site.library, "ida"), View()).entries)


def test_a_label_is_given_by_its_first_letters_and_seen_at_once(site: Site, page: Page) -> None:
    folders.add_label(site.library, accounts.named(site.library, "ida"), "rivers")
    _open(page, "Notes")
    page.keyboard.press("l")
    page.wait_for_selector(".labelling input[name=new]")
    assert page.locator(".labelling datalist option").count() == 1
    page.fill(".labelling input[name=new]", "a: new, one")
    with page.expect_response(lambda answer: answer.url.endswith("/mark")):
        page.keyboard.press("Enter")
    assert (
        page.locator("article[open], article.current").locator(".labels-set").inner_text().strip()
        == "a: new, one"
    )
    with page.expect_response(lambda answer: answer.url.endswith("/mark")):
        page.check(".labelling [data-name=rivers]")
    counts = {
        one.name: one.total_count
        for one in folders.labels_of(site.library, accounts.named(site.library, "ida"))
    }
    assert counts == {"rivers": 1, "a: new, one": 1}


def test_an_entry_is_put_off_and_brought_back(site: Site, page: Page) -> None:
    _open(page, "Notes")
    page.keyboard.press("z")
    page.click("text=Tomorrow morning")
    page.wait_for_selector("text=Put off until 15 March 2026 at 08:00.")
    page.goto("/?show=all")
    assert page.locator("article").count() == 2
    page.goto("/stream/snoozed")
    assert page.locator("article .title").inner_text() == "Notes"
    _open(page, "Notes")
    page.keyboard.press("z")
    page.click("text=Bring it back now")
    page.wait_for_selector("text=Tomorrow morning")
    page.goto("/?show=all")
    assert page.locator("article").count() == 3


def test_one_tool_is_shown_at_a_time_and_goes_by_the_same_button(page: Page) -> None:
    _open(page, "Notes")
    page.click("article.current a.share")
    page.wait_for_selector("article.current .entry-tools [data-copy]")
    assert not page.is_visible("article.current .labelling")
    page.click("article.current a.label")
    assert page.is_visible("article.current .labelling")
    page.click("article.current a.label")
    assert not page.is_visible("article.current .entry-tools")


def test_the_list_of_what_can_be_done_marks_everything_below(page: Page) -> None:
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press(".")
    page.click("dialog.acts-on >> text=Mark this entry and all below it as read")
    assert page.locator("article.unread .title").all_inner_texts() == ["Talk"]
    page.click(".toast >> text=Undo")
    assert page.locator("article.unread").count() == 3


def test_the_sample_follows_what_is_chosen_before_it_is_saved(page: Page) -> None:
    page.goto("/text")
    page.wait_for_selector("html.scripted")
    before = page.locator(".preview .text").evaluate("one => getComputedStyle(one).fontSize")
    page.fill("[name=text_size]", "150")
    page.select_option("[name=text_spacing]", "loose")
    after = page.locator(".preview .text").evaluate("one => getComputedStyle(one).fontSize")
    assert float(after.removesuffix("px")) == pytest.approx(1.5 * float(before.removesuffix("px")))
