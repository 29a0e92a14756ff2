"""Older entries on demand, from the page of a feed."""

from __future__ import annotations

from datetime import UTC, datetime

from mainstem.fetching import Page
from mainstem.library import subscribing
from tests.refresh.test_history import ATOM, archive
from tests.refresh.world import rss
from tests.web.site import Site

URL = "https://paper.example/feed"


def test_older_entries_come_when_they_are_asked_for_and_count_as_read(site: Site) -> None:
    ida = site.reader()
    head = f'<atom:link {ATOM} rel="prev-archive" href="https://paper.example/a"/>'
    site.answers.put(URL, Page(rss(("new", datetime(2026, 3, 14, tzinfo=UTC)), head=head)))
    site.answers.put("https://paper.example/a", Page(archive(1, "")))
    feed_id = subscribing.subscribe(site.library, ida, URL).feed.id
    browser = site.signed_in()
    assert f"/feed/{feed_id}/older" in browser.get(f"/feed/{feed_id}").text
    gone_on = browser.post(f"/feed/{feed_id}/older")
    assert gone_on.headers["location"] == f"/feed/{feed_id}?older=1"
    assert "1 older entry came" in browser.get(gone_on.headers["location"]).text
    assert f"/feed/{feed_id}/older" not in browser.get(f"/feed/{feed_id}").text
    mine = subscribing.one(site.library, ida, feed_id)
    assert (mine.unread_count, mine.total_count) == (1, 2)
