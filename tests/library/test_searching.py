"""What the index finds is what the matcher finds, on both databases; pages neither skip nor double."""

import random
from datetime import datetime, timedelta

import pytest

from mainstem.accounts.user import User
from mainstem.feeds.errors import BadInput
from mainstem.feeds.feed import Feed
from mainstem.library import searching, streams
from mainstem.library.context import Library
from mainstem.reading import Kind, Order, Show, Stream, View
from mainstem.search import matches
from mainstem.storage import Database, entries, feeds, labels, orders, states, subscriptions
from mainstem.storage.states import Actor
from tests.storage.library import add_feed, add_reader, clean, keep

WORDS = (
    "apple apples red car cars running ran run the creme brulee 日本語 東京都 news launch open source".split()
)
EXPRESSIONS = """
apple
cars
run
"red car"
"the red"
red car
red -car
-car
car OR news
!(car OR news)
(apple OR run) -the
intitle:apple
intext:apple
!intitle:apple
lau*
"red ca"*
"red car"~1
near:"apple news"
"apple car news"~6
日本
日
本語
東京都
author:jane
author:sm
inurl:paper
inurl:example/1
#open+source
#food
!#food
#op*
/ca.s?/
apple /r.n/
-/apple/
is:unread
is:starred
is:read car
!is:read
is:labelled
label:later
!label:later
in:later
folder:news
feed:paper
f:1
!f:1
e:1
has:author
has:category
!has:category
has:enclosure
has:text
lang:en
lang:de,en
!lang:en
length:>20
length:5..40
date:2026-03-14
date:/2026-03-14T11
pubdate:2026-02
!pubdate:2026-02
userdate:2026
!userdate:2026
mdate:2026-03
apple is:unread -label:later (car OR "the red" OR #food)
L:*
is:important
""".strip().splitlines()


def world(database: Database, now: datetime) -> tuple[Library, User, int]:
    """A reader with two feeds of forty entries, some starred, labelled and read."""
    reader = add_reader(database, now)
    chance = random.Random(7)
    for number in range(2):
        feed = add_feed(database, now, reader, url=f"https://{'paper' if number else 'journal'}.example/feed")
        came = [
            clean(
                at,
                title=" ".join(chance.choices(WORDS, k=3)).title(),
                text=" ".join(chance.choices(WORDS, k=chance.randint(0, 12))),
                url=f"https://paper.example/{at}",
                authors=chance.choice([(), ("Jane Doe",), ("Jan Smith", "Ole")]),
                categories=chance.choice([(), ("Open Source",), ("Food", "News")]),
                published_at=now - timedelta(days=chance.randint(0, 60)),
                language=chance.choice(["en", "en-GB"]),
            )
            for at in range(40)
        ]
        ids = keep(database, feed, now + timedelta(minutes=number), *came)
    page = Actor("page")
    with database.write() as connection:
        label_id = labels.add(connection, reader.id, "Later")
        states.label(connection, reader.id, label_id, ids[::5], page, now)
        states.mark(connection, "star", (reader.id, ids[::7]), page, now)
        states.mark(connection, "read", (reader.id, ids[::3]), page, now)
        folder_id = subscriptions.add_folder(connection, reader.id, "News")
        held = subscriptions.one(connection, reader.id, feed.id)
        assert held is not None
        subscriptions.set_folders(connection, held.id, [folder_id])
        subscriptions.change(connection, held.id, {"visibility": 20})
    return Library(database, b"s" * 32, now=lambda: now + timedelta(hours=1)), reader, feed.id


def feed_of(database: Database, feed_id: int) -> Feed:
    """A feed by its id."""
    with database.read() as connection:
        held = feeds.by_id(connection, feed_id)
    assert held is not None
    return held


def test_the_index_finds_what_the_matcher_finds(database: Database, now: datetime) -> None:
    library, reader, _ = world(database, now)
    every, _ = streams.ids(library, reader, View(limit=500))
    assert len(every) == 80
    with database.read() as connection:
        held = searching.holdings(connection, reader)
        views = [held.view(one) for one in entries.of_reader(connection, reader.id, every)]
    empty = []
    for text in EXPRESSIONS:
        with database.read() as connection:
            query = searching.read(library, connection, reader, text)
        expected = [view.entry.id for view in views if matches(query, view)]
        found, after = streams.ids(library, reader, View(search=text, limit=500))
        assert found == expected, text
        assert after == ""
        assert streams.count(library, reader, View(search=text)) == len(expected), text
        if not expected:
            empty.append(text)
    assert len(empty) <= 6, empty  # else the test would prove little


@pytest.mark.parametrize("order", [order for order in Order if order is not Order.RELEVANCE])
@pytest.mark.parametrize("is_ascending", [False, True])
def test_pages_of_every_order_hold_every_entry_once(
    database: Database, now: datetime, order: Order, is_ascending: bool
) -> None:
    library, reader, feed_id = world(database, now)
    for search, show in (("", Show.ALL), ("apple OR red", Show.ALL), ("/ap/", Show.UNREAD)):
        view = View(order=order, is_ascending=is_ascending, search=search, show=show, seed=5, limit=500)
        whole, _ = streams.ids(library, reader, view)
        paged: list[int] = []
        after = ""
        while True:
            some, after = streams.ids(library, reader, view.with_(limit=7, after=after))
            paged += some
            if not after:
                break
        assert paged == whole
        assert len(set(whole)) == len(whole)
        if order is not Order.CHANGED:
            plain, _ = streams.ids(library, reader, view.with_(order=Order.ARRIVAL))
            assert sorted(plain) == sorted(whole)
    del feed_id


def test_an_order_is_that_order(database: Database, now: datetime) -> None:
    library, reader, _ = world(database, now)
    for order, key in (
        (Order.PUBLISHED, lambda entry: (entry.published_at, entry.id)),
        (Order.TITLE, lambda entry: (entry.title.lower(), entry.id)),
        (Order.LENGTH, lambda entry: (entry.length, entry.id)),
    ):
        shown = streams.page(library, reader, View(order=order, limit=500)).entries
        listed = [one.entry for one in shown]
        if order is not Order.TITLE or database.is_sqlite:  # PostgreSQL sorts titles as its locale does
            assert listed == sorted(listed, key=key, reverse=True)


def test_the_best_hits_come_first(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    [strong] = keep(database, feed, now, clean(2, title="Apple", text="apple and apple"))
    [weak] = keep(database, feed, now, clean(1, title="Others", text="an apple among many words " * 5))
    [none] = keep(database, feed, now, clean(3, title="Pear", text="pear"))
    library = Library(database, b"s" * 32, now=lambda: now)
    found, _ = streams.ids(library, reader, View(search="apple sort:relevance"))
    assert found == [strong, weak]
    first, after = streams.ids(library, reader, View(search="apple sort:relevance", limit=1))
    then, _ = streams.ids(library, reader, View(search="apple sort:relevance", limit=1, after=after))
    assert (first, then) == ([strong], [weak])
    assert none not in found


def test_of_common_words_titles_come_first_and_the_newest_among_them(
    database: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orders, "RARE", 3)
    library, reader, _ = world(database, now)
    for text in ("apple", "apple -car", "apple OR red", "author:jane", '"the red"', "apple is:unread"):
        plain = streams.page(library, reader, View(search=text, limit=500)).entries
        view = View(search=f"{text} sort:relevance", limit=7)
        found, after = streams.ids(library, reader, view)
        while after:
            more, after = streams.ids(library, reader, view.with_(after=after))
            found += more
        assert sorted(found, reverse=True) == [one.entry.id for one in plain], text
        if text == "apple":
            titled = [one.entry.id for one in plain if "apple" in one.entry.title.lower()]
            assert found == titled + [one.entry.id for one in plain if one.entry.id not in titled]
            assert 0 < len(titled) < len(found)


def test_a_random_order_differs_every_time_and_keeps_to_itself(database: Database, now: datetime) -> None:
    library, reader, feed_id = world(database, now)
    later = Library(database, b"s" * 32, now=lambda: now + timedelta(seconds=7))
    view = View(order=Order.RANDOM, limit=30)
    first, after = streams.ids(library, reader, view)
    assert first != streams.ids(later, reader, view)[0]
    assert first != sorted(first)
    keep(database, feed_of(database, feed_id), now + timedelta(hours=2), clean(900), clean(901))
    rest, end = streams.ids(later, reader, view.with_(limit=500, after=after))
    assert len({*first, *rest}) == len(first) + len(rest) == 80
    assert end == ""
    starred = View(Stream(Kind.STARRED), order=Order.RANDOM, limit=2)
    some, after = streams.ids(library, reader, starred)
    assert not {*some} & {*streams.ids(library, reader, starred.with_(after=after))[0]}
    for forged in ("1.2.3.4", "1.2147483647.0", "1.82.82", "1", "-1.5.2", "1.0.0"):
        with pytest.raises(BadInput):
            streams.ids(library, reader, view.with_(after=forged))


def test_what_a_publisher_changes_is_found_by_its_new_words_alone(database: Database, now: datetime) -> None:
    reader = add_reader(database, now)
    feed = add_feed(database, now, reader)
    [entry_id] = keep(database, feed, now, clean(1, title="Heliotrope", text="first"))
    keep(database, feed, now, clean(1, title="Amaryllis", text="second", html="<p>second</p>"))
    library = Library(database, b"s" * 32, now=lambda: now)
    assert streams.ids(library, reader, View(search="amaryllis second"))[0] == [entry_id]
    assert streams.ids(library, reader, View(search="heliotrope"))[0] == []
    assert streams.ids(library, reader, View(search="first"))[0] == []
