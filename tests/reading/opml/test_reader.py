"""Reading lists as programs really write them."""

import pytest

from mainstem.feeds.errors import BadFile
from mainstem.reading import opml
from mainstem.reading.opml import OpmlFolder

FRESHRSS = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:frss="https://freshrss.org/opml">
  <head><title>FreshRSS</title><dateCreated>Sun, 06 Oct 2024 10:00:00</dateCreated></head>
  <body>
    <outline text="News" frss:opmlUrl="https://lists.example/news.opml">
      <outline text="Daily" type="HTML+XPath" xmlUrl="https://daily.example/" htmlUrl="https://daily.example/"
        description="All of it" frss:xPathItem="//article" frss:xPathItemTitle="descendant::h2"
        frss:cssFullContent="main &gt; .text" frss:filtersActionRead="intitle:ad&#10;author:bot"
        frss:CURLOPT_HTTPHEADER="X-One: 1&#10;X-Two: 2"/>
      <outline text="Numbers" type="JSON+DotPath" xmlUrl="https://numbers.example/api" frss:jsonItem="a.b"/>
    </outline>
    <outline text="Rooted" type="rss" xmlUrl="https://root.example/feed" category="/Science/Space,Daily"/>
  </body>
</opml>"""


def test_freshrss_attributes_of_every_type_are_kept() -> None:
    found = opml.read(FRESHRSS)
    daily, numbers, rooted = found.subscriptions
    assert found.title == "FreshRSS"
    assert found.faults == ()
    assert found.folders == (OpmlFolder(("News",), "https://lists.example/news.opml"),)
    assert daily.kind == "HTML+XPath"
    assert daily.folders == (("News",),)
    assert daily.description == "All of it"
    assert daily.settings["frss:xPathItem"] == "//article"
    assert daily.settings["frss:filtersActionRead"] == "intitle:ad\nauthor:bot"
    assert daily.settings["frss:CURLOPT_HTTPHEADER"] == "X-One: 1\nX-Two: 2"
    assert daily.settings["frss:cssFullContent"] == "main > .text"
    assert numbers.kind == "JSON+DotNotation"
    assert numbers.settings == {"frss:jsonItem": "a.b"}
    assert rooted.folders == (("Science", "Space"), ("Daily",))


def test_a_feed_in_two_folders_is_one_subscription() -> None:
    found = opml.read(
        b'<opml><body><outline text="A"><outline xmlUrl="http://x/" text="x"/>'
        b'<outline text="B"><outline xmlUrl="http://x/" text="again"/></outline></outline></body></opml>'
    )
    assert [(feed.title, feed.folders) for feed in found.subscriptions] == [("x", (("A",), ("A", "B")))]
    assert [folder.path for folder in found.folders] == [("A",), ("A", "B")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a byte order mark", b'\xef\xbb\xbf<opml><body><outline xmlUrl="http://x/"/></body></opml>'),
        ("utf-16", '<opml><body><outline xmlUrl="http://x/"/></body></opml>'.encode("utf-16")),
        ("blank lines first", b'\n\n <?xml version="1.0"?><opml><outline xmlUrl="http://x/"/></opml>'),
        ("names in small letters", b'<OPML><BODY><OUTLINE XMLURL="http://x/"/></BODY></OPML>'),
        ("url for xmlUrl", b'<opml><body><outline type="rss" url="http://x/"/></body></opml>'),
        ("no body", b'<opml><outline xmlUrl="http://x/"/></opml>'),
        ("a namespace", b'<opml xmlns="urn:opml"><body><outline xmlUrl="http://x/"/></body></opml>'),
        ("an undeclared prefix", b'<opml><body><outline xmlUrl="http://x/" frss:b="a"/></body></opml>'),
        ("a bare ampersand", b'<opml><body><outline text="A & B" xmlUrl="http://x/"/></body></opml>'),
        ("latin-1", '<?xml version="1.0" encoding="latin1"?><opml><outline text="é" xmlUrl="http://x/"/></opml>'
            .encode("latin1")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_programs_get_wrong_is_read_all_the_same(name: str, data: bytes) -> None:
    assert [feed.feed_url for feed in opml.read(data).subscriptions] == ["http://x/"], name


def test_half_a_file_gives_its_first_half_and_says_where_it_broke() -> None:
    found = opml.read(FRESHRSS[: FRESHRSS.index(b'<outline text="Numbers"')])
    assert [feed.title for feed in found.subscriptions] == ["Daily"]
    assert "damaged at line" in found.faults[0]


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"PK\x03\x04rest", "zip"),
        (b'{"items": []}', "JSON"),
        (b"<!doctype html><html><body>Hello</body></html>", "a web page"),
        (b"<rss><channel/></rss>", "a feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "a feed"),
        (b"<gpx/>", "<gpx>"),
        (b"just words", "not XML"),
        (b"<opml><body><outl", "No subscription"),
        (b"SQLite format 3\x00", "SQLite"),
    ],
)
def test_another_kind_of_file_is_named_in_the_error(data: bytes, seen: str) -> None:
    with pytest.raises(BadFile, match=seen):
        opml.read(data)


def test_entities_that_multiply_are_not_unfolded() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    bomb = f'<!DOCTYPE o [<!ENTITY l0 "ha">{laughs}]><opml><outline text="&l12;" xmlUrl="http://x/"/></opml>'
    try:
        found = opml.read(bomb.encode())
    except BadFile:
        return
    assert all(len(feed.title) <= 500 for feed in found.subscriptions)


def test_a_file_of_the_machine_is_not_read_through_an_entity() -> None:
    sly = b'<!DOCTYPE o [<!ENTITY f SYSTEM "file:///etc/hostname">]><opml><head><title>&f;</title></head></opml>'
    assert opml.read(sly).title == ""


def test_folders_too_deep_are_flattened_and_named() -> None:
    deep = b"<opml><body>" + b"".join(b'<outline text="%d">' % n for n in range(40))
    found = opml.read(deep + b'<outline xmlUrl="http://x/"/>' + b"</outline>" * 40 + b"</body></opml>")
    assert len(found.subscriptions[0].folders[0]) == 16
    assert "deeper than 16" in found.faults[0]


def test_long_and_foreign_names_survive() -> None:
    name = "🗞️ أخبار " * 2000
    found = opml.read(f'<opml><body><outline text="{name}" xmlUrl="http://x/"/></body></opml>'.encode())
    assert found.subscriptions[0].title == name.strip()[:500]
