"""One entry: its page, its tools, its odd shapes."""

from __future__ import annotations

from mainstem.fetching.fake import Page
from mainstem.library import folders, streams
from tests.web.site import Enclosure, Site, entry


def test_a_long_text_waits_until_its_entry_is_opened(site: Site) -> None:
    ida = site.reader()
    long = "<p>" + "water " * 5000 + "sea</p>"
    [entry_id] = site.publish(site.feed(ida), entry("Long", long))
    reader = site.signed_in()
    page = reader.get("/").text
    assert "water" not in page
    assert f'data-body="/entry/{entry_id}/body"' in page
    assert "sea</p>" in reader.get(f"/entry/{entry_id}/body").text
    assert "sea</p>" in reader.get(f"/entry/{entry_id}").text


def test_an_entry_without_a_title_is_called_after_its_text(site: Site) -> None:
    ida = site.reader()
    site.publish(site.feed(ida), entry("", "<p>Quietly the river rose.</p>", guid="urn:untitled"))
    assert '<span class="title" dir="auto">Quietly the river rose.</span>' in site.signed_in().get("/").text


def test_a_title_of_10000_characters_is_cut(site: Site) -> None:
    ida = site.reader()
    site.publish(site.feed(ida), entry("long " * 2000))
    page = site.signed_in().get("/").text
    assert "long long" in page
    assert len(page) < 30_000


def test_mark_up_in_names_is_shown_and_not_run(site: Site) -> None:
    ida = site.reader()
    evil = "<script>alert(1)</script>\" onload='x'"
    feed = site.feed(ida, title=evil)
    folders.add(site.library, ida, evil)
    folders.add_label(site.library, ida, evil)
    [entry_id] = site.publish(
        feed, entry(evil, authors=(evil,), categories=(evil,), url="javascript:alert(1)")
    )
    reader = site.signed_in()
    for address in ("/?show=all", f"/entry/{entry_id}", "/subscribe", "/palette", "/?view=global"):
        page = reader.get(address).text
        assert "<script>alert" not in page
        assert "javascript:alert" not in page


def test_enclosures_are_shown_once(site: Site) -> None:
    ida = site.reader()
    sound = Enclosure("https://paper.example/talk.mp3", "audio/mpeg", title="The talk")
    shown = Enclosure("https://paper.example/boat.jpg", "image/jpeg")
    html = '<p><img src="https://paper.example/boat.jpg"></p>'
    [entry_id] = site.publish(site.feed(ida), entry("Talk", html, enclosures=(sound, shown)))
    page = site.signed_in().get(f"/entry/{entry_id}").text
    assert '<audio src="https://paper.example/talk.mp3" controls preload="none"' in page
    assert page.count("boat.jpg") == 1


def test_nobody_reads_what_they_do_not_follow(site: Site) -> None:
    ida = site.reader()
    site.reader("ole")
    [entry_id] = site.publish(site.feed(ida), entry("Secret"))
    other = site.signed_in("ole")
    for address in (
        f"/entry/{entry_id}",
        f"/entry/{entry_id}/body",
        f"/entry/{entry_id}/tools",
        "/stream/feed/1",
    ):
        answer = other.get(address)
        assert (answer.status_code, "Secret" in answer.text) == (404, False)


def test_labels_are_set_made_and_taken_off(site: Site) -> None:
    ida = site.reader()
    [entry_id] = site.publish(site.feed(ida), entry("One"))
    keep = folders.add_label(site.library, ida, "keep")
    reader = site.signed_in()
    reader.post(f"/entry/{entry_id}/labels", data={"label": str(keep.id), "new": "river"})
    assert set(_labels(site)) == {"keep", "river"}
    reader.post(f"/entry/{entry_id}/labels", data={"label": str(keep.id)})
    assert _labels(site) == {"keep": 1, "river": 0}
    assert "Labelled:" in reader.get(f"/entry/{entry_id}/tools").text


def _labels(site: Site) -> dict[str, int]:
    from mainstem.library import accounts

    return {
        one.name: one.total_count
        for one in folders.labels_of(site.library, accounts.named(site.library, "ida"))
    }


def test_a_note_is_kept(site: Site) -> None:
    ida = site.reader()
    [entry_id] = site.publish(site.feed(ida), entry("One"))
    site.signed_in().post(f"/entry/{entry_id}/note", data={"note": "Ask the pilot."})
    assert streams.entry(site.library, ida, entry_id).state.note == "Ask the pilot."


def test_the_full_text_comes_from_the_entrys_own_page(site: Site) -> None:
    ida = site.reader()
    [entry_id] = site.publish(site.feed(ida), entry("One", url="https://paper.example/one"))
    story = "<p>The whole story of the river, told at length and with care for every detail of it.</p>" * 12
    page = f"<html><body><nav>Menu</nav><article><h1>One</h1>{story}</article></body></html>"
    site.answers.put("https://paper.example/one", Page(page.encode(), headers={"content-type": "text/html"}))
    answer = site.signed_in().post(f"/entry/{entry_id}/full", data={"part": "1"})
    assert answer.text.count("The whole story") >= 10
    assert "Menu" not in answer.text


def test_a_page_that_cannot_be_had_says_so(site: Site) -> None:
    ida = site.reader()
    [entry_id] = site.publish(site.feed(ida), entry("One", url="https://gone.example/one"))
    answer = site.signed_in().post(f"/entry/{entry_id}/full")
    assert answer.status_code == 422
    assert "There is no such host." in answer.text


def test_every_view_shows_the_stream(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, entry("One"))
    reader = site.signed_in()
    names = {
        "normal": "Normal",
        "reader": "Reader",
        "cards": "Cards",
        "panes": "Three-pane",
        "global": "Global",
    }
    for view, name in names.items():
        page = reader.get(f"/?view={view}").text
        assert f'<h1 class="heard">{name} view</h1>' in page
        assert ("One" if view != "global" else "The Paper") in page.split("<main")[1]


def test_a_view_is_remembered_for_its_stream_alone(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, entry("One"))
    reader = site.signed_in()
    answer = reader.post(
        "/view", data={"stream": f"feed/{feed.id}", "view": "reader", "back": f"/stream/feed/{feed.id}"}
    )
    assert answer.headers["location"] == f"/stream/feed/{feed.id}"
    assert "Reader view</h1>" in reader.get(f"/stream/feed/{feed.id}").text
    assert "Normal view</h1>" in reader.get("/").text
