"""Statistics, versions, themes, and marking what is older."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from mainstem.library import overview
from mainstem.reading import Stream
from mainstem.web import assets, drawing
from tests.web.site import Site, entry


def test_statistics_are_drawn_and_stand_beside_in_numbers(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, *(entry(f"N{n}", guid=f"urn:{n}") for n in range(3)))
    reader = site.signed_in()
    for address in ("/statistics", f"/statistics?feed={feed.id}&days=365"):
        page = reader.get(address).text
        assert page.count("<svg") >= 2
        assert "<title>14 March 2026: 3</title>" in page
        assert '<th scope="row" dir="auto">14 March 2026</th><td class="n">3</td>' in page


def test_hours_are_drawn_by_weekdays_and_feeds_by_what_was_read() -> None:
    week = [[0] * 24 for _ in range(7)]
    week[2][13] = 8
    drawn = drawing.week(week, list("abcdefg"), [f"{hour}:00" for hour in range(24)], "Week")
    assert drawn.count("<rect") == 7 * 24
    assert drawn.count('class="c0"') == 7 * 24 - 1
    assert "<title>c 13:00: 8</title>" in drawn
    lines = drawing.shares([("<b>", 10, 0.5, "half & half"), ("c", 5, 1.0, "all")], "Feeds")
    assert re.findall(r'width="([\d.]+)"', lines) == ["600.0", "300.0", "300.0", "300.0"]
    assert "&lt;b&gt;" in lines
    assert "half &amp; half" in lines


def test_every_value_has_its_bar_and_its_words() -> None:
    drawn = drawing.bars([0, 5, 10], ["<a>", "b", "c"], "Three")
    heights = [float(one) for one in re.findall(r' height="([\d.]+)" rx', drawn)]
    assert heights == [0, 60, 120]
    assert "<title>&lt;a&gt;: 0</title>" in drawn


def test_a_calendar_has_a_square_for_each_day() -> None:
    days = [(date(2026, 1, 1) + timedelta(days=n), n % 5) for n in range(60)]
    drawn = drawing.calendar(days, date.isoformat, "Days")
    assert drawn.count("<rect") == 60
    assert drawn.count('class="c0"') == 12


def test_what_a_publisher_changed_is_shown(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    [entry_id] = site.publish(feed, entry("One", "<p>The weir holds.</p>"))
    site.later(hours=1)
    site.publish(feed, entry("One", "<p>The weir broke.</p>"))
    page = site.signed_in().get(f"/entry/{entry_id}/versions").text
    assert "<del>holds</del>" in page
    assert "<ins>broke</ins>" in page


def test_marking_what_came_before_today_leaves_today_alone(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, entry("Old"))
    site.later(days=1)
    site.publish(feed, entry("New"))
    reader = site.signed_in()
    newest = overview.look(site.library, ida).newest_id
    form = {"stream": "main", "newest_id": newest, "back": "/"}
    answer = reader.post("/mark-stream", data={**form, "older": "0"})
    assert overview.look(site.library, ida).unread(Stream()) == 1
    page = reader.get(answer.headers["location"]).text
    assert "1 entry marked." in page
    change = re.search(r'name="change" value="(\d+)"', page)
    assert change is not None
    reader.post("/undo", data={"change": change[1]})
    assert overview.look(site.library, ida).unread(Stream()) == 2


def test_marking_a_stream_spares_what_arrived_meanwhile(site: Site) -> None:
    ida = site.reader()
    feed = site.feed(ida)
    site.publish(feed, entry("Seen"))
    reader = site.signed_in()
    newest = re.search(r'name="newest_id" value="(\d+)"', reader.get("/").text)
    assert newest is not None
    site.later(minutes=1)
    site.publish(feed, entry("Unseen"))
    reader.post("/mark-stream", data={"stream": "main", "newest_id": newest[1]})
    assert overview.look(site.library, ida).unread(Stream()) == 1


def _luminance(color: str) -> float:
    text = color if len(color) == 7 else "#" + "".join(one * 2 for one in color[1:])
    parts = [int(text[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["main.css", *(f"themes/{one}/theme.css" for one in assets.themes())])
def test_every_theme_can_be_read(name: str) -> None:
    text = assets.find(name).content.decode()
    for block in re.findall(r":root \{([^}]*--paper[^}]*)\}", text):
        colors = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})[;\s]", block))
        for ink in ("ink", "soft", "accent", "bad", "gold"):
            for ground in ("paper", "sheet", "hover", "mark"):
                least = 3.0 if ink == "gold" else 4.5  # a star is a sign, not text (WCAG 1.4.11)
                assert _contrast(colors[ink], colors[ground]) >= least, (ink, ground, block[:60])
        assert _contrast(colors["on-accent"], colors["accent"]) >= 4.5
