"""What is written can be read again, by us and by plain readers."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mainstem.reading import opml
from mainstem.reading.opml import OpmlFeed, OpmlFolder, OpmlList
from mainstem.reading.opml.shape import KINDS

names = st.text(min_size=1, max_size=20)
settings = st.dictionaries(
    st.sampled_from(["frss:jsonItem", "frss:filtersActionRead", "mainstem:visibility", "extra"]), st.text()
)
paths = st.lists(names, min_size=1, max_size=3).map(tuple)
feeds = st.builds(
    OpmlFeed,
    feed_url=st.integers(1, 20).map(lambda n: f"https://{n}.example/feed?a=1&b=<2>"),
    title=st.text(max_size=20),
    site_url=st.sampled_from(["", "https://a.example/"]),
    description=st.text(max_size=20),
    folders=st.lists(paths, max_size=2).map(tuple),
    kind=st.sampled_from(KINDS),
    settings=settings,
)
lists = st.builds(
    OpmlList,
    title=st.text(max_size=20),
    subscriptions=st.lists(feeds, max_size=6, unique_by=lambda feed: feed.feed_url).map(tuple),
    folders=st.lists(
        st.builds(OpmlFolder, path=paths, opml_url=st.sampled_from(["", "https://l.example/"])), max_size=2
    ).map(tuple),
)


@given(lists)
def test_writing_what_was_read_gives_the_same_bytes(given_list: OpmlList) -> None:
    once = opml.write(opml.read(opml.write(given_list)))
    assert opml.write(opml.read(once)) == once


def test_everything_of_a_subscription_comes_back() -> None:
    feed = OpmlFeed(
        feed_url="https://a.example/?x=1&y=2",
        title="“A” <b> & 日本",
        site_url="https://a.example/",
        description="two\nlines",
        folders=(("News", "World"), ("Daily",)),
        kind="HTML+XPath",
        settings={"frss:xPathItem": '//a[@b="c"]', "mainstem:visibility": "important"},
    )
    folder = OpmlFolder(("Empty",), "https://l.example/list.opml", {"mainstem:position": "3"})
    back = opml.read(opml.write(OpmlList("Mine", (feed,), (folder,))))
    assert back.subscriptions == (feed,)
    assert back.folders[0] == folder
    assert back.title == "Mine"


def test_a_plain_reader_sees_well_formed_opml() -> None:
    feed = OpmlFeed("https://a.example/", "A\x00\ud800", folders=(("F",),), settings={"bad name:": "x"})
    root = etree.fromstring(opml.write(OpmlList("T", (feed,))))
    assert root.get("version") == "2.0"
    outline = root.find("body/outline/outline")
    assert outline is not None
    assert dict(outline.attrib) == {
        "text": "A", "title": "A", "type": "rss", "xmlUrl": "https://a.example/"
    }  # fmt: skip
