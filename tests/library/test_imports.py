import pytest

from mainstem.feeds.errors import BadFile
from mainstem.library import imports, sidebar
from mainstem.reading import Visibility, opml
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


def test_settings_recipes_and_visibility_go_out_and_come_back(database: Database) -> None:
    library = open_library(database)
    ida, ole = reader(library), reader(library, "ole")
    data = b"""<opml xmlns:frss="https://freshrss.org/opml" xmlns:mainstem="urn:mainstem:opml"><body>
    <outline text="News" frss:opmlUrl="https://lists.example/l.opml" mainstem:settings='{"keep_most": 7}'>
    <outline type="HTML+XPath" text="Scraped" xmlUrl="https://page.example/" frss:xPathItem="//article"
      frss:xPathItemTitle=".//h2" frss:xPathItemTimeFormat="Y-m-d" frss:filtersActionRead="intitle:ad&#10;author:bot"
      frss:CURLOPT_COOKIE="secret=1" frss:CURLOPT_USERAGENT="x/1" mainstem:visibility="important"
      frss:cssFullContent="article .body" frss:unicityCriteria="link" frss:CURLOPT_MAXREDIRS="3" frss:ttl="-7200"
      mainstem:isMuted="true" mainstem:settings='{"same_title": 25, "nonsense": 1, "keep_most": -4}'/>
    </outline></body></opml>"""
    came = imports.import_opml(library, ida, data)
    assert came.added == 1
    assert "CURLOPT_COOKIE" in came.faults[0]
    out = imports.export_opml(library, ida)
    assert b"secret" not in out
    imports.import_opml(library, ole, out)
    again = imports.export_opml(library, ole)
    assert again.split(b"</head>")[1] == out.split(b"</head>")[1]
    [feed] = opml.read(again).subscriptions
    assert feed.kind == "HTML+XPath"
    assert feed.settings == {
        "frss:xPathItem": "//article", "frss:xPathItemTitle": ".//h2", "frss:xPathItemTimeFormat": "Y-m-d",
        "frss:filtersActionRead": "intitle:ad\nauthor:bot", "frss:CURLOPT_USERAGENT": "x/1",
        "mainstem:visibility": "important", "mainstem:isMuted": "true",
        "mainstem:settings": '{"same_title": 25}',
        "frss:cssFullContent": "article .body", "frss:unicityCriteria": "link", "frss:CURLOPT_MAXREDIRS": "3",
        "frss:priority": "important", "frss:ttl": "-3600",
    }  # fmt: skip
    [folder] = opml.read(again).folders
    assert (folder.opml_url, folder.settings) == (
        "https://lists.example/l.opml",
        {"mainstem:settings": '{"keep_most": 7}'},
    )


@pytest.mark.parametrize(
    ("said", "visibility", "is_muted", "minutes"),
    [
        ('frss:priority="category" frss:ttl="3600"', Visibility.FOLDER, False, 60),
        ('frss:priority="hidden" frss:ttl="-1"', Visibility.HIDDEN, True, None),
        ('frss:priority="feed" frss:ttl="0"', Visibility.FEED, False, None),
        ('frss:priority="nonsense" frss:ttl="9e9"', Visibility.MAIN, False, None),
        ('frss:priority="hidden" mainstem:visibility="important"', Visibility.IMPORTANT, False, None),
    ],
)
def test_freshrss_says_where_and_how_often(
    sqlite_database: Database, said: str, visibility: Visibility, is_muted: bool, minutes: int | None
) -> None:
    library = open_library(sqlite_database)
    ida = reader(library)
    data = f"""<opml xmlns:frss="https://freshrss.org/opml" xmlns:mainstem="urn:mainstem:opml"><body>
    <outline type="rss" text="A" xmlUrl="https://a.example/f" {said}/></body></opml>"""
    imports.import_opml(library, ida, data.encode())
    [held] = sidebar.look(library, ida).subscriptions
    told = (held.visibility, held.is_muted, held.settings.get("interval_minutes"))
    assert told == (visibility, is_muted, minutes)
