"""More of everything than anybody should have: the pages stay light."""

from __future__ import annotations

import gzip

from sqlalchemy import select

from mainstem.storage import labels
from mainstem.storage.schema import feeds, subscriptions
from tests.web.site import Site, entry


def test_5000_subscriptions_and_500_labels_fit_on_a_page(site: Site) -> None:
    ida = site.reader(hide_read_feeds=False)
    made = site.feed(ida, title="Paper 4999")
    addresses = [f"https://p{number}.example/feed" for number in range(4999)]
    rows = [
        {"identity": url, "feed_url": url, "title": f"Paper {number}", "created_at": site.moment}
        for number, url in enumerate(addresses)
    ]
    with site.database.write() as connection:
        connection.execute(feeds.insert(), rows)
        held = {"user_id": ida.id, "subscribed_at": site.moment}
        known = connection.execute(select(feeds.c.id).where(feeds.c.id != made.id)).scalars()
        connection.execute(subscriptions.insert(), [{**held, "feed_id": feed_id} for feed_id in known])
        for number in range(500):
            labels.add(connection, ida.id, f"Label {number}")
    site.publish(made, entry("One"))
    reader = site.signed_in()
    for address in ("/", "/subscriptions", "/palette", "/counts", "/folders", "/settings", "/search"):
        answer = reader.get(address)
        assert answer.status_code == 200
        assert len(gzip.compress(answer.content, 5)) < 120_000, address
    assert "Paper 4999" in reader.get("/").text


def test_5_megabytes_of_html_and_3000_pictures_do_not_weigh_on_the_list(site: Site) -> None:
    ida = site.reader()
    pictures = "".join(f'<p><img src="https://paper.example/{n}.jpg" alt=""></p>' for n in range(3000))
    text = "<p>" + "The river rose. " * 330_000 + "</p>"
    long, many = site.publish(site.feed(ida), entry("Many", pictures), entry("Long", text))
    reader = site.signed_in()
    assert len(reader.get("/").content) < 40_000
    assert reader.get(f"/entry/{many}/body").text.count('loading="lazy"') == 3000
    assert len(reader.get(f"/entry/{long}/body").content) > 5_000_000


def test_odd_titles_and_mixed_directions_keep_to_their_line(site: Site) -> None:
    ida = site.reader()
    odd = ("שלום the river مرحبا", "\u202eevil\u202c", "\x00\x01", " ", "🌊" * 500, "a\nb\tc")
    site.publish(site.feed(ida), *(entry(title, guid=f"urn:{n}") for n, title in enumerate(odd)))
    page = site.signed_in().get("/")
    assert page.status_code == 200
    assert page.text.count("<article") == len(odd)
    assert page.text.count('class="title" dir="auto"') == len(odd)


def test_nonsense_in_addresses_gets_a_sentence(site: Site) -> None:
    site.reader()
    reader = site.signed_in()
    wrong = {
        "/stream/nonsense": 422,
        "/stream/feed": 422,
        "/stream/feed/999": 404,
        "/stream/folder/9": 404,
        "/stream/label/9": 404,
        "/?after=xyz": 422,
        "/?newest_id=-1": 422,
        "/?show=everything": 422,
        "/entry/1": 404,
        "/feed/1": 404,
        "/icon/1": 404,
        "/nowhere": 404,
        "/static/x/nothing.js": 404,
    }
    found = {address: reader.get(address).status_code for address in wrong}
    assert found == wrong
    for form in ({"do": "read:x"}, {"do": "explode:1"}, {"do": ["read:1"] * 3000}):
        assert reader.post("/mark", data=form).status_code == 422
    assert "Traceback" not in reader.get("/stream/nonsense").text
