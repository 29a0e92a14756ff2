"""The pages for doing something: subscribing, importing, searching, settings, subscriptions."""

from __future__ import annotations

import re

from mainstem.accounts import preferences
from mainstem.fetching.fake import Page
from mainstem.library import accounts, folders, overview, saving, subscribing
from mainstem.reading import Visibility
from tests.web.site import PASSWORD, Site, entry

_FEED = b"""<rss version="2.0"><channel><title>Tide Times</title><link>https://tide.example/</link>
<item><title>High water</title><guid>1</guid><link>https://tide.example/1</link></item></channel></rss>"""
_PAGE = b"""<html><head><title>Tide</title>
<link rel="alternate" type="application/rss+xml" title="All" href="/all.xml">
<link rel="alternate" type="application/atom+xml" title="Storms" href="/storms.xml"></head><body></body></html>"""
_OPML = b"""<opml version="2.0"><head/><body><outline text="Water">
<outline type="rss" text="Tide Times" xmlUrl="https://tide.example/all.xml"/></outline></body></opml>"""


def test_a_pasted_address_is_followed_and_its_stream_shown(site: Site) -> None:
    site.reader()
    site.answers.put(
        "https://tide.example/all.xml", Page(_FEED, headers={"content-type": "application/rss+xml"})
    )
    reader = site.signed_in()
    answer = reader.post("/subscribe", data={"url": "tide.example/all.xml", "new_folder": "Water"})
    assert answer.status_code == 303
    page = reader.get(answer.headers["location"]).text
    assert "High water" in page
    assert "Water" in page


def test_a_pages_feeds_are_offered(site: Site) -> None:
    site.reader()
    site.answers.put("https://tide.example/", Page(_PAGE, headers={"content-type": "text/html"}))
    answer = site.signed_in().post("/subscribe", data={"url": "https://tide.example/"})
    assert answer.status_code == 200
    assert 'value="https://tide.example/all.xml"' in answer.text
    assert 'value="https://tide.example/storms.xml"' in answer.text


def test_a_dead_address_says_what_was_seen_and_stays_typed(site: Site) -> None:
    site.reader()
    answer = site.signed_in().post("/subscribe", data={"url": "https://nowhere.example/"})
    assert answer.status_code == 422
    assert "There is no such host." in answer.text
    assert 'value="https://nowhere.example/"' in answer.text


def test_an_opml_file_goes_in_and_comes_out(site: Site) -> None:
    site.reader()
    reader = site.signed_in()
    answer = reader.post("/import", files={"file": ("feeds.opml", _OPML)})
    assert "1 feed added." in answer.text
    written = reader.get("/export.opml")
    assert "attachment" in written.headers["content-disposition"]
    assert 'xmlUrl="https://tide.example/all.xml"' in written.text
    assert 'text="Water"' in written.text


def test_a_broken_file_is_refused_in_words(site: Site) -> None:
    site.reader()
    answer = site.signed_in().post("/import", files={"file": ("feeds.opml", b"\x00\x01 not at all")})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_a_search_finds_and_can_be_kept(site: Site) -> None:
    ida = site.reader()
    site.publish(site.feed(ida), entry("The weir opens"), entry("Bread"))
    reader = site.signed_in()
    page = reader.get("/search", params={"q": "weir"}).text.split("<main")[1]
    assert ("The <mark>weir</mark> opens" in page, ">Bread<" in page) == (True, False)
    answer = reader.post("/searches", data={"stream": "all", "q": "weir", "name": "Weirs"})
    assert "The <mark>weir</mark> opens" in reader.get(answer.headers["location"]).text
    assert [one.name for one in saving.every(site.library, ida)] == ["Weirs"]


def test_a_wrong_expression_is_marked_where_it_goes_wrong(site: Site) -> None:
    site.reader()
    answer = site.signed_in().get("/search", params={"q": "bread AND (butter"})
    assert answer.status_code == 422
    assert "<mark>" in answer.text
    assert 'value="bread AND (butter"' in answer.text


def test_the_form_with_many_fields_writes_an_expression(site: Site) -> None:
    site.reader()
    answer = site.signed_in().get("/search", params={"all": "river", "feed": "The Paper", "state": "unread"})
    assert answer.headers["location"] == "/search?q=river+feed%3A%22The+Paper%22+is%3Aunread"


def test_settings_are_kept_all_or_none(site: Site) -> None:
    site.reader()
    reader = site.signed_in()
    form = {"language": "", "timezone": "Europe/Oslo", "theme": "system", "view": "cards", "show": "all"}
    form |= {"order": "oldest", "page_size": "50", "day_headings": "every", "mark_on_open": "1"}
    assert reader.post("/settings", data=form).status_code == 303
    kept = _kept(site)
    assert (kept.timezone, kept.view, kept.page_size, kept.mark_on_site) == (
        "Europe/Oslo",
        "cards",
        50,
        False,
    )
    answer = reader.post("/settings", data={**form, "view": "normal", "page_size": "5000"})
    assert (answer.status_code, _kept(site).view) == (422, "cards")
    assert "Use a number from 5 to 500." in answer.text


def _kept(site: Site) -> preferences.Preferences:
    return preferences.of(accounts.named(site.library, "ida").preferences)


def test_a_new_password_needs_the_old_one_and_signs_out_elsewhere(site: Site) -> None:
    site.reader()
    here, elsewhere = site.signed_in(), site.signed_in()
    fresh = "quite another one"
    wrong = here.post("/settings/password", data={"password": "guess", "new_password": fresh})
    assert wrong.status_code == 403
    assert (
        here.post("/settings/password", data={"password": PASSWORD, "new_password": fresh}).status_code == 303
    )
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303


def test_an_apps_password_is_shown_once_and_can_be_taken_back(site: Site) -> None:
    ida = site.reader()
    reader = site.signed_in()
    page = reader.post("/settings/apps", data={"name": "Phone"}).text
    assert 'class="secret"' in page
    assert 'class="secret"' not in reader.get("/settings").text
    [app] = accounts.apps(site.library, ida)
    reader.post(f"/settings/apps/{app.id}/remove")
    assert accounts.apps(site.library, ida) == []


def test_an_apps_password_comes_with_what_to_choose_and_type(site: Site) -> None:
    site.reader()
    reader = site.signed_in()
    assert '<option value="NetNewsWire">' in reader.get("/settings").text
    page = reader.post("/settings/apps", data={"name": "NetNewsWire (Mac)"}).text
    assert re.findall(r"<code>https?://[^/]+(/[^<]*)</code>", page) == ["/api/greader.php"]
    assert page.count("<svg") >= 2
    for kind in ("FreshRSS", "Fever", "Miniflux", "Nextcloud News"):
        assert f'<th scope="row">{kind}</th>' in reader.post("/settings/apps", data={"name": "Phone"}).text


def test_many_subscriptions_are_changed_together(site: Site) -> None:
    ida = site.reader()
    ids = [site.feed(ida, url=f"https://p{n}.example/feed", title=f"P{n}").id for n in range(4)]
    reader = site.signed_in()
    reader.post("/subscriptions", data={"feed": ids[:3], "action": "folder", "new_folder": "Papers"})
    reader.post("/subscriptions", data={"feed": ids[:2], "action": "mute"})
    reader.post("/subscriptions", data={"feed": ids[3:], "action": "unsubscribe"})
    seen = overview.look(site.library, ida)
    [folder] = seen.folders
    rows = [(one.title, one.folder_ids == (folder.id,), one.is_muted) for one in seen.followed]
    assert rows == [("P0", True, True), ("P1", True, True), ("P2", True, False)]
    assert reader.post("/subscriptions", data={"action": "mute"}).status_code == 422


def test_a_subscriptions_settings_are_kept_or_inherited(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    reader = site.signed_in()
    form = {
        "title": "Mine",
        "visibility": "20",
        "keep_most": "7",
        "read_on_arrival": "yes",
        "keep_unread": "",
    }
    assert reader.post(f"/feed/{feed.id}", data=form).status_code == 303
    kept = subscribing.one(site.library, ida, feed.id)
    assert (kept.title, kept.visibility) == ("Mine", Visibility.IMPORTANT)
    assert dict(kept.settings) == {"keep_most": 7, "read_on_arrival": True}
    answer = reader.post(f"/feed/{feed.id}", data={**form, "keep_most": "0"})
    assert (answer.status_code, "Use a number from 1" in answer.text) == (422, True)


def test_folders_and_labels_are_made_renamed_moved_and_deleted(site: Site) -> None:
    ida = site.reader()
    reader = site.signed_in()
    for name in ("News", "World"):
        reader.post("/folders", data={"action": "add-folder", "name": name})
    news, world = folders.every(site.library, ida)
    form = {"action": "save", "name": "The world", "parent": news.id}
    reader.post(f"/folder/{world.id}", data=form)
    assert [(one.name, one.parent_id) for one in folders.every(site.library, ida)][-1] == (
        "The world",
        news.id,
    )
    ring = reader.post(f"/folder/{news.id}", data={**form, "parent": world.id, "name": "News"})
    assert (ring.status_code, "A folder cannot be put into itself." in ring.text) == (422, True)
    reader.post(f"/folder/{world.id}", data={"action": "remove"})
    assert [one.name for one in folders.every(site.library, ida)] == ["News"]
    reader.post("/folders", data={"action": "add-label", "name": "keep"})
    [label] = folders.labels_of(site.library, ida)
    reader.post("/folders", data={"action": "save-label", "id": label.id, "name": "kept"})
    assert [one.name for one in folders.labels_of(site.library, ida)] == ["kept"]


def test_texts_are_set_as_the_reader_wants_and_their_own_style_loads_nothing_from_strangers(
    site: Site,
) -> None:
    site.reader()
    reader = site.signed_in()
    assert "/style/" not in reader.get("/").text
    form = {"text_font": "sans", "text_size": "130", "text_width": "wide", "text_spacing": "loose"}
    own = ".title { color: red }\n@import 'https://evil.example'; a { background: url(https://evil.example) }"
    assert reader.post("/text", data={**form, "own_css": own}).status_code == 303
    address = re.search(r'href="(/style/[0-9a-f]+\.css)"', reader.get("/").text)
    assert address is not None
    sheet = reader.get(address[1])
    assert "immutable" in sheet.headers["cache-control"]
    assert "--text-scale: 1.3;" in sheet.text
    assert ".title { color: red }" in sheet.text
    assert ".text { hyphens: manual; }" in sheet.text
    assert "evil" not in sheet.text
    assert "/style/" not in reader.get("/?plain=1").text
    assert site.visitor().get(address[1]).status_code == 303


def test_wrong_settings_of_texts_are_told_and_what_was_typed_stays(site: Site) -> None:
    site.reader()
    answer = site.signed_in().post("/text", data={"text_size": "9000", "own_css": "a{b:c}"})
    assert answer.status_code == 422
    assert "Use a number from 60 to 250." in answer.text
    assert "a{b:c}" in answer.text


def test_a_feed_that_is_followed_already_is_led_to(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida, url="https://tide.example/all.xml")
    answer = site.signed_in().post("/subscribe", data={"url": "tide.example/all.xml"})
    assert answer.status_code == 409
    assert f'href="/feed/{feed.id}"' in answer.text


def test_a_feed_with_a_password_is_followed_for_its_reader_alone(site: Site) -> None:
    ida = site.reader()
    site.answers.put(
        "https://tide.example/all.xml", Page(_FEED, headers={"content-type": "application/rss+xml"})
    )
    form = {"url": "tide.example/all.xml", "username": "ida", "password": "hush", "new_folder": "Water"}
    assert site.signed_in().post("/subscribe", data=form).status_code == 303
    assert site.answers.asked[-1].headers["authorization"].startswith("Basic ")
    [followed] = overview.look(site.library, ida).followed
    assert subscribing.one(site.library, ida, followed.feed_id).feed.is_private


def test_a_dead_address_leaves_no_empty_folder_behind(site: Site) -> None:
    ida = site.reader()
    site.signed_in().post("/subscribe", data={"url": "gone.example", "new_folder": "Water"})
    assert folders.every(site.library, ida) == []
