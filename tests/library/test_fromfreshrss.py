"""Moving in from FreshRSS: a file with its tables, as version 1.24 makes them."""

import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mainstem.feeds.errors import BadFile
from mainstem.library import Library, fromfreshrss, ruling, setting, sidebar, streams
from mainstem.reading import Kind, Show, Stream, View, Visibility
from mainstem.rules import PutLabel, Star
from mainstem.storage import Database, feeds
from tests.storage.library import add_reader

TABLES = """
CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT, kind INT, lastUpdate INT, error INT, attributes TEXT);
CREATE TABLE feed (id INTEGER PRIMARY KEY, url TEXT, kind INT, category INT, name TEXT, website TEXT, description TEXT,
  lastUpdate INT, priority INT, pathEntries TEXT, httpAuth TEXT, error INT, ttl INT, attributes TEXT);
CREATE TABLE entry (id INTEGER PRIMARY KEY, guid TEXT, title TEXT, author TEXT, content TEXT, link TEXT, date INT,
  lastSeen INT, hash BLOB, is_read INT, is_favorite INT, id_feed INT, tags TEXT, attributes TEXT);
CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT, attributes TEXT);
CREATE TABLE entrytag (id_tag INT, id_entry INT);
"""
ARRIVED = 1_728_208_800_123_456


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small but whole library."""
    file = tmp_path / "freshrss.sqlite"
    connection = sqlite3.connect(file)
    connection.executescript(TABLES)
    scraped = json.dumps({
        "xpath": {"item": "//article", "itemTitle": ".//h2"}, "read_upon_reception": True,
        "archiving": {"keep_period": "P1M", "keep_max": 300, "keep_min": 7, "keep_unreads": True},
        "filters": [{"search": "intitle:ad", "actions": ["read"]}, {"search": "x", "actions": ["star"]}],
    })  # fmt: skip
    connection.executemany(
        "INSERT INTO category VALUES (?,?,0,0,0,?)", [(1, "Uncategorized", "{}"), (2, "News &amp; co", "[]")]
    )
    connection.executemany(
        "INSERT INTO feed VALUES (?,?,?,?,?,?,'',0,?,'','',0,?,?)",
        [
            (
                1,
                "https://a.example/feed?x=1&amp;y=2",
                0,
                2,
                "A &amp; B",
                "https://a.example/",
                20,
                -3600,
                "{}",
            ),
            (2, "https://page.example/", 10, 1, "Scraped", "", -10, 0, scraped),
        ],
    )
    connection.executemany(
        "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,NULL,?,?,?,?,?)",
        [
            (ARRIVED, "urn:1", "One &lt;b&gt;", ";Jane; John", "<p>Body<script>x</script></p>", "https://a.example/1?a&amp;b",
             1_728_200_000, 1_728_208_800, 1, 1, 1, "#Open Source #Food", '{"enclosures":[{"url":"https://a.example/a.mp3"}]}'),
            (ARRIVED + 1, "urn:2", "Two", "", "", "", 0, 0, 0, 0, 2, "", None),
        ],
    )  # fmt: skip
    filters = json.dumps(
        {"filters": [{"search": "intitle:tide", "actions": ["label"]}, {"search": "(", "actions": ["label"]}]}
    )
    connection.execute("INSERT INTO tag VALUES (5, 'Später', ?)", (filters,))
    connection.execute("INSERT INTO entrytag VALUES (5, ?)", (ARRIVED,))
    connection.commit()
    connection.close()
    return file


def test_everything_moves_in(database: Database, now: datetime, path: Path) -> None:
    reader = add_reader(database, now)
    library = Library(database, b"s" * 32, now=lambda: now)
    seen: list[tuple[int, int]] = []
    taken = fromfreshrss.bring(library, reader, path, lambda done, whole: seen.append((done, whole)))
    assert (taken.new, taken.followed, seen) == (2, 2, [(2, 2)])
    [fault] = taken.faults
    assert fault.startswith("The filter '(' of “Später” was left out")
    [one] = streams.page(library, reader, View(Stream(Kind.STARRED))).entries
    assert (one.entry.title, one.entry.authors, one.entry.url) == (
        "One <b>",
        ("Jane", "John"),
        "https://a.example/1?a&b",
    )
    assert one.entry.arrived_at == datetime(2024, 10, 6, 10, 0, 0, 123456, UTC)
    assert one.entry.published_at == datetime(2024, 10, 6, 7, 33, 20, tzinfo=UTC)
    assert one.content is not None
    assert (one.content.html, one.content.categories) == ("<p>Body</p>", ("Open Source", "Food"))
    assert one.state.is_read
    shown = sidebar.look(library, reader)
    assert [label.name for label in shown.labels] == ["Später"]
    assert one.state.label_ids == (shown.labels[0].id,)
    first, second = shown.subscriptions
    assert (first.title, first.visibility, first.is_muted) == ("A & B", Visibility.IMPORTANT, True)
    assert first.feed.feed_url == "https://a.example/feed?x=1&y=2"
    assert second.visibility is Visibility.HIDDEN
    said = setting.of_feed(library, reader, second.feed.id)
    assert (said["read_on_arrival"], said["keep_most"], said["keep_days"], said["keep_least"]) == (
        True,
        300,
        30,
        7,
    )
    assert (said["keeps_for_ever"], said["keep_unread"], list(said["read_filters"])) == (
        False,
        True,
        ["intitle:ad"],
    )
    with database.read() as connection:
        [due] = feeds.due_by_ids(connection, [second.feed.id])
    assert due.recipe == {"kind": "html-xpath", "item": "//article", "title": ".//h2"}
    unread, _ = streams.ids(library, reader, View(Stream(Kind.FEED, second.feed.id), show=Show.UNREAD))
    assert len(unread) == 1
    starring, labelling = ruling.every(library, reader)
    assert (starring.expression, starring.actions, starring.scope) == (
        "x", (Star(),), Stream(Kind.FEED, second.feed.id)
    )  # fmt: skip
    assert (labelling.expression, labelling.actions) == ("intitle:tide", (PutLabel(shown.labels[0].id),))


def test_moving_in_twice_adds_nothing(sqlite_database: Database, now: datetime, path: Path) -> None:
    reader = add_reader(sqlite_database, now)
    library = Library(sqlite_database, b"s" * 32, now=lambda: now)
    fromfreshrss.bring(library, reader, path)
    again = fromfreshrss.bring(library, reader, path)
    assert (again.new, again.known, again.followed) == (0, 2, 0)
    assert len(ruling.every(library, reader)) == 2


@pytest.mark.parametrize("data", [b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 100])
def test_another_file_is_refused(
    sqlite_database: Database, now: datetime, tmp_path: Path, data: bytes
) -> None:
    reader = add_reader(sqlite_database, now)
    other = tmp_path / "x.sqlite"
    other.write_bytes(data)
    with pytest.raises(BadFile):
        fromfreshrss.bring(Library(sqlite_database, b"s" * 32), reader, other)
    with pytest.raises(BadFile):
        fromfreshrss.bring(Library(sqlite_database, b"s" * 32), reader, tmp_path / "none")
