"""Any file through one door."""

import io
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from mainstem.feeds.errors import BadFile
from mainstem.library import Library, archiving, intake
from mainstem.storage import Database
from tests.library.test_fromfreshrss import path as freshrss_file  # noqa: F401
from tests.library.test_taking import item, stream
from tests.storage.library import add_feed, add_reader, clean, keep


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("_", "."), part)
    return out.getvalue()


def test_a_zip_of_exports_is_taken_part_by_part(sqlite_database: Database, now: datetime) -> None:
    reader = add_reader(sqlite_database, now)
    library = Library(sqlite_database, b"s" * 32, now=lambda: now)
    outline = b'<opml><body><outline xmlUrl="https://c.example/f"/></body></opml>'
    taken = intake.take(
        library, reader, zipped(a_json=stream(item(1)), b_opml=outline, c_txt=b"nonsense", d_png=b"x")
    )
    assert (taken.followed, taken.new) == (2, 1)
    assert len(taken.faults) == 1
    assert taken.faults[0].startswith("c.txt")


def test_our_own_archive_and_freshrss_files_are_known_by_their_bytes(
    sqlite_database: Database,
    now: datetime,
    freshrss_file: Path,  # noqa: F811
) -> None:
    reader, other = add_reader(sqlite_database, now), add_reader(sqlite_database, now, "ole")
    library = Library(sqlite_database, b"s" * 32, now=lambda: now)
    feed = add_feed(sqlite_database, now, reader)
    keep(sqlite_database, feed, now, clean(1))
    out = io.BytesIO()
    archiving.export(library, reader, out)
    assert intake.take(library, other, out.getvalue()).known == 1
    assert intake.take(library, reader, freshrss_file.read_bytes()).new == 2


@pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04half", zipped(), zipped(a_png=b"x"), b"", b"hello"])
def test_what_is_nothing_is_refused(sqlite_database: Database, now: datetime, data: bytes) -> None:
    reader = add_reader(sqlite_database, now)
    with pytest.raises(BadFile):
        intake.take(Library(sqlite_database, b"s" * 32), reader, data)
