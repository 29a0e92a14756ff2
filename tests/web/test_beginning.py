"""The first steps of somebody new, importing with patience, and who may come."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from threading import Event

import pytest
from playwright.sync_api import Browser, Page, expect

from mainstem.fetching.fake import Page as Answer
from mainstem.library import Library, accounts, installing, logs, overview, setting, starting
from mainstem.reading import starters
from tests.web.site import PASSWORD, Site

_RSS = (
    b'<rss version="2.0"><channel><title>News</title><item><title>It begins</title><guid>1</guid>'
    b"<link>https://news.example/1</link></item></channel></rss>"
)
_FIRST = starters.in_language("en")["World"][0]
_SECOND = starters.in_language("en")["Comics"][0]


def publish(site: Site) -> None:
    """One of the starters answers, the other does not."""
    site.answers.put(_FIRST.feed_url, Answer(_RSS, headers={"content-type": "application/rss+xml"}))


def test_every_starter_is_a_feed_of_a_topic_in_a_language_that_there_is() -> None:
    from mainstem import languages

    every = starters.every()
    assert len({one.feed_url for one in every}) == len(every)
    assert {one.language for one in every} <= set(languages.tags())
    assert all(one.feed_url.startswith("https://") and one.title and one.topic for one in every)
    german = starters.in_language("de")
    assert [one.language for one in german["World"]][:2] == ["de", "de"]
    assert "Software" in german


def test_what_answers_is_there_at_once_and_the_rest_is_asked_again(site: Site) -> None:
    publish(site)
    ida = site.reader()
    wanted = {_FIRST.feed_url: "World", _SECOND.feed_url: "Comics"}
    told: list[int] = []
    taken = starting.follow(site.library, ida, wanted, lambda done, _whole: told.append(done))
    assert (taken.followed, len(taken.faults), sorted(told)) == (2, 1, [1, 2])
    seen = overview.look(site.library, ida)
    assert [(one.name) for one in seen.folders] == ["Comics", "World"]
    assert sorted(one.unread for one in seen.followed) == [0, 1]


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    """A browser before an installation that nobody has seen."""
    publish(site)
    with site.served() as address:
        context = browser.new_context(base_url=address)
        yield context.new_page()
        context.close()


def test_somebody_new_ends_with_something_to_read(page: Page) -> None:
    page.goto("/")
    page.fill("[name=username]", "ida")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/begin")
    page.get_by_role("button", name="Follow these").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing is chosen.")
    page.get_by_label(_FIRST.title, exact=True).check()
    page.get_by_role("button", name="Follow these").click()
    page.wait_for_url("**/begin/ready")
    expect(page.locator("[data-progress]")).to_contain_text("1 entry to read.", timeout=10_000)
    page.get_by_role("link", name="Start reading").click()
    expect(page.locator("main article")).to_contain_text("It begins")


def test_a_long_import_is_watched_stopped_and_goes_on(site: Site, browser: Browser) -> None:
    ida = site.reader()
    gate = Event()
    listed = "".join(f'<outline type="rss" text="F{n}" xmlUrl="https://f{n}.example/"/>' for n in range(3))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("feeds.opml", f'<opml version="2.0"><head/><body>{listed}</body></opml>')

    def work(progress: object) -> object:
        from mainstem.library import intake

        assert gate.wait(10)
        progress(1, 3)  # type: ignore[operator]
        return intake.take(site.library, ida, out.getvalue())

    with site.served() as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/sign-in")
        page.fill("[name=username]", "ida")
        page.fill("[name=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("main")
        site.library.jobs.start(ida.id, "feeds.zip", work)
        page.goto("/import")
        expect(page.locator("[data-running]")).to_contain_text("feeds.zip")
        gate.set()
        job = site.library.jobs.of(ida.id)
        assert job is not None
        job.stop()
        expect(page.locator("[data-progress]")).to_contain_text("Stopped.", timeout=10_000)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_url("**/import")
        expect(page.locator("[data-progress]")).to_contain_text("3 feeds added.", timeout=10_000)
        page.get_by_role("button", name="Put away").click()
        expect(page.locator("[data-progress] .notice")).to_have_count(0)
        context.close()


def test_a_server_that_does_not_let_one_in_is_told_in_words(site: Site) -> None:
    site.reader()
    form = {"kind": "miniflux", "server": "https://gone.example", "password": "key"}
    answer = site.signed_in().post("/import/server", data=form)
    assert answer.status_code == 422
    assert "There is no such host." in answer.text
    assert 'value="https://gone.example"' in answer.text
    assert "key" not in answer.text.split("<main")[1].split("value=")[0]


def test_everything_can_be_taken_along(site: Site) -> None:
    ida = site.reader()
    site.feed(ida)
    answer = site.signed_in().get("/export.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "entries.jsonl" in archive.namelist()


def decide(site: Site, **values: object) -> None:
    root = accounts.named(site.library, "root")
    installing.decide(site.library, root, installing.Decisions(**values))  # type: ignore[arg-type]


def test_strangers_make_accounts_only_where_they_may(site: Site) -> None:
    accounts.add_first(site.library, "root", PASSWORD)
    visitor = site.visitor()
    form = {"username": "ole", "password": PASSWORD, "timezone": "Europe/Oslo"}
    assert "/register" not in visitor.get("/sign-in").text
    assert visitor.post("/register", data=form).status_code == 403
    decide(site, is_open=True, most_accounts=2, keep_days=30)
    assert "/register" in visitor.get("/sign-in").text
    short = visitor.post("/register", data={**form, "password": "short"})
    assert (short.status_code, 'value="ole"' in short.text) == (422, True)
    answer = visitor.post("/register", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/begin")
    assert visitor.get("/begin").status_code == 200
    ole = accounts.named(site.library, "ole")
    assert not ole.is_admin
    feed = site.feed(ole)
    assert setting.of_feed(site.library, ole, feed.id)["keep_days"] == 30
    full = site.visitor().post("/register", data={**form, "username": "eva"})
    assert full.status_code == 403


def test_accounts_that_are_made_in_a_row_have_to_wait(site: Site) -> None:
    accounts.add_first(site.library, "root", PASSWORD)
    decide(site, is_open=True)
    visitor = site.visitor()
    statuses = [
        visitor.post("/register", data={"username": f"n{n}", "password": PASSWORD}).status_code
        for n in range(8)
    ]
    assert statuses[0] == 303
    assert statuses[-1] == 429


def test_the_limit_of_feeds_holds_and_says_so(site: Site) -> None:
    accounts.add_first(site.library, "root", PASSWORD)
    decide(site, most_feeds=1)
    site.reader()
    publish(site)
    site.answers.put("https://other.example/", Answer(_RSS))
    reader = site.signed_in()
    assert reader.post("/subscribe", data={"url": _FIRST.feed_url}).status_code == 303
    answer = reader.post("/subscribe", data={"url": "https://other.example/"})
    assert (answer.status_code, "Accounts may follow 1 feeds here." in answer.text) == (422, True)


def test_the_installation_is_checked_and_its_log_read(site: Site) -> None:
    import logging

    accounts.add_first(site.library, "root", PASSWORD)
    admin = site.signed_in("root")
    page = admin.get("/installation?thorough=1").text
    assert "SQLite" in page
    assert "Set MAINSTEM_PUBLIC_URL" in page
    wrong = admin.post("/installation", data={"most_feeds": "many", "most_accounts": "", "keep_days": ""})
    assert (wrong.status_code, 'value="many"' in wrong.text) == (422, True)
    logs.listen()
    logging.getLogger("mainstem.test").warning("The weir <b>opens</b>")
    assert "The weir &lt;b&gt;opens&lt;/b&gt;" in admin.get("/installation/log?word=weir").text
    assert "The weir" not in admin.get("/installation/log?level=error").text
    logs.forget()


def test_a_backup_needs_the_password_and_is_a_database(site: Site) -> None:
    accounts.add_first(site.library, "root", PASSWORD)
    admin = site.signed_in("root")
    assert admin.post("/installation/backup", data={"password": "guess"}).status_code == 403
    answer = admin.post("/installation/backup", data={"password": PASSWORD})
    assert answer.content.startswith(b"SQLite format 3")
    assert "attachment" in answer.headers["content-disposition"]


def test_other_browsers_are_signed_out_and_an_account_is_left_for_good(site: Site) -> None:
    accounts.add_first(site.library, "root", PASSWORD)
    site.reader()
    here, there = site.signed_in(), site.signed_in()
    assert here.get("/account").text.count("this one") == 1
    here.post("/account/sign-out", data={})
    assert there.get("/").status_code == 303
    assert here.get("/account").status_code == 200
    assert here.post("/account/leave", data={"password": "guess"}).status_code == 403
    assert here.post("/account/leave", data={"password": PASSWORD}).status_code == 303
    assert [one.name for one in accounts.every(site.library)] == ["root"]
    last = site.signed_in("root").post("/account/leave", data={"password": PASSWORD})
    assert last.status_code == 303  # nobody is left who would need an administrator


def test_readers_do_not_see_the_installation(site: Site) -> None:
    accounts.add_first(site.library, "root", PASSWORD)
    site.reader()
    reader = site.signed_in()
    for address in ("/installation", "/installation/log"):
        assert reader.get(address).status_code == 403
    assert reader.post("/installation/backup", data={"password": PASSWORD}).status_code == 403
    assert isinstance(site.library, Library)
