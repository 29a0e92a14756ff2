"""What strangers who know a secret address are shown, in every form."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from mainstem import parsing
from mainstem.apis import shared
from mainstem.feeds.entry import Enclosure
from mainstem.library import marking, saving
from mainstem.library.marking import Actor
from mainstem.reading import Stream, View, takeout
from mainstem.reading.stream import Kind
from mainstem.storage import feeds, subscriptions
from tests.apis.household import Household
from tests.storage.library import clean, keep

FORMS = ("", ".html", ".rss", ".atom", ".json", ".greader", ".opml")
ODD = 'Ebb & <b>flow</b> "5" \x0b 潮'


@pytest.fixture
def client(home: Household) -> TestClient:
    """A stranger."""
    return home.client(shared)


@pytest.fixture
def address(home: Household) -> str:
    """Where Ida shares the search Tides, with four entries that she starred, labelled or noted."""
    came = [
        clean(
            number,
            title=ODD if number == 501 else f"Tide {number}",
            html=f"<p>Tide <em>{number}</em> &amp; more</p>",
            authors=("Ida Strand", "Ole"),
            categories=("Sea & Shore",),
            language="en",
            enclosures=(Enclosure("https://a.example/a.mp3?a=1&b=2", "audio/mpeg", size_bytes=9),),
        )
        for number in range(500, 504)
    ]
    for one in came:
        ids = keep(home.library.database, home.feeds[0], home.tick(), one)
        marking.mark(home.library, home.ida, ids, "star", Actor())
        marking.note(home.library, home.ida, ids[0], "my secret note", Actor())
    saved = saving.add(
        home.library, home.ida, "Tides & co", View(search="tide OR ebb"), description="What comes in"
    )
    shared_ = saving.share(home.library, home.ida, saved.id, entries=True, feeds=True)
    return saving.address_of(shared_)


def test_every_feed_form_is_read_by_our_own_parser(client: TestClient, address: str) -> None:
    for form in (".rss", ".atom", ".json"):
        answer = client.get(address + form)
        feed = parsing.parse(answer.content, f"http://reader.example{address}{form}", answer.headers)
        assert feed.title == "Tides & co"
        assert [one.title for one in feed.entries][:2] == ["Tide 503", "Tide 502"]
        odd = feed.entries[2]
        assert "潮" in odd.title
        assert odd.url == "https://paper.example/501"
        assert "<em>501</em>" in odd.html
        assert [one.name for one in odd.authors] == ["Ida Strand", "Ole"]
        assert odd.enclosures[0].url == "https://a.example/a.mp3?a=1&b=2"
        assert odd.published_at is not None
        assert len({one.guid for one in feed.entries}) == 4


def test_google_readers_form_is_taken_in_again(client: TestClient, address: str) -> None:
    answer = client.get(f"{address}.greader")
    found = takeout.read(answer.content)
    assert [one.title for one in found.entries][:1] == ["Tide 503"]
    assert (found.entries[0].feed_url, found.entries[0].is_starred) == ("https://paper.example/feed", False)


def test_the_page_is_safe_and_leads_to_the_feeds(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-robots-tag"].startswith("noindex")
    assert "Ebb &amp; &lt;b&gt;flow&lt;/b&gt;" in answer.text
    assert "<script" not in answer.text
    assert f'href="http://reader.example{address}.rss"' in answer.text
    narrowed = client.get(address, params={"search": "tide <x>"})
    assert 'value="tide &lt;x&gt;"' in narrowed.text


def test_nothing_of_the_readers_is_told(client: TestClient, home: Household, address: str) -> None:
    held = home.feeds[0].id
    with home.library.database.write() as connection:
        [mine] = subscriptions.some(connection, home.ida.id, [held])
        subscriptions.change(connection, mine.id, {"title": "my own words"})
    for form in FORMS:
        said = client.get(address + form).text
        assert "secret note" not in said
        assert "my own words" not in said
        assert "starred" not in said.replace('"user/-/state/com.google/reading-list"', "")


def test_pages_follow_one_another(client: TestClient, address: str) -> None:
    titles = []
    url = f"{address}.json?n=3"
    for _ in range(2):
        said = client.get(url).json()
        titles += [one["title"] for one in said["items"]]
        url = said.get("next_url", "")
    assert (len(titles), len(set(titles)), url) == (4, 4, "")
    assert 'rel="next"' in client.get(address, params={"n": 3}).text


def test_what_has_not_changed_is_not_sent_again(client: TestClient, home: Household, address: str) -> None:
    first = client.get(f"{address}.atom")
    headers = {"if-none-match": first.headers["etag"]}
    again = client.get(f"{address}.atom", headers=headers)
    assert (again.status_code, again.content) == (304, b"")
    keep(home.library.database, home.feeds[0], home.tick(), clean(700, title="Tide 700"))
    assert client.get(f"{address}.atom", headers=headers).status_code == 200


def test_each_form_is_switched_apart_and_an_old_address_is_void(
    client: TestClient, home: Household, address: str
) -> None:
    [saved] = saving.every(home.library, home.ida)
    assert b"https://paper.example/feed" in client.get(f"{address}.opml").content
    saving.share(home.library, home.ida, saved.id, entries=True, feeds=False)
    assert client.get(f"{address}.opml").status_code == 404
    assert client.get(f"{address}.rss").status_code == 200
    saving.share(home.library, home.ida, saved.id, entries=False, feeds=True)
    assert [client.get(address + form).status_code for form in FORMS] == [404] * 6 + [200]
    renewed = saving.share(home.library, home.ida, saved.id, entries=True, feeds=True, renew=True)
    assert {client.get(address + form).status_code for form in FORMS} == {404}
    assert client.get(saving.address_of(renewed)).status_code == 200


def test_what_is_private_or_hidden_from_the_list_never_shows(
    client: TestClient, home: Household, address: str
) -> None:
    with home.library.database.write() as connection:
        feeds.change(connection, home.feeds[0].id, {"is_private": True})
    assert client.get(f"{address}.json").json()["items"] == []
    assert b"paper.example" not in client.get(f"{address}.opml").content
    starred = saving.add(home.library, home.ida, "Mine", View(Stream(Kind.STARRED)))
    own = saving.share(home.library, home.ida, starred.id, entries=True, feeds=True)
    assert client.get(f"{saving.address_of(own)}.opml").status_code == 404


@pytest.mark.parametrize(
    "asked", ["is:starred", "userdate:P1D", "label:x", "(", "re:publica", "sort:changed"]
)
def test_a_strangers_search_may_not_pry_and_is_told_its_mistakes(
    client: TestClient, address: str, asked: str
) -> None:
    for form in FORMS[:-1]:
        answer = client.get(address + form, params={"search": asked})
        assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")


def test_odd_calls_are_answered_properly(client: TestClient, home: Household, address: str) -> None:
    for path in ("/shared", "/shared/", "/shared/short", f"{address}.exe", f"{address}x", f"{address}/a/b"):
        assert client.get(path).status_code == 404
    for asked in (
        "n=-1",
        "n=99999999999999999999",
        "after=x",
        "after=-1.2.3",
        "hours=1e9",
        "hours=-5",
        "search=%00",
    ):
        assert client.get(f"{address}.json?{asked}").status_code in (200, 400), asked
    assert client.post(address, content=b"x").status_code in (404, 400)
    recent = client.get(f"{address}.json?hours=1").json()["items"]
    home.tick(hours=2)
    home.arrive(home.feeds[0], 800)
    assert (len(recent), client.get(f"{address}.json?hours=1").json()["items"]) == (4, [])
    assert json.loads(client.get(f"{address}.json").content)["title"] == "Tides & co"
