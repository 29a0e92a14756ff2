"""Stories on their pages: the sources of one, its correction, what is next, the briefing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from mainstem.library import accounts, folders, subscribing
from mainstem.refresh.gathering import Gathering
from tests.stories.test_events import TOUR
from tests.web.site import Site, entry

FERRY = (
    "<p>The ferry Hvaldal ran aground on the Skarvoy reef near Tromso on Monday with 41 people aboard. "
    "Rescuers lifted the passengers of the Hvaldal from the reef before dark.</p>"
)


def _told_twice(site: Site) -> tuple[int, int, Gathering]:
    ida = site.reader()
    one = site.feed(ida, url="https://one.example/feed", title="One")
    other = site.feed(ida, url="https://other.example/feed", title="Other")
    first = site.publish(one, entry("Ferry Hvaldal aground on Skarvoy reef", FERRY, guid="a"))
    site.later(minutes=10)
    second = site.publish(other, entry("Hvaldal ferry on the Skarvoy reef near Tromso", FERRY, guid="b"))
    gathering = Gathering(site.database)
    gathering.gather(site.moment)
    return first[0], second[0], gathering


def test_a_story_shows_its_sources_and_why_they_stand_together(site: Site) -> None:
    first, second, _ = _told_twice(site)
    page = site.signed_in().get(f"/story/{first}").text
    assert "2 sources" in page
    assert f"/entry/{second}" in page
    assert "Why does it stand here?" in page


def test_a_reader_says_that_an_entry_is_another_story(site: Site) -> None:
    first, second, _ = _told_twice(site)
    client = site.signed_in()
    answer = client.post(f"/story/{first}", data={"other": str(second), "action": "other"})
    assert answer.status_code == 303
    assert "1 source " in client.get(f"/story/{first}").text
    client.post(f"/story/{first}", data={"other": f"https://read.example/entry/{second}", "action": "same"})
    assert "2 sources" in client.get(f"/story/{first}").text


def test_the_briefing_quotes_with_links(site: Site) -> None:
    first, second, _ = _told_twice(site)
    page = site.signed_in().get("/briefing").text
    assert "Hvaldal" in page
    assert f"/entry/{first}" in page or f"/entry/{second}" in page


def test_nothing_to_come_is_said(site: Site) -> None:
    site.reader()
    assert "Your feeds tell of nothing to come." in site.signed_in().get("/next").text


def test_the_story_of_an_entry_that_is_none_is_not_found(site: Site) -> None:
    site.reader()
    assert site.signed_in().get("/story/17").status_code == 404


def _on_tour(site: Site) -> int:
    """The itinerary of a tour, as a paper tells it on the day on which it begins."""
    site.moment = datetime(2024, 5, 16, 9, 0, tzinfo=UTC)
    ida = site.reader()
    feed = site.feed(ida, url="https://paper.example/feed")
    html = "".join(f"<p>{part}</p>" for part in TOUR.split("\n\n"))
    (entry_id,) = site.publish(feed, entry("Marant begins her tour", html, published_at=site.moment))
    Gathering(site.database).gather(site.moment)
    return entry_id


def test_a_story_tells_its_itinerary_in_order_with_the_doubt_about_its_date(site: Site) -> None:
    entry_id = _on_tour(site)
    page = site.signed_in().get(f"/story/{entry_id}").text
    timeline = page[page.index("What happens when") : page.index("<h2>Names</h2>")]
    told = [
        timeline.index(part) for part in ("Leaving Oslo", "harvest fair", "fly to Spain", "Inland Waters")
    ]
    assert told == sorted(told)
    assert "16 May 2024 is a Thursday; the nearest Monday is 13 May 2024." in page


def test_an_entry_of_the_archive_is_read_when_its_story_is_asked_for(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    old = datetime(2024, 5, 16, 9, 0, tzinfo=UTC)
    (entry_id,) = site.publish(feed, entry("Marant begins her tour", f"<p>{TOUR}</p>", published_at=old))
    Gathering(site.database).gather(site.moment)
    page = site.signed_in().get(f"/story/{entry_id}").text
    assert "Inland Waters Conference" in page
    assert "the nearest Monday is 13 May 2024" in page


def test_a_name_has_a_page_with_its_timeline_and_its_place(site: Site) -> None:
    _on_tour(site)
    client = site.signed_in()
    page = client.get("/name", params={"name": "Ilse Marant"}).text
    assert "person" in page
    assert "What happens when" in page
    assert "openstreetmap.org" in client.get("/name", params={"name": "Turin"}).text
    assert client.get("/name", params={"name": "Nobody Known"}).status_code == 404


def test_a_reader_mends_a_name(site: Site) -> None:
    _on_tour(site)
    client = site.signed_in()
    wish = {"form": "Ilse Marant", "name": "I. Marant", "kind": "person", "stay": "1"}
    assert client.post("/names", data=wish).headers["location"] == "/name?name=I.+Marant"
    assert "Ilse Marant" in client.get("/name", params={"name": "I. Marant"}).text
    assert "I. Marant" in client.get("/name", params={"name": "Ilse Marant"}).text
    client.post("/names", data={"form": "Ilse Marant", "action": "unmend"})
    assert client.get("/name", params={"name": "I. Marant"}).status_code == 404
    assert client.post("/names", data={**wish, "kind": "river"}).status_code == 422


def test_a_name_that_many_tell_today_is_rising(site: Site) -> None:
    ida = site.reader()
    for number in range(4):
        feed = site.feed(ida, url=f"https://{number}.example/feed")
        site.publish(feed, entry(f"News {number}", f"<p>Chancellor Olaf Brandt spoke {number} times.</p>"))
    Gathering(site.database).gather(site.moment)
    client = site.signed_in()
    assert "Olaf Brandt" in client.get("/names").text
    assert "Olaf Brandt" in client.get("/briefing").text


def test_what_is_next_shows_the_steps_and_later_what_became_of_them(site: Site) -> None:
    _on_tour(site)
    client = site.signed_in()
    page = client.get("/next").text
    assert "harvest fair, Portugal" in page
    assert page.index("harvest fair") < page.index("fly to Spain") < page.index("Inland Waters")
    site.later(days=2)
    feed = site.feed(accounts.named(site.library, "ida"), url="https://late.example/feed")
    report = "<p>Ilse Marant opened the harvest fair in Portugal with a glass of juice.</p>"
    site.publish(feed, entry("Juice", report, published_at=site.moment))
    Gathering(site.database).gather(site.moment + timedelta(hours=1))
    page = client.get("/next").text
    assert "What became of it" in page
    assert "with a glass of juice" in page


def test_a_secret_address_can_be_made_renewed_and_shut(site: Site) -> None:
    site.reader()
    client = site.signed_in()
    found = []
    for action in ("renew", "renew", "shut"):
        assert client.post("/next/address", data={"action": action}).status_code == 303
        found.append(re.findall(r"/secret/[\w-]+\.ics", client.get("/next").text))
    assert len(set(found[0])) == len(set(found[1])) == 1
    assert found[0] != found[1]
    assert found[2] == []


def test_the_briefing_tells_what_came_since_the_last_visit(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, entry("Old news", "<p>The old mill of Skarvoy was painted green again this week.</p>"))
    Gathering(site.database).gather(site.moment)
    client = site.signed_in()
    site.later(hours=1)
    assert "Old news" in client.get("/briefing").text
    site.later(hours=5)
    site.publish(feed, entry("New news", "<p>The new bridge of Skarvoy was opened by a marching band.</p>"))
    Gathering(site.database).gather(site.moment)
    page = client.get("/briefing").text
    assert "New news" in page
    assert "Old news" not in page
    assert "Old news" in client.get("/briefing?days=1").text


def test_the_briefing_has_settings_that_say_what_is_wrong(site: Site) -> None:
    site.reader()
    client = site.signed_in()
    assert "Make a secret address" in client.get("/briefing/settings").text
    wrong = {"mail_days": "daily", "mail_hour": "7", "mail_address": "not an address"}
    assert "This is no mail address." in client.post("/briefing/mail", data=wrong).text
    assert (
        "This is no web address." in client.post("/briefing/endpoint", data={"endpoint_url": "ftp://x"}).text
    )
    wish = {"endpoint_url": "https://api.example/v1", "endpoint_model": "small", "endpoint_key": "s3cret"}
    assert client.post("/briefing/endpoint", data=wish).status_code == 303
    page = client.get("/briefing/settings").text
    assert "https://api.example/v1" in page
    assert "s3cret" not in page


def test_for_you_orders_by_what_was_opened_and_says_why(site: Site) -> None:
    ida = site.reader()
    liked, other = (
        site.feed(ida, url=f"https://{name}.example/feed", title=name) for name in ("liked", "other")
    )
    client = site.signed_in()
    for number in range(6):
        (one,) = site.publish(liked, entry(f"Glacier report {number}"))
        (two,) = site.publish(other, entry(f"Cricket table {number}"))
        site.later(minutes=1)
        client.post("/mark", data={"do": f"read:{one}"})
        client.post("/mark-stream", data={"stream": "main", "newest_id": str(two)})
    site.publish(liked, entry("Glacier retreats"))
    site.publish(other, entry("Cricket continues"))
    page = client.get("/for-you").text
    assert "You often open liked." in page
    assert "You seldom open other." in page
    assert "Learnt from 12 entries." in page
    assert client.get("/for-you/export").json()["feed:1"] == [6, 0]
    assert client.post("/for-you", data={"action": "reset"}).status_code == 303
    assert "Learnt from 0 entries." in client.get("/for-you").text
    client.post("/for-you", data={"action": "off"})
    assert "the learnt order is off" in client.get("/for-you").text


def test_a_budget_shares_the_day_and_the_overflow_is_counted_and_searched(site: Site) -> None:
    ida = site.reader()
    loud, quiet = (
        site.feed(ida, url=f"https://{name}.example/feed", title=name) for name in ("loud", "quiet")
    )
    folder = folders.add(site.library, ida, "News")
    for feed in (loud, quiet):
        subscribing.change(site.library, ida, feed.id, folder_ids=[folder.id])
    for number in range(9):
        site.publish(loud, entry(f"Loud number {number}", guid=f"l{number}"))
    site.publish(quiet, entry("Quiet word"))
    client = site.signed_in()
    assert client.post("/budget", data={"id": str(folder.id), "number": "0"}).status_code == 422
    assert client.get(f"/budget/{folder.id}").status_code == 404
    client.post("/budget", data={"id": str(folder.id), "number": "4"})
    page = client.get(f"/budget/{folder.id}").text
    within, overflow = page.split("Overflow")[0], page.split("Overflow", 1)[1]
    assert "Quiet word" in within
    assert [f"Loud number {number}" in within for number in range(9)] == [True] * 3 + [False] * 6
    assert "6 entries" in overflow
    found = client.get(f"/budget/{folder.id}", params={"q": "intitle:7"}).text.split("Overflow", 1)[1]
    assert "Loud number 7" in found
    assert "Loud number 8" not in found


def test_folded_copies_lie_under_their_lead_except_in_the_stream_of_their_feed(site: Site) -> None:
    first, second, _ = _told_twice(site)
    client = site.signed_in()
    assert client.get("/?show=all").text.count('<article class="entry') == 2
    accounts.prefer(site.library, accounts.named(site.library, "ida"), fold_stories=True)
    page = client.get("/?show=all").text
    assert f'id="e{first}"' in page
    assert f'id="e{second}"' not in page
    assert "2 sources" in page
    assert f'id="e{second}"' in client.get("/stream/feed/2?show=all").text


def test_the_entries_of_one_story_are_one_line_where_that_is_wanted(site: Site) -> None:
    first, second, _ = _told_twice(site)
    page = site.signed_in().get("/?show=all&stories=yes").text
    assert (f'id="e{first}"' in page) != (f'id="e{second}"' in page)


def test_an_entry_notes_a_date_that_cannot_be_right(site: Site) -> None:
    entry_id = _on_tour(site)
    assert "the nearest Monday is 13 May 2024" in site.signed_in().get(f"/entry/{entry_id}").text
