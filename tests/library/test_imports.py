import pytest

from mainstem.feeds.errors import BadFile
from mainstem.library import imports, sidebar
from mainstem.reading import opml
from mainstem.storage import Database
from tests.library.world import open_library, reader

LIST = b"""<opml version="2.0"><body>
<outline text="News"><outline text="World"><outline type="rss" text="One" xmlUrl="https://one.example/f"/></outline></outline>
<outline type="rss" text="Two" xmlUrl="https://two.example/f" htmlUrl="https://two.example/"/>
</body></opml>"""


def test_folders_and_feeds_come_in_and_go_out_the_same(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    assert imports.import_opml(library, ida, LIST) == imports.Imported(2, 0, ())
    out = opml.read(imports.export_opml(library, ida))
    assert {one.feed_url: one.folders for one in out.subscriptions} == {
        "https://one.example/f": (("News", "World"),),
        "https://two.example/f": (),
    }


def test_importing_twice_adds_nothing(database: Database) -> None:
    library = open_library(database)
    ida = reader(library)
    imports.import_opml(library, ida, LIST)
    assert imports.import_opml(library, ida, LIST) == imports.Imported(0, 2, ())
    assert len(sidebar.look(library, ida).folders) == 2


@pytest.mark.parametrize("data", [b"", b"hello", b"<html><body>no</body></html>", b"\x00\x01\x02" * 50])
def test_a_broken_file_is_refused_and_changes_nothing(database: Database, data: bytes) -> None:
    library = open_library(database)
    ida = reader(library)
    with pytest.raises(BadFile):
        imports.import_opml(library, ida, data)
    assert sidebar.look(library, ida).subscriptions == ()
