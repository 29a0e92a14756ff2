"""The sidebar: what it shows and how it counts."""

from __future__ import annotations

import re

from mainstem.library import folders, overview, subscribing
from mainstem.reading import Kind, Stream, Visibility
from mainstem.web import outline
from tests.web.site import Site, entry


def _titles(rows: str) -> list[str]:
    return re.findall(r">([^<]+)</span>", rows)


def test_a_feed_in_two_folders_counts_once_in_the_folder_above_both(site: Site) -> None:
    ida = site.reader()
    top = folders.add(site.library, ida, "News")
    near, far = (folders.add(site.library, ida, name, top.id) for name in ("Near", "Far"))
    feed = site.feed(ida)
    site.publish(feed, entry("One"), entry("Two"))
    subscribing.change(site.library, ida, feed.id, folder_ids=[near.id, far.id])
    drawn = outline.draw(overview.look(site.library, ida), Stream(), is_hiding_read=True)
    [branch] = drawn.branches
    assert (branch.name, branch.unread) == ("News", 2)
    assert [(one.name, one.unread) for one in branch.branches] == [("Far", 2), ("Near", 2)]


def test_feeds_without_unread_entries_are_left_out_but_for_the_one_that_is_shown(site: Site) -> None:
    ida = site.reader()
    quiet = site.feed(ida, url="https://quiet.example/feed", title="Quiet")
    site.publish(site.feed(ida), entry("One"))
    seen = overview.look(site.library, ida)
    drawn = outline.draw(seen, Stream(), is_hiding_read=True)
    assert (_titles(drawn.rows), drawn.hidden) == (["The Paper"], 1)
    here = Stream(Kind.FEED, quiet.id)
    assert _titles(outline.draw(seen, here, is_hiding_read=True).rows) == ["Quiet", "The Paper"]
    assert outline.draw(seen, Stream(), is_hiding_read=False).hidden == 0


def test_the_main_stream_counts_neither_hidden_nor_folder_only_feeds(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, entry("One"))
    for visibility, counted in ((Visibility.IMPORTANT, 1), (Visibility.MAIN, 1), (Visibility.FOLDER, 0)):
        subscribing.change(site.library, ida, feed.id, visibility=visibility)
        drawn = outline.draw(overview.look(site.library, ida), Stream(), is_hiding_read=True)
        assert drawn.unread == counted
        assert (drawn.important is None) == (visibility is not Visibility.IMPORTANT)
