"""Stories on their pages: the sources of one, its correction, what is next, the briefing."""

from __future__ import annotations

from mainstem.refresh.gathering import Gathering
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
    first, second, gathering = _told_twice(site)
    client = site.signed_in()
    answer = client.post(f"/story/{first}", data={"other": str(second), "action": "other"})
    assert answer.status_code == 303
    gathering.gather(site.moment)
    assert "1 source " in client.get(f"/story/{first}").text


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
