"""One file of everything, out and in again."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mainstem import content
from mainstem.feeds.entry import Enclosure
from mainstem.feeds.errors import BadFile
from mainstem.library import (
    Library,
    accounts,
    archiving,
    folders,
    imports,
    marking,
    restoring,
    ruling,
    saving,
    setting,
    streams,
    subscribing,
)
from mainstem.reading import Kind, Order, Show, Stream, View, Visibility
from mainstem.storage import Database, connect
from mainstem.storage.migrations import migrate
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep

OUTLINE = b"""<opml xmlns:frss="https://freshrss.org/opml"><body><outline text="Pages">
<outline type="HTML+XPath" text="Scraped" xmlUrl="https://page.example/" frss:xPathItem="//article"/>
</outline></body></opml>"""


def lived_in(database: Database, now: datetime) -> tuple[Library, object]:
    """An account in which everything was used."""
    library = Library(database, b"s" * 32, now=lambda: now + timedelta(hours=1))
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader, url="https://paper.example/feed")
    gone = add_feed(database, now, reader, url="https://gone.example/feed")
    html = content.clean('<p>Body &amp; <b>soul</b> 日本 <img src="https://paper.example/a.png"></p>', "")
    came = [
        clean(n, html=html, text=content.text(html), title=f"Title {n} – 🗞️", authors=("Jané", "John"),
              categories=("A", "b c"),
              enclosures=(Enclosure("https://paper.example/a.mp3", "audio/mpeg", size_bytes=12),),
              published_at=now - timedelta(days=n), language="en", extras={"comments_url": "https://c.example/"})
        for n in range(1, 8)
    ]  # fmt: skip
    ids = keep(database, feed, now, *came)
    keep(database, gone, now + timedelta(minutes=1), clean(50, html="", text=""))
    keep(database, feed, now + timedelta(minutes=5), clean(3, html="<p>new</p>", text="new"))
    imports.import_opml(library, reader, OUTLINE)
    top = folders.add(library, reader, "News")
    inner = folders.add(library, reader, "World/…", top.id)
    label = folders.add_label(library, reader, "Später 🎉")
    subscribing.change(
        library, reader, feed.id, folder_ids=[inner.id, top.id], visibility=Visibility.IMPORTANT
    )
    setting.set_feeds(library, reader, [feed.id], {"keep_most": 5, "read_filters": ["a", "b"]})
    setting.set_folder(library, reader, top.id, {"same_title": 25})
    setting.set_reading(library, reader, {"keep_days": 9})
    accounts.prefer(library, reader, page_size=50, timezone="Europe/Oslo")
    marking.mark(library, reader, ids[:2], "read", Actor())
    marking.mark(library, reader, ids[1:3], "star", Actor())
    marking.mark(library, reader, ids[4:5], "hide", Actor())
    marking.label(library, reader, ids[2:4], label.id, Actor())
    marking.note(library, reader, ids[0], "my note", Actor())
    marking.snooze(library, reader, ids[5:6], now + timedelta(days=3), Actor())
    saving.add(
        library, reader, "Mine", View(Stream(Kind.FOLDER, top.id), Show.UNREAD, Order.TITLE, search="soul")
    )
    ruling.add(
        library,
        reader,
        ruling.form("R", "intitle:x", f"read, label:{label.id}", f"feed/{feed.id}", stop=True),
    )
    subscribing.unsubscribe(library, reader, gone.id)
    return library, reader


def exported(library: Library, reader) -> bytes:
    out = io.BytesIO()
    archiving.export(library, reader, out)
    return out.getvalue()


@pytest.fixture
def other(tmp_path: Path, now: datetime) -> Library:
    """An empty library somewhere else."""
    database = connect(f"sqlite:///{tmp_path}/other.db")
    migrate(database)
    return Library(database, b"o" * 32, now=lambda: now + timedelta(days=2))


def test_export_import_export_is_the_same_bytes(database: Database, now: datetime, other: Library) -> None:
    library, reader = lived_in(database, now)
    first = exported(library, reader)
    stranger = add_reader(other.database, now, "ida")
    taken = restoring.restore(other, stranger, io.BytesIO(first))
    assert taken.faults == []
    assert (taken.new, taken.followed) == (8, 2)
    assert exported(other, stranger) == first
    again = restoring.restore(other, stranger, io.BytesIO(first))
    assert (again.new, again.known, again.followed) == (0, 8, 0)
    found = streams.ids(other, stranger, View(search="soul", limit=50))[0]
    assert found == streams.ids(library, reader, View(search="soul", limit=50))[0] != []


def test_nothing_secret_is_in_the_file(database: Database, now: datetime) -> None:
    library, reader = lived_in(database, now)
    saved = saving.every(library, reader)[0]
    token = saving.share(library, reader, saved.id, entries=True, feeds=True).token
    with zipfile.ZipFile(io.BytesIO(exported(library, reader))) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    assert token.encode() not in whole
    assert b"hash" not in whole


def test_entries_come_into_an_account_that_has_some(sqlite_database: Database, now: datetime) -> None:
    library, reader = lived_in(sqlite_database, now)
    second = add_reader(sqlite_database, now, "ole")
    taken = restoring.restore(library, second, io.BytesIO(exported(library, reader)))
    assert (taken.new, taken.known, taken.faults) == (0, 8, [])
    mine, theirs = (streams.ids(library, each, View(limit=50))[0] for each in (reader, second))
    assert mine == theirs


def rezipped(change: Callable[[dict[str, bytes]], None], data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def test_damaged_rows_are_left_out_and_told(sqlite_database: Database, now: datetime, other: Library) -> None:
    library, reader = lived_in(sqlite_database, now)

    def damage(parts: dict[str, bytes]) -> None:
        lines = parts["entries.jsonl"].splitlines()
        evil = json.loads(lines[1]) | {"html": "<script>alert(1)</script><p>ok</p>"}
        parts["entries.jsonl"] = b"\n".join(
            [b'{"half": ', b'{"feed": 1}', json.dumps(evil).encode(), *lines[2:]]
        )
        parts["rules.json"] = b'[{"name": "x"}, 3]'
        parts["preferences.json"] = b'{"page_size": -1, "nonsense": 2}'

    stranger = add_reader(other.database, now)
    taken = restoring.restore(other, stranger, io.BytesIO(rezipped(damage, exported(library, reader))))
    assert taken.new == 7
    assert len(taken.faults) == 6
    with other.database.read() as connection:
        assert "script" not in str(connection.exec_driver_sql("SELECT html FROM contents").all())


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"", "no archive"), (b"PK\x03\x04 half", "no archive"), (b"<opml/>", "no archive")],
)
def test_what_is_no_archive_is_refused(
    sqlite_database: Database, now: datetime, data: bytes, says: str
) -> None:
    reader = add_reader(sqlite_database, now)
    library = Library(sqlite_database, b"s" * 32)
    with pytest.raises(BadFile, match=says):
        restoring.restore(library, reader, io.BytesIO(data))
    for parts, says_of_zip in (
        ({}, "it holds nothing"),
        ({"a.txt": b"x"}, "a.txt"),
        ({"manifest.json": b"{"}, "damaged"),
        ({"manifest.json": b"[]"}, "another shape"),
        ({"manifest.json": b'{"format": "mainstem", "version": 99}'}, "later version"),
    ):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        with pytest.raises(BadFile, match=says_of_zip):
            restoring.restore(library, reader, io.BytesIO(out.getvalue()))
